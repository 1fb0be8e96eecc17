import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { JobPage } from "@/components/jobs/job-page";
import { jobIdSchema } from "@/lib/features/background-jobs/schema";
import { loadJob } from "@/lib/features/background-jobs/loaders";

export const metadata: Metadata = { title: "后台任务" };

export default async function OneJobPage({ params }: PageProps<"/account/jobs/[jobId]">) {
  const place = jobIdSchema.safeParse(await params);
  const job = place.success ? await loadJob(place.data.jobId) : null;
  if (!job) notFound();
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">
        <Link href="/account/jobs">后台任务</Link>
      </p>
      <JobPage key={job.id} initial={job} />
    </div>
  );
}
