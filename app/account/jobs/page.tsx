import type { Metadata } from "next";
import Link from "next/link";
import { JobList } from "@/components/jobs/job-list";
import { EmptyState } from "@/components/ui/empty-state";
import { loadJobs } from "@/lib/features/background-jobs/loaders";

export const metadata: Metadata = { title: "后台任务" };

export default async function JobsPage({ searchParams }: PageProps<"/account/jobs">) {
  const ofAll = (await searchParams).of === "all";
  const { jobs, maySeeAll } = await loadJobs({ ofAll });
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">后台任务</h1>
        <p className="text-sm text-muted">交办之后由系统逐项办理，离开页面或退出登录都不影响。列出最近五十项。</p>
      </div>
      {maySeeAll && (
        <nav aria-label="范围" className="flex gap-3 text-sm">
          {[
            { href: "/account/jobs", label: "我交办的", isCurrent: !ofAll },
            { href: "/account/jobs?of=all", label: "本地区全部", isCurrent: ofAll },
          ].map(({ href, label, isCurrent }) => (
            <Link
              key={href}
              href={href}
              aria-current={isCurrent ? "page" : undefined}
              className="aria-[current=page]:font-bold aria-[current=page]:text-ink aria-[current=page]:no-underline"
            >
              {label}
            </Link>
          ))}
        </nav>
      )}
      {jobs.length === 0 ? (
        <EmptyState title="还没有后台任务">
          在审核队列中批量开始审核、批复或公开，以及公开之后制作文件，办理情况列在这里。
        </EmptyState>
      ) : (
        <JobList jobs={jobs} />
      )}
    </div>
  );
}
