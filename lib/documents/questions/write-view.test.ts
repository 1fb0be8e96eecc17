import { parse } from "csv-parse/sync";
import { read } from "hucre";
import { describe, expect, it } from "vitest";
import { ask } from "@/lib/domain/questions/question";
import type { View } from "@/lib/domain/questions/view";
import { formsThatDiffer, rowsThatDoNotAddUp } from "./compare-forms";
import { linkToCsvMetadata, viewAsCsv, viewAsCsvMetadata, viewAsJson, viewAsSvg, viewAsWorkbook } from "./write-view";

const view: View = {
  question: ask("rank", { year: 2021, figure: "expenditure" }),
  district: { code: "371311", name: "罗庄区" },
  day: "2022-09-01",
  title: "一个 <标题>",
  sentence: "一句话。",
  answer: null,
  columns: [
    { id: "name", heading: "单位", kind: "text" },
    { id: "amount", heading: "金额", kind: "money" },
    { id: "change", heading: "增减", kind: "percent" },
  ],
  rows: [
    { values: { name: "=1+1", amount: 138_600_00, change: -1_25 }, links: { amount: "/r/1/2021#x" } },
    { values: { name: '很"长"的，名字\n两行', amount: -1, change: null } },
  ],
  total: { values: { name: "合计", amount: 138_599_99 } },
  chart: { caption: "图 <&>", label: "name", bar: "amount" },
  rule: "口径。",
  notes: [],
  empty: "没有。",
  paging: { total: 2, page: 1, pageSize: 100 },
  related: [],
};

describe("the forms of a view", () => {
  it("say the same figures exactly, a formula as text and a figure below zero as a figure", async () => {
    expect(viewAsCsv(view).startsWith("\uFEFF")).toBe(true);
    expect(parse(viewAsCsv(view), { bom: true })).toEqual([
      ["单位", "金额（元）", "增减（%）"],
      ["'=1+1", "138600.00", "-1.25"],
      ['很"长"的，名字\n两行', "-0.01", ""],
      ["合计", "138599.99", ""],
    ]);
    const json = JSON.parse(viewAsJson(view)) as Record<string, unknown>;
    expect(json).toMatchObject({
      address: "/d/2021/rank/expenditure",
      asOf: "2022-09-01",
      total: { amount: "138599.99" },
    });
    expect(json.rows).toEqual([
      { name: "=1+1", amount: "138600.00", change: "-1.25", links: { amount: "/r/1/2021#x" } },
      { name: '很"长"的，名字\n两行', amount: "-0.01", change: null },
    ]);
    const { sheets } = await read(await viewAsWorkbook(view));
    expect(sheets[0]!.rows.slice(0, 2)).toEqual([
      ["单位", "金额（元）", "增减（%）"],
      ["=1+1", 138_600, -1.25],
    ]);
    expect(JSON.stringify(sheets[1]!.rows)).toContain("/d/2021/rank/expenditure");
  });

  it("describe the CSV as CSVW does, with the corrections that are in its figures", () => {
    const corrected = [{ label: "2021年度的数用了1份更正后的决算", href: "/r/101001/2021/v/2/changes" }];
    const metadata = JSON.parse(viewAsCsvMetadata({ ...view, corrected })) as Record<string, unknown>;
    expect(metadata).toMatchObject({
      "@context": ["http://www.w3.org/ns/csvw", { "@language": "zh" }],
      url: "/d/2021/rank/expenditure.csv",
      notes: [
        { kind: "更正", text: corrected[0]!.label, href: corrected[0]!.href },
        { kind: "口径", text: "口径。" },
        { kind: "说明", text: "最后一行是合计。" },
      ],
    });
    const { columns } = metadata.tableSchema as { columns: { titles: string; datatype: string }[] };
    const [headings] = parse(viewAsCsv(view), { bom: true }) as string[][];
    expect(columns.map(({ titles }) => titles)).toEqual(headings);
    expect(columns.map(({ datatype }) => datatype)).toEqual(["string", "decimal", "decimal"]);
    expect(linkToCsvMetadata(view)).toBe(
      '</d/2021/rank/expenditure.csv-metadata.json>; rel="describedby"; type="application/csvm+json"',
    );
    expect(viewAsCsvMetadata(view)).not.toContain("更正");
  });

  it("agree, and are found out when rows and total do not", async () => {
    expect(await formsThatDiffer(view)).toEqual([]);
    expect(rowsThatDoNotAddUp(view)).toEqual([]);
    expect(rowsThatDoNotAddUp({ ...view, total: { values: { amount: 1 } } })).toHaveLength(1);
  });

  it("draw what other people wrote as text and as nothing else", () => {
    const svg = viewAsSvg(view)!;
    expect(svg).toContain("图 &lt;&amp;>");
    expect(svg).not.toMatch(/<标题|<&/);
    expect(viewAsSvg({ ...view, chart: null })).toBeNull();
  });
});
