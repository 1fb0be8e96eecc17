import { expect, it } from "vitest";
import { alarmOf, type ProofSituation } from "./alarm";

const at = new Date("2026-11-30T02:00:00Z");
const day = (text: string) => new Date(`2026-11-${text}T19:00:00Z`);
const inOrder: ProofSituation = {
  at,
  lastCheck: { endedAt: day("29"), problems: [] },
  unsigned: [],
  signedSince: day("01"),
};

it.each<[what: string, situation: Partial<ProofSituation>, title: string | undefined]>([
  ["in order", {}, undefined],
  ["nothing signed", { lastCheck: null, signedSince: null }, undefined],
  ["signed last night and not checked yet", { lastCheck: null, signedSince: day("29") }, undefined],
  ["something broken", { lastCheck: { endedAt: day("29"), problems: ["第一处", "第二处"] } }, "公开的内容与签署时不符"],
  [
    "broken and unsigned",
    { lastCheck: { endedAt: day("29"), problems: ["第一处"] }, unsigned: ["没有密钥"] },
    "公开的内容与签署时不符",
  ],
  [
    "the audit log broken",
    { lastCheck: { endedAt: day("29"), problems: ["审计日志第 5 条：与记入时不符。"] } },
    "审计日志与记入时不符",
  ],
  ["unsigned", { unsigned: ["没有密钥"] }, "公开的内容没有签署"],
  ["no check for days", { lastCheck: { endedAt: day("26"), problems: [] } }, "公开的内容有 3 天以上没有核对"],
  ["never a check", { lastCheck: null, signedSince: day("20") }, "公开的内容有 3 天以上没有核对"],
])("tells the administrator of what is wrong and nothing else: %s", (_what, situation, title) => {
  const alarm = alarmOf({ ...inOrder, ...situation });
  expect(alarm?.title).toBe(title);
  if (title?.includes("不符")) expect(alarm!.text).toMatch(/第一处|审计日志第 5 条/);
});
