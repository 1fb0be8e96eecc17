import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { partsOfText } from "./parts-of-text";

const testing = (file: string) => readFileSync(path.join(import.meta.dirname, "../testing", file), "utf8");
/** 第三部分 and 第四部分 as they come out of the published PDF: lines broken by the page, spaces around figures. */
const printed = testing("luozhuang-2021-printed-text.txt");
const lines = (file: string) => testing(file).trim().split("\n");

describe("the parts of a published text", () => {
  const parts = partsOfText(printed);

  it("have every sentence whole, whatever the page broke", () => {
    const sections = parts.narrative.join("");
    expect(sections.slice(0, sections.indexOf("十一、预算绩效情况说明"))).toBe(lines("luozhuang-2021-narrative.txt").join(""));
  });

  it("have every term on a line of its own", () => {
    expect(parts.glossary).toEqual(lines("luozhuang-2021-glossary.txt"));
  });

  it("are told from the contents before them", () => {
    const contents = "目录\n第一部分 单位概况……1\n第三部分 情况说明 .... 12\n第四部分 名词解释\n第五部分 附件\n";
    expect(partsOfText(contents + printed)).toEqual(parts);
  });

  it("leave out the numbers of pages", () => {
    expect(partsOfText("第三部分\n说明\n一、总体情况说明\n本年收入\n— 12 —\n合计10万元。\n\f13\n第四部分")).toEqual({ narrative: ["一、总体情况说明本年收入合计10万元。"], glossary: [] });
  });

  it("are empty where there are none", () => {
    expect(partsOfText("会议纪要\n一、人员。")).toEqual({ narrative: [], glossary: [] });
    expect(partsOfText("")).toEqual({ narrative: [], glossary: [] });
  });
});
