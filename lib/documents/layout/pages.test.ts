import { expect, it } from "vitest";
import { coverOf } from "@/lib/documents/layout/cover";
import { headingsBefore, standsOverTable, type PrintBlock } from "@/lib/documents/layout/print-document";
import { tableLayout } from "@/lib/documents/layout/table-layout";
import { sampleDocument } from "@/lib/documents/testing/sample-document";

it("breaks a long name on the title page into lines of about one length, where a word ends", () => {
  const unitName = "罗庄区综合行政执法局城市管理服务中心";
  const { lines } = coverOf(
    { title: `2022年度${unitName}单位决算`, unitName, year: 2022 },
    { date: "2023-09-01", publication: null },
  );
  expect(lines.join("")).toBe(`2022年度${unitName}单位决算`);
  expect(lines).toHaveLength(4);
  expect(Math.min(...lines.slice(1, 3).map(({ length }) => length))).toBeGreaterThan(5);
  expect(lines[2]).toMatch(/中心$/);
});

it("keeps the headings right before a table that has a page to itself with it", () => {
  const heading = (id: string): PrintBlock => ({ kind: "heading", id, level: 1, text: id });
  const table = { kind: "table", id: "form", isStatutory: false, orientation: "landscape", body: [] };
  const blocks = [
    heading("一"),
    { kind: "paragraph", id: "words", text: "。" },
    heading("二"),
    heading("（一）"),
    table,
  ] as unknown as PrintBlock[];
  expect(headingsBefore(blocks, 4).map(({ id }) => id)).toEqual(["二", "（一）"]);
  expect(blocks.map((_, at) => standsOverTable(blocks, at))).toEqual([false, false, true, true, false]);
});

it("leaves room for the notes of a form on its page", () => {
  const form = sampleDocument()
    .model.printedTables()
    .find(({ layout }) => layout === "economic")!;
  const residual = { text: "尾差说明", cellIds: [] } as unknown as (typeof form.residuals)[number];
  const heightOf = (residuals: typeof form.residuals) =>
    tableLayout({ ...form, residuals }).rowHeight * (form.header.length + form.rows.length);
  const lines = [residual, residual, residual];
  expect(heightOf([]) - heightOf(lines)).toBeGreaterThanOrEqual(13);
});
