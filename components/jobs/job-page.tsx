"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { repeatJobAction, stopJobAction } from "@/lib/features/background-jobs/actions";
import { isOver, totalOf, type JobView } from "@/lib/features/background-jobs/schema";
import { JobResults } from "./job-results";
import { announcementOf, handledOf, jobStateText, progressText, resultText, undoneOf } from "./job-words";
import { useJob } from "./use-job";

/**
 * One background job: how far it has come while it goes on, what became of each part, and what may be done about it.
 */
export function JobPage({ initial }: { initial: JobView }) {
  const { job, problem } = useJob(initial);
  const { tone, text } = jobStateText(job);
  return (
    <>
      <div>
        <h1 className="font-serif text-2xl">
          {job.label}：{job.subject}
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <Badge tone={tone}>{text}</Badge>
          <span>
            {job.askedBy || "系统"} {formatDateTime(new Date(job.askedAt))} 交办
          </span>
          {job.endedAt && <span>{formatDateTime(new Date(job.endedAt))} 结束</span>}
          {job.repeatsId && <Link href={`/account/jobs/${job.repeatsId}`}>前一次办理</Link>}
        </p>
      </div>
      <p role="status" className="sr-only">
        {announcementOf(job, job.done)}
      </p>
      {isOver(job.state) ? <Result job={job} /> : <Progress job={job} problem={problem} />}
      <JobResults items={job.items} done={job.done} />
    </>
  );
}

function Progress({ job, problem }: { job: JobView; problem: string | null }) {
  const { reasons, isSending, send } = useSending();
  return (
    <section aria-label="进度" className="flex flex-col gap-2">
      <p className="text-sm tabular-nums">{progressText(job.counts)}</p>
      <progress
        aria-label="办理进度"
        className="h-2 w-full accent-accent"
        value={handledOf(job.counts)}
        max={totalOf(job.counts)}
      />
      <p className="text-sm text-muted">离开本页或退出登录都不影响办理，回来后在“后台任务”中查看。</p>
      {problem && <Callout tone="warn">{problem}</Callout>}
      <Refusals title="没有停止" reasons={reasons} />
      {job.isOwn && (
        <div>
          <Button isDisabled={isSending} onPress={() => void send(() => stopJobAction({ jobId: job.id }))}>
            停止未开始的
          </Button>
        </div>
      )}
    </section>
  );
}

function Result({ job }: { job: JobView }) {
  const router = useRouter();
  const { reasons, isSending, send } = useSending({ refreshes: false });
  const undone = undoneOf(job.counts);
  return (
    <div className="flex flex-col gap-2">
      <Callout
        tone={job.state === "failed" ? "danger" : undone === 0 ? "done" : "warn"}
        title={resultText(job, job.done)}
      >
        {job.error ?? (undone > 0 ? "未办的各有原因，列在下表；其余不受影响。" : null)}
      </Callout>
      {job.repetitionId ? (
        <p className="text-sm">
          未办的已经重新办理：<Link href={`/account/jobs/${job.repetitionId}`}>查看后一次的结果</Link>
        </p>
      ) : (
        job.isOwn &&
        undone > 0 && (
          <div>
            <Button
              isDisabled={isSending}
              onPress={() =>
                void send(
                  () => repeatJobAction({ jobId: job.id }),
                  ({ jobId }) => router.push(`/account/jobs/${jobId}`),
                )
              }
            >
              重新办理未办的（{undone}）
            </Button>
          </div>
        )
      )}
      <Refusals title="没有重新办理" reasons={reasons} />
    </div>
  );
}
