import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { defectIds, type Verdict } from "@/lib/domain/inspection/defects";
import type { Inspection, UnitInspection } from "@/lib/domain/inspection/inspection";
import { UNITS_OF_A_PAGE } from "@/lib/features/inspections/schema";
import { InspectionFilters, InspectionList } from "./inspection-list";
import { InspectionOfUnit } from "./inspection-of-unit";

/** A page of ten thousand units: every defect found in some of them. */
const units = Array.from({ length: UNITS_OF_A_PAGE }, (_, at): UnitInspection => {
  const isBad = at % 3 === 0;
  const found: Verdict = {
    state: "found",
    evidence: [{ text: "公开的内容与批复的内容不一致。", place: "table-income" }],
  };
  return {
    unitId: String(at),
    departmentCode: String(100 + (at % 80)),
    inspection: Object.fromEntries(
      defectIds.map((id) => [id, isBad ? found : { state: "clear" }]),
    ) as unknown as Inspection,
    unit: {
      disclosure: {
        unitCode: String(100_000 + at),
        unitName: `临沂市罗庄区第${at}实验小学（含附属幼儿园）`,
        departmentName: `临沂市罗庄区第${at % 80}局`,
        isExempt: false,
        exemptBasis: null,
        isDue: true,
        hasAccounts: true,
        waitsForCongress: false,
        departmentApprovedOn: null,
        approvedOn: "2022-08-01",
        approvedHash: "a",
        publishedOn: "2022-08-10",
        publishedHash: "a",
        number: 1,
        correctionReason: null,
        correction: null,
      },
      isDepartmentPublished: true,
      versions: { there: 1, newest: 1, newestOn: "2022-08-10", withoutReason: 0 },
      content: {},
      portal: null,
    },
  };
});

it("a page of ten thousand units is small, and its filters stand in the address", () => {
  const query = { page: 1, department: undefined };
  const tally = {
    defects: Object.fromEntries(defectIds.map((id) => [id, 3_334])),
    glances: { late: 3_334, missing: 0, unreadable: 3_334 },
  };
  const departments = Array.from({ length: 80 }, (_, at) => ({
    code: String(100 + at),
    name: `临沂市罗庄区第${at}局`,
  }));
  const html = renderToStaticMarkup(
    <>
      <InspectionFilters query={query} year={2021} count={10_000} tally={tally} departments={departments} />
      <InspectionList query={query} year={2021} units={units} total={10_000} />
    </>,
  );
  expect(Buffer.byteLength(html)).toBeLessThan(150_000);
  expect(html).toContain('href="/review/inspections?year=2021&amp;glance=late"');
  expect(html).toContain("第 1 页，共 100 页，10000 个单位");
  expect(html).toContain('href="/review/inspections?page=2&amp;year=2021"');
});

it("what was found of a unit comes first, and its evidence leads to the place in the published version", () => {
  const html = renderToStaticMarkup(<InspectionOfUnit year={2021} of={units[0]!} />);
  expect(html.indexOf("公开的内容与批复的内容不一致。")).toBeGreaterThan(0);
  expect(html).toContain('<a href="/r/100000/2021/v/1#table-income">查看所在位置</a>');
});

it("a page past the last one is told as such, and leads to the last", () => {
  const html = renderToStaticMarkup(
    <InspectionList query={{ page: 101, glance: "late" }} year={2021} units={[]} total={10_000} />,
  );
  expect(html).not.toContain("没有这样的单位");
  expect(html).toContain("没有第 101 页");
  expect(html).toContain('href="/review/inspections?page=100&amp;glance=late&amp;year=2021"');
});
