import { expect, it } from "vitest";
import { citePath, noticePath, reportDataPath, reportPath } from "./report-path";

const newest = { unitCode: "101001", year: 2021 };
const version = { ...newest, number: 2 };

it("a report, a version, a place, a notice, a citation and data have each one address", () => {
  expect([reportPath(newest), reportPath(version)]).toEqual(["/r/101001/2021", "/r/101001/2021/v/2"]);
  expect([reportPath(version, "income.total.amount"), reportPath(newest, null)]).toEqual([
    "/r/101001/2021/v/2#income.total.amount",
    "/r/101001/2021",
  ]);
  expect(noticePath(version)).toBe("/r/101001/2021/v/2/changes");
  expect([citePath(version), citePath(version, "a/b")]).toEqual([
    "/r/101001/2021/v/2/cite",
    "/r/101001/2021/v/2/cite/a%2Fb",
  ]);
  expect([reportDataPath(newest), reportDataPath(version, ".pdf")]).toEqual([
    "/api/v1/reports/101001/2021",
    "/api/v1/reports/101001/2021.pdf?version=2",
  ]);
});
