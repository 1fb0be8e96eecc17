import { expect, it } from "vitest";
import type { EventContent } from "./event-draft";
import { obligedUnits } from "./obliged-changes";
import { recordEvent } from "./record-event";
import type { UnitRegister, UnitState } from "./register";

const unit = (code: string, name: string, parentId = "office"): UnitState => ({
  code,
  name,
  shortName: null,
  parentId,
  level: "unit",
  kind: "institution",
  isObliged: true,
  isDepartmentsOwn: false,
});
const department = (code: string, name: string): UnitState => ({
  ...unit(code, name),
  parentId: null,
  level: "department",
});
const always = (unitId: string, state: UnitState) => ({ ...state, unitId, validFrom: null, validTo: null });
const begun: UnitRegister = {
  periods: [
    always("office", department("101", "区政府办公室")),
    always("schools", department("201", "区教育局")),
    always("hotline", unit("101003", "热线中心")),
    always("archive", unit("101004", "档案中心")),
    always("school", unit("201002", "实验小学", "schools")),
  ],
  events: [],
};
const document = { number: "罗编〔2022〕3号", date: "2021-12-20" };
function after(...events: [effectiveOn: string, content: EventContent][]): UnitRegister {
  return events.reduce((register, [effectiveOn, content], at) => {
    const recorded = recordEvent(
      register,
      { id: `e${at}`, effectiveOn, document, ...content },
      { today: "2099-12-31", years: [], reports: [] },
    );
    if (!recorded.ok) throw new Error(recorded.reasons.join());
    return recorded.register;
  }, begun);
}
const all = ["hotline", "archive", "school"];

it("has nothing to compare in the first year, and nothing to tell when nothing happened", () => {
  expect(obligedUnits(begun, 2022, null)).toEqual({ owing: all, changes: [] });
  expect(obligedUnits(begun, 2022, { year: 2021, owing: all })).toEqual({ owing: all, changes: [] });
});

it("tells a merger with those who end and who takes over, and the document", () => {
  const merged = { unitId: "service", state: unit("101009", "综合服务中心") };
  const register = after([
    "2022-07-01",
    { kind: "merge", predecessors: ["hotline", "archive"], successor: merged, finalReport: "inSuccessor" },
  ]);
  const { owing, changes } = obligedUnits(register, 2022, { year: 2021, owing: all });
  expect(owing).toEqual(["service", "school"]);
  expect(changes.map(({ unitId, kinds }) => [unitId, kinds])).toEqual([
    ["hotline", ["gone"]],
    ["archive", ["gone"]],
    ["service", ["new", "joined"]],
  ]);
  expect(changes[2]).toMatchObject({
    texts: ["2022年7月1日由“热线中心”、“档案中心”合并设立"],
    documents: [document],
  });
});

it("tells why a unit that reported its own last year owes no more, and who was renamed, recoded and moved", () => {
  const register = after(
    ["2021-09-30", { kind: "dissolve", unitId: "archive" }],
    ["2022-03-01", { kind: "rename", unitId: "hotline", name: "便民热线中心", shortName: null }],
    ["2022-04-01", { kind: "recode", unitId: "hotline", code: "101099" }],
    ["2022-05-01", { kind: "transfer", unitId: "school", parentId: "office" }],
  );
  const { owing, changes } = obligedUnits(register, 2022, { year: 2021, owing: all });
  expect(owing).toEqual(["hotline", "school"]);
  expect(changes.map(({ unitId, kinds, texts }) => [unitId, kinds, texts.length > 0])).toEqual([
    ["archive", ["gone"], true],
    ["hotline", ["renamed", "recoded"], true],
    ["school", ["moved"], true],
  ]);
  expect(changes[0]!.texts).toEqual(["2021年9月30日撤销"]);
});
