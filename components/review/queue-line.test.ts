import { expect, it } from "vitest";
import type { QueueRow } from "@/lib/features/queue/loaders";
import { countOf, queueLineOf } from "./queue-line";

const deadline = new Date("2022-03-31T23:59:59+08:00");
const deciding = { parties: ["reviewer"], separatePublisher: true, approvedWithoutText: new Set<string>() };

function unit(changes: Partial<QueueRow["unit"]>): QueueRow["unit"] {
  return {
    id: "a",
    parentId: null,
    level: "unit",
    kind: "institution",
    code: "101001",
    name: "区信访局",
    shortName: null,
    isObliged: true,
    isDepartmentsOwn: false,
    isThere: true,
    isToCome: false,
    isOwing: true,
    isExempt: false,
    exemptBasis: null,
    ...changes,
  };
}

it.each([
  ["owes the year", {}, 2],
  ["owes the year and need not publish it", { isExempt: true, exemptBasis: "涉密单位" }, 2],
  ["does not owe the year", { isOwing: false }, 0],
])("a unit that %s and has not begun two days after the deadline", (_what, changes, daysLate) => {
  const at = { deadline, now: new Date("2022-04-02T10:00:00+08:00") };
  const row: QueueRow = { unit: unit(changes), department: null, report: null, waitsForCongress: false };
  expect(queueLineOf(row, at, deciding)).toMatchObject({ daysLate, isLate: daysLate > 0 });
});

it.each([
  [["unit", "unit"], "2 个单位"],
  [["unit", "department", "unit"], "2 个单位、1 个部门"],
  [["department"], "1 个部门"],
  [[], "0 个单位"],
] as const)("counts departments beside units: %j", (scopes, said) => {
  expect(countOf(scopes.map((scope) => ({ scope })))).toBe(said);
});
