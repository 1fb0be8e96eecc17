import { describe, expect, it } from "vitest";
import { changesOf } from "./changes";
import { isNamedAsOwn, isOwnByName } from "./departments-own";
import type { EventContent } from "./event-draft";
import { initialRegistration, recordEvent, registerInitially } from "./record-event";
import { unitInYear, type UnitRegister, type UnitState } from "./register";

const state = (code: string, name: string, parentId: string | null, isDepartmentsOwn = false): UnitState => ({
  code,
  name,
  shortName: null,
  parentId,
  level: parentId === null ? "department" : "unit",
  kind: "administrative",
  isObliged: true,
  isDepartmentsOwn,
});

const units: Record<string, UnitState> = {
  office: state("101", "区政府办公室", null),
  schools: state("201", "区教育局", null),
  own: state("201001", "区教育局本级", "schools", true),
  school: state("201002", "实验小学", "schools"),
};
const begun: UnitRegister = {
  periods: Object.entries(units).map(([unitId, each]) => ({ ...each, unitId, validFrom: null, validTo: null })),
  events: [],
};
const nobody = { today: "2023-01-01", years: [], reports: [] };

let serial = 0;
function record(register: UnitRegister, effectiveOn: string, content: EventContent) {
  serial += 1;
  const document = { number: "区编〔2021〕1号", date: "2021-01-01" };
  return recordEvent(register, { id: `event${serial}`, effectiveOn, document, ...content }, nobody);
}

const reclassified = (unitId: string, isDepartmentsOwn: boolean): EventContent => ({
  kind: "reclassify",
  unitId,
  unitKind: "administrative",
  isObliged: true,
  isDepartmentsOwn,
});

function after(register: UnitRegister, effectiveOn: string, content: EventContent): UnitRegister {
  const recorded = record(register, effectiveOn, content);
  if (!recorded.ok) throw new Error(recorded.reasons.join("\n"));
  return recorded.register;
}

const isOwnIn = (register: UnitRegister, unitId: string, year: number) =>
  unitInYear(register, unitId, year)!.isDepartmentsOwn;

describe("部门本级", () => {
  it.each([
    ["区教育局本级", true],
    ["区教育局（本级）", true],
    ["区教育局(机关)", true],
    ["区教育局 机关", true],
    ["区教育局", true],
    ["区教育局幼儿园", false],
  ])("%s is named as the department's own: %s", (name, expected) =>
    expect(isNamedAsOwn(name, "区教育局")).toBe(expected),
  );

  it("stays what it is when its department or it is called otherwise", () => {
    const renamed = after(begun, "2021-07-01", {
      kind: "rename",
      unitId: "schools",
      name: "区教育和体育局",
      shortName: null,
    });
    expect(isOwnIn(renamed, "own", 2022)).toBe(true);
    const both = after(renamed, "2021-08-01", { kind: "rename", unitId: "own", name: "教体局机关", shortName: null });
    expect([isOwnIn(both, "own", 2020), isOwnIn(both, "own", 2022)]).toEqual([true, true]);
  });

  it("is one at a time: a second one is refused with who it is and what to do, and may follow", () => {
    const refused = record(begun, "2022-01-01", reclassified("school", true));
    expect(refused).toEqual({
      ok: false,
      reasons: [
        "“区教育局本级”（201001）已是“区教育局”的部门本级，一个部门同一时间只有一个本级。请先登记“区教育局本级”不再是部门本级，再登记“实验小学”。",
      ],
    });
    const without = after(begun, "2022-01-01", reclassified("own", false));
    const followed = after(without, "2022-01-01", reclassified("school", true));
    expect([isOwnIn(followed, "own", 2021), isOwnIn(followed, "school", 2021)]).toEqual([true, false]);
    expect([isOwnIn(followed, "own", 2022), isOwnIn(followed, "school", 2022)]).toEqual([false, true]);
    expect(changesOf(followed, "school").map(({ text }) => text)).toEqual(["2022年起是部门本级"]);
    expect(changesOf(followed, "own").map(({ text }) => text)).toEqual(["2022年起不再是部门本级"]);
  });

  it("is no other department's own after a transfer", () => {
    const moved = after(begun, "2022-03-01", { kind: "transfer", unitId: "own", parentId: "office" });
    expect([isOwnIn(moved, "own", 2021), isOwnIn(moved, "own", 2022)]).toEqual([true, false]);
  });

  it("is no department", () => {
    expect(initialRegistration(begun, "new", { ...state("301", "区卫健局", null), isDepartmentsOwn: true })).toEqual({
      ok: false,
      reasons: ["“区卫健局”是主管部门，不能是部门本级：部门本级是主管部门下的一个单位。"],
    });
  });

  it("goes by the name only while the department has none", () => {
    const named = state("201009", "区教育局机关", "schools");
    expect(isOwnByName(begun, named)).toBe(false);
    expect(isOwnByName(after(begun, "2021-01-01", reclassified("own", false)), named)).toBe(true);
    expect(isOwnByName(begun, state("101001", "区政府办公室本级", "office"))).toBe(true);
    expect(isOwnByName(begun, state("301", "区政府办公室", null))).toBe(false);
  });

  it("that enters twice with one file is refused both times", () => {
    const { refused } = registerInitially(begun, [
      { unitId: "x", state: state("101001", "办公室本级", "office", true) },
      { unitId: "y", state: state("101002", "办公室机关", "office", true) },
    ]);
    expect([...refused.keys()]).toEqual(["x", "y"]);
  });
});
