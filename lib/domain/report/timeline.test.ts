import { describe, expect, it } from "vitest";
import { roundLabel, timelineOf, type TimelineEvent } from "./timeline";

const event = (minute: number, label: string, place: TimelineEvent["place"], more: Partial<TimelineEvent> = {}) => ({
  at: new Date(Date.UTC(2022, 6, 1, 8, minute)),
  place,
  label,
  by: "某人",
  reason: null,
  details: [],
  ...more,
});
const place = (version: number, round: number) => ({ version, round });

const steps = [
  event(1, "开始填报", place(1, 0)),
  event(2, "上报", place(1, 1)),
  event(4, "退回", place(1, 1), { reason: "请核对" }),
  event(5, "上报", place(1, 2)),
  event(7, "批复", place(1, 2), { bureauDetails: ["办理时确认仍有：1项人大批准没有登记"] }),
  event(9, "公开", place(1, 2)),
  event(12, "更正", place(2, 0)),
];

const words = (sources: readonly (readonly TimelineEvent[])[], reader: "bureau" | "unit" = "bureau") =>
  timelineOf(sources, reader).map((round) => [roundLabel(round), ...round.entries.map(({ label }) => label)]);

describe("the timeline of a report", () => {
  it("has its rounds in order, with the events of all sources by their time", () => {
    const comments = [event(3, "审核意见 2 条", place(1, 1))];
    const files = [event(11, "生成公开文件", place(1, 2))];
    expect(words([files, steps, comments])).toEqual([
      ["第1版 填报", "开始填报"],
      ["第1版 第1轮", "上报", "审核意见 2 条", "退回"],
      ["第1版 第2轮", "上报", "批复", "公开", "生成公开文件"],
      ["第2版 填报", "更正"],
    ]);
  });

  it("puts what belongs to no round where its time does, before the beginning too", () => {
    const register = [event(0, "更名", null), event(6, "划转", null), event(15, "撤销", null)];
    const late = [event(13, "生成公开文件", place(1, 2))];
    expect(words([steps, register, late])).toEqual([
      ["第1版 填报", "更名", "开始填报"],
      ["第1版 第1轮", "上报", "退回"],
      ["第1版 第2轮", "上报", "划转", "批复", "公开", "生成公开文件"],
      ["第2版 填报", "更正", "撤销"],
    ]);
  });

  it("keeps the bureau's own matter from the unit", () => {
    const details = (reader: "bureau" | "unit") =>
      timelineOf([steps], reader).flatMap(({ entries }) => entries.flatMap((entry) => entry.details));
    expect(details("bureau")).toEqual(["办理时确认仍有：1项人大批准没有登记"]);
    expect(details("unit")).toEqual([]);
    expect(JSON.stringify(timelineOf([steps], "unit"))).not.toContain("人大批准");
  });

  it("of nothing is empty", () => {
    expect(timelineOf([], "unit")).toEqual([]);
  });
});
