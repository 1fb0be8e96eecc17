import { expect, it } from "vitest";
import type { QueueRow } from "@/lib/features/queue/data";
import { countOf, countText, queueLineOf } from "./queue-line";

function row(changes: Partial<QueueRow>): QueueRow {
  return {
    unitId: "a",
    unitCode: "101001",
    unitName: "区信访局",
    level: "unit",
    departmentId: "d",
    departmentName: "区政府办公室",
    status: "submitted",
    state: "submitted",
    round: 1,
    publishedNumber: null,
    blocking: 0,
    explain: 0,
    openComments: 0,
    submittedAt: "2022-04-02T10:00:00+08:00",
    dueOn: "2022-06-30",
    daysLeft: null,
    isLate: false,
    isSoonLate: false,
    reviewerId: null,
    newStep: null,
    newComments: 0,
    isNewlyMine: false,
    ...changes,
  };
}

const line = (changes: Partial<QueueRow>) =>
  queueLineOf(row(changes), "/review/101001/2021", new Map([["r", "王审核"]]));

it.each([
  [{}, { statusLabel: "已上报", href: "/review/101001/2021", checks: "全部通过", reviewer: "", news: [] }],
  [{ round: 2 }, { statusLabel: "退回后重报（第2次）" }],
  [
    { status: null, state: "notOpened", round: 0 },
    { statusLabel: "未开始", href: null, checks: "" },
  ],
  [{ status: "underReview", state: "forCongress" }, { statusLabel: "待人大批准" }],
  [{ status: "drafting", state: "drafting", publishedNumber: 1 }, { statusLabel: "已公开（更正中）" }],
  [{ level: "department" }, { unitName: "区信访局（部门决算）" }],
  [{ blocking: null }, { checks: "尚未审核" }],
  [{ blocking: 2, explain: 3 }, { checks: "必须改正 2，需要说明 3" }],
  [{ reviewerId: "r" }, { reviewer: "王审核" }],
  [{ daysLeft: null }, { due: "" }],
  [{ daysLeft: 40 }, { due: "2022/06/30" }],
  [{ daysLeft: 3, isSoonLate: true }, { due: "还有 3 天" }],
  [{ daysLeft: 0, isSoonLate: true }, { due: "今天截止" }],
  [{ daysLeft: -12, isLate: true }, { due: "逾期 12 天" }],
  [{ newStep: "submit", newComments: 2, isNewlyMine: true }, { news: ["已上报", "2 条新意见", "分配给您"] }],
] as const)("of %j the table says %j", (changes, said) => {
  expect(line(changes)).toMatchObject(said);
});

it.each([
  [["unit", "unit"], "2 个单位"],
  [["unit", "department", "unit"], "2 个单位、1 个部门"],
  [["department"], "1 个部门"],
  [[], "0 个单位"],
] as const)("counts departments beside units: %j", (scopes, said) => {
  expect(countOf(scopes.map((scope) => ({ scope })))).toBe(said);
  const departments = scopes.filter((scope) => scope === "department").length;
  expect(countText({ units: scopes.length - departments, departments })).toBe(said);
});
