import { useEffect, useState } from "react";
import { isOver, type JobView } from "@/lib/features/background-jobs/schema";

const EVERY_MS = 1_500;

/** A job as it goes on: asked for again until it is over. `problem`: why the last asking came to nothing. */
export function useJob(initial: JobView): { job: JobView; problem: string | null } {
  const [job, setJob] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const isGoingOn = !isOver(job.state);
  const { id } = job;

  useEffect(() => {
    if (!isGoingOn) return;
    const asking = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const answer = await fetch(`/account/jobs/${id}/state`, { signal: asking.signal, cache: "no-store" });
        if (answer.ok) {
          setJob((await answer.json()) as JobView);
          setProblem(null);
        } else if (answer.status === 401) {
          setProblem("登录已经结束，任务仍在办理。请重新登录后查看。");
          return;
        } else setProblem("暂时读不到进度，任务仍在办理，正在重试。");
      } catch {
        if (asking.signal.aborted) return;
        setProblem("没有连上服务器，任务仍在办理，正在重试。");
      }
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    timer = setTimeout(() => void ask(), EVERY_MS);
    return () => {
      asking.abort();
      clearTimeout(timer);
    };
  }, [id, isGoingOn]);

  return { job, problem };
}
