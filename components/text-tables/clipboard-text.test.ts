import { describe, expect, it } from "vitest";
import { parseTabSeparated, toHtmlTable, toTabSeparated } from "./clipboard-text";

describe("parseTabSeparated", () => {
  it("reads what Excel and WPS write: tabs, a newline at the end", () => {
    expect(parseTabSeparated("1,234.50\t（12.30）\r\n￥5\t３万元\r\n")).toEqual([
      ["1,234.50", "（12.30）"],
      ["￥5", "３万元"],
    ]);
  });
  it("reads quoted cells with newlines, tabs and quotes", () => {
    expect(parseTabSeparated('"办公费\n（含税）"\t12\n"他说""好"""\t"a\tb"\n')).toEqual([
      ["办公费\n（含税）", "12"],
      ['他说"好"', "a\tb"],
    ]);
  });
  it("keeps blank cells and blank lines in their places", () => {
    expect(parseTabSeparated("1\t\t3\n\n\t5\n")).toEqual([["1", "", "3"], [""], ["", "5"]]);
    expect(parseTabSeparated("\t\n1\t\n")).toEqual([
      ["", ""],
      ["1", ""],
    ]);
    expect(parseTabSeparated("\n1")).toEqual([[""], ["1"]]);
  });
  it("takes a quote that is never closed as a character", () => {
    expect(parseTabSeparated('5"\t"6\n7')).toEqual([['5"', '"6'], ["7"]]);
  });
  it("reads nothing from nothing", () => {
    expect(parseTabSeparated("")).toEqual([]);
  });
  it("reads back what it writes", () => {
    const rows = [
      ["a", "", 'b"c'],
      ["x\ny", "1.00", "t\tt"],
    ];
    expect(parseTabSeparated(toTabSeparated(rows))).toEqual(rows);
  });
});

it("toHtmlTable escapes markup and marks figures as figures", () => {
  const html = toHtmlTable([
    ["2010301", "行政<b>"],
    ["12.50", "3"],
  ]);
  expect(html).toContain("行政&lt;b&gt;");
  expect(html).toContain(`<td style="mso-number-format:'\\@'">2010301</td>`);
  expect(html).toContain(`<td style="mso-number-format:'#,##0.00'">12.50</td>`);
});
