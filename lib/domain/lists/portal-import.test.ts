import { expect, it } from "vitest";
import { countOutcomes } from "./difference";
import type { PortalColumnId } from "./portal-columns";
import { keyOf, planPortalImport, type AddressedReport } from "./portal-import";
import type { UnderstoodRow } from "./understood-list";

const report = (unitId: string, address = "", year = 2021): AddressedReport => ({
  unitId,
  unitName: `单位${unitId}`,
  year,
  address,
});
const known = {
  reports: new Map([
    [keyOf("101001", 2021), report("a")],
    [keyOf("101002", 2021), report("b", "https://p.gov.cn/b")],
    [keyOf("101003", 2021), report("c", "https://p.gov.cn/c")],
  ]),
  problemOf: (address: string) => (address.startsWith("https://p.gov.cn/") ? null : "网址不在门户网站上。"),
  compared: (address: string) => new URL(address).href,
};
const rows = (...given: [unitCode: string, address: string, year?: string][]): UnderstoodRow<PortalColumnId>[] =>
  given.map(([unitCode, address, year = "2021"], at) => ({
    row: at + 2,
    cells: { unitCode, address, year },
    problems: [],
    notes: [],
  }));

it("sets what is new, changes what is otherwise, and leaves what is blank or the same", () => {
  const { lines, deeds } = planPortalImport(
    rows(["101001", "https://p.gov.cn/a"], ["101002", "https://p.gov.cn/b2"], ["101003", ""]),
    known,
  );
  expect(countOutcomes(lines)).toMatchObject({ new: 1, changed: 1, unchanged: 1, problem: 0 });
  expect(deeds).toEqual([
    { unitId: "a", year: 2021, address: "https://p.gov.cn/a" },
    { unitId: "b", year: 2021, address: "https://p.gov.cn/b2" },
  ]);
  expect(lines[1]!.changes).toEqual([
    { label: "门户网站公开网址", before: "https://p.gov.cn/b", after: "https://p.gov.cn/b2" },
  ]);
});

it("has a problem with a report that is not published, a row given twice, and an address elsewhere", () => {
  const { lines, deeds } = planPortalImport(
    rows(
      ["101009", "https://p.gov.cn/x"],
      ["101001", "https://p.gov.cn/a", "2022"],
      ["101002", "https://elsewhere.com/"],
      ["101003", "https://p.gov.cn/1"],
      ["101003", "https://p.gov.cn/2"],
    ),
    known,
  );
  expect(deeds).toEqual([]);
  expect(lines.map(({ problems }) => problems[0])).toEqual([
    "没有单位 101009 2021年度已公开的决算，公开之后才能填网址。",
    "没有单位 101001 2022年度已公开的决算，公开之后才能填网址。",
    "网址不在门户网站上。",
    "同一单位同一年度出现了不止一行，请只保留一行。",
    "同一单位同一年度出现了不止一行，请只保留一行。",
  ]);
});

it("says of an address whose else it is, in the file and in what is stored", () => {
  const { lines } = planPortalImport(
    rows(["101001", "https://p.gov.cn/c"], ["101002", "HTTPS://p.gov.cn/c"], ["101002", "https://p.gov.cn/c"]).slice(
      0,
      2,
    ),
    { ...known, problemOf: () => null },
  );
  expect(lines.map(({ notes }) => notes)).toEqual([
    ["与单位c2021年度、单位b2021年度的网址相同，请核对。"],
    ["与单位c2021年度、单位a2021年度的网址相同，请核对。"],
  ]);
});

it("lets two units change their addresses with each other", () => {
  const { lines } = planPortalImport(rows(["101002", "https://p.gov.cn/c"], ["101003", "https://p.gov.cn/b"]), known);
  expect(lines.map(({ outcome, notes }) => [outcome, notes])).toEqual([
    ["changed", []],
    ["changed", []],
  ]);
});
