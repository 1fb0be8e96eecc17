import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/lib/domain/words/moments";
import { isOver, type JobLine } from "@/lib/features/background-jobs/schema";
import { jobStateText, progressText } from "./job-words";

/** Background jobs, newest first, each with its state and how far it has come. */
export function JobList({ jobs }: { jobs: readonly JobLine[] }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="后台任务">
      <table className="w-full min-w-[44rem] border-collapse text-sm">
        <thead className="border-b border-rule text-left">
          <tr>
            {["任务", "状态", "进度", "交办", "结束"].map((label) => (
              <th key={label} scope="col" className="px-2 py-1 whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => {
            const { tone, text } = jobStateText(job);
            return (
              <tr key={job.id} className="border-b border-line align-top hover:bg-shade">
                <th scope="row" className="px-2 py-1 text-left font-normal">
                  <Link href={`/account/jobs/${job.id}`}>{job.label}</Link>
                  <span className="block text-xs text-muted">{job.subject}</span>
                </th>
                <td className="px-2 py-1">
                  <Badge tone={tone}>{text}</Badge>
                </td>
                <td className="px-2 py-1 whitespace-nowrap tabular-nums">{progressText(job.counts)}</td>
                <td className="px-2 py-1 whitespace-nowrap">
                  {formatDateTime(new Date(job.askedAt))}
                  <span className="block text-xs text-muted">{job.askedBy || "系统"}</span>
                </td>
                <td className="px-2 py-1 whitespace-nowrap">
                  {isOver(job.state) && job.endedAt ? formatDateTime(new Date(job.endedAt)) : ""}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
