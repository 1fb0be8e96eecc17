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
    expect(sections.slice(0, sections.indexOf("十一、预算绩效情况说明"))).toBe(
      lines("luozhuang-2021-narrative.txt").join(""),
    );
  });

  it("have every term on a line of its own", () => {
    expect(parts.glossary).toEqual(lines("luozhuang-2021-glossary.txt"));
  });

  it("are told from the contents before them", () => {
    const contents = "目录\n第一部分 单位概况……1\n第三部分 情况说明 .... 12\n第四部分 名词解释\n第五部分 附件\n";
    expect(partsOfText(contents + printed)).toEqual(parts);
  });

  it("leave out the numbers of pages", () => {
    expect(partsOfText("第三部分\n说明\n一、总体情况说明\n本年收入\n— 12 —\n合计10万元。\n\f13\n第四部分")).toEqual({
      narrative: ["一、总体情况说明本年收入合计10万元。"],
      glossary: [],
    });
  });

  it.each([
    ["第二部分 2024年度部门决算情况说明", "第三部分 名词解释"],
    ["第四部分 某市某局 2024 年度部门决算\n情况说明", "第五部分　名词解释"],
    ["第三部分：2021年度单位决算情况说明", "第四部分：名词解释"],
    ["三、2021年度单位决算情况说明", "四、名词解释"],
    ["2021年度部门决算情况说明", "名词解释"],
    ["第三部分", "第四部分\n名词解释"],
  ])("are found by their titles, whatever their numbers: %s", (title, glossary) => {
    const heading = title === "第三部分" ? "第三部分\n2021年度单位决算情况说明" : title;
    const body = "一、收入支出决算总体情况说明\n2021年度收、支总计10万元。\n二、收入决算情况说明\n本年收入合计10万元。";
    const read = partsOfText(
      `目录\n${heading}……3\n${glossary.replace("\n", "")}……9\n${heading}\n${body}\n${glossary}\n一、财政拨款收入：指拨款。\n第六部分 附件\n一、表。`,
    );
    expect(read.narrative.join("")).toBe(body.replaceAll("\n", ""));
    expect(read.glossary).toEqual(["一、财政拨款收入：指拨款。"]);
  });

  it("are read through radicals, compatibility forms, full-width signs and what is invisible", () => {
    const disguised = printed
      .replace(/一/g, "⼀")
      .replace(/二/g, "⼆")
      .replace(/行/g, "⾏")
      .replace(/用/g, "⽤")
      .replace(/长/g, "⻓")
      .replace(/见/g, "⻅")
      .replace(/车/g, "⻋")
      .replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      .replace(/ /g, "\u00a0")
      .replace(/部分/g, "部\u200b分")
      .replace(/决算/g, "决\u00ad算");
    expect(disguised).not.toBe(printed);
    expect(partsOfText(disguised)).toEqual(parts);
  });

  it("are empty where there are none", () => {
    expect(partsOfText("会议纪要\n一、人员。")).toEqual({ narrative: [], glossary: [] });
    expect(partsOfText("")).toEqual({ narrative: [], glossary: [] });
  });
});
