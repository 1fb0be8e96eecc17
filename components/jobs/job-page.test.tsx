import { act, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ItemState, JobState, JobView } from "@/lib/features/background-jobs/schema";
import { JobPage } from "./job-page";

const { stop, repeat } = vi.hoisted(() => ({ stop: vi.fn(), repeat: vi.fn() }));
vi.mock("@/lib/features/background-jobs/actions", () => ({ stopJobAction: stop, repeatJobAction: repeat }));

const answers = vi.fn<() => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answers);
  answers.mockReset();
  stop.mockReset().mockResolvedValue({ ok: true, data: undefined });
  repeat.mockReset().mockResolvedValue({ ok: true, data: { jobId: "again" } });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function jobOf(state: JobState, states: ItemState[], changes: Partial<JobView> = {}): JobView {
  const counts = { waiting: 0, done: 0, leftOut: 0, failed: 0, cancelled: 0 };
  for (const each of states) counts[each] += 1;
  return {
    id: "job",
    label: "批量批复",
    subject: "2021年度 4 个单位",
    askedBy: "李审核",
    askedAt: "2022-08-01T08:00:00.000Z",
    endedAt: null,
    state,
    counts,
    done: "已批复",
    error: null,
    items: states.map((each, position) => ({
      position,
      label: `第${position}单位`,
      code: `10100${position}`,
      href: `/review/10100${position}/2021`,
      state: each,
      reasons: each === "leftOut" ? ["有1条须解决的审核意见尚未解决，请先处理。"] : [],
    })),
    repetitionId: null,
    repeatsId: null,
    isOwn: true,
    ...changes,
  };
}

const later = () => act(() => vi.advanceTimersByTimeAsync(1_600));

describe("the page of a background job", () => {
  it("follows it to its end, announces quarters, and then shows each result with its reason and a way to it", async () => {
    answers.mockImplementationOnce(async () =>
      Response.json(jobOf("running", ["done", "leftOut", "waiting", "waiting"])),
    );
    answers.mockImplementationOnce(async () => Response.json(jobOf("done", ["done", "leftOut", "done", "done"])));
    render(<JobPage initial={jobOf("waiting", ["waiting", "waiting", "waiting", "waiting"])} />);
    expect(screen.getByRole("status")).toHaveTextContent("等待办理");
    await later();
    expect(screen.getByRole("progressbar", { name: "办理进度" })).toHaveAttribute("value", "2");
    expect(screen.getByText("已办 2 / 4，其中 1 个未办")).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("正在办理，已过百分之50");
    await later();
    expect(screen.getByRole("status")).toHaveTextContent("已办完，有未办：已批复 3 个，未办 1 个");
    const [, first] = within(screen.getByRole("region", { name: "每项的结果" })).getAllByRole("row");
    expect(first).toHaveTextContent("第1单位");
    expect(first).toHaveTextContent("有1条须解决的审核意见尚未解决，请先处理。");
    expect(within(first!).getByRole("link")).toHaveAttribute("href", "/review/101001/2021");
    await later();
    expect(answers, "nothing is asked any more").toHaveBeenCalledTimes(2);
    vi.useRealTimers();
    await act(async () => screen.getByRole("button", { name: "重新办理未办的（1）" }).click());
    expect(repeat).toHaveBeenCalledWith({ jobId: "job" });
  });

  it("says that the work goes on where it cannot be followed, and that a new sign-in is needed", async () => {
    answers.mockRejectedValueOnce(new TypeError("failed to fetch"));
    answers.mockImplementationOnce(async () => new Response("", { status: 401 }));
    render(<JobPage initial={jobOf("running", ["done", "waiting"])} />);
    await later();
    expect(screen.getByText("没有连上服务器，任务仍在办理，正在重试。")).toBeVisible();
    await later();
    expect(screen.getByText("登录已经结束，任务仍在办理。请重新登录后查看。")).toBeVisible();
    await later();
    expect(answers).toHaveBeenCalledTimes(2);
  });

  it("lets only the person who asked stop it or have it done again, and leads to what did", async () => {
    const { unmount } = render(<JobPage initial={jobOf("running", ["waiting"])} />);
    await act(async () => screen.getByRole("button", { name: "停止未开始的" }).click());
    expect(stop).toHaveBeenCalledWith({ jobId: "job" });
    unmount();
    const others = render(<JobPage initial={jobOf("running", ["waiting"], { isOwn: false })} />);
    expect(screen.queryByRole("button", { name: /停止/ })).toBeNull();
    others.unmount();
    render(<JobPage initial={jobOf("cancelled", ["done", "cancelled"], { repetitionId: "later" })} />);
    expect(screen.queryByRole("button", { name: /重新办理/ })).toBeNull();
    expect(screen.getByRole("link", { name: "查看后一次的结果" })).toHaveAttribute("href", "/account/jobs/later");
  });
});
