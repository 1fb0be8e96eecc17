import type { Tone } from "@/components/ui/badge";
import { isOver, totalOf, type ItemState, type JobCounts, type JobLine } from "@/lib/features/background-jobs/schema";

/** Items that have an outcome. */
export function handledOf(counts: JobCounts): number {
  return totalOf(counts) - counts.waiting;
}

/** Items that were not done and could be asked for again. */
export function undoneOf({ leftOut, failed, cancelled }: JobCounts): number {
  return leftOut + failed + cancelled;
}

/** The state of a job in a word or two, with its tone. */
export function jobStateText({ state, counts }: Pick<JobLine, "state" | "counts">): { tone: Tone; text: string } {
  if (state === "waiting") return { tone: "neutral", text: "等待办理" };
  if (state === "running") return { tone: "active", text: "正在办理" };
  if (state === "failed") return { tone: "danger", text: "未能办理" };
  if (state === "cancelled") return { tone: "warn", text: "已停止" };
  if (undoneOf(counts) === 0) return { tone: "done", text: "已办完" };
  return { tone: "warn", text: counts.done === 0 ? "均未办成" : "已办完，有未办" };
}

/** How far it has come, 已办 37 / 200，其中 2 个未办, or how it ended: 办成 198，未办 2 */
export function progressText(counts: JobCounts): string {
  const undone = undoneOf(counts);
  if (counts.waiting === 0 && undone > 0) return `办成 ${counts.done}，未办 ${undone}`;
  return `已办 ${handledOf(counts)} / ${totalOf(counts)}${undone > 0 ? `，其中 ${undone} 个未办` : ""}`;
}

/** What became of it: 已批复 197 个，未办 3 个 */
export function resultText({ counts }: Pick<JobLine, "counts">, done: string): string {
  const undone = undoneOf(counts);
  return `${done} ${counts.done} 个${undone > 0 ? `，未办 ${undone} 个` : ""}`;
}

/**
 * What is read out while it goes on: its beginning, each quarter and its end, not every item.
 */
export function announcementOf(job: Pick<JobLine, "state" | "counts">, done: string): string {
  if (isOver(job.state)) return `${jobStateText(job).text}：${resultText(job, done)}`;
  const total = totalOf(job.counts);
  const quarters = total === 0 ? 0 : Math.floor((handledOf(job.counts) * 4) / total);
  return job.state === "waiting" ? "等待办理" : `正在办理${quarters > 0 ? `，已过百分之${quarters * 25}` : ""}`;
}

/** An item's outcome in words, `done` as its kind calls it. */
export function itemStateText(state: ItemState, done: string): { tone: Tone; text: string } {
  switch (state) {
    case "waiting":
      return { tone: "neutral", text: "等待" };
    case "done":
      return { tone: "done", text: done };
    case "leftOut":
      return { tone: "warn", text: "未办" };
    case "failed":
      return { tone: "danger", text: "出错" };
    case "cancelled":
      return { tone: "neutral", text: "已停止" };
  }
}
