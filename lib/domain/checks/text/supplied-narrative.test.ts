import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Facts } from "../../words/facts";
import { printedCells, programForFacts, programForSuppliedTables } from "../../engine/figures";
import { createReportModel } from "../../report/open-report";
import { narrativeOf } from "../../text/narrative";
import { isPrinted } from "../../text/writing/reasons";
import { sentenceText } from "../../text/writing/sentence";
import { formatOf } from "../../formats/format-of";
import { cataloguesOf } from "../../testing/catalogues";
import { fullUnitFacts } from "../../rule-book/examples/full-unit";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";
import { compileChecks } from "../check-engine";
import type { SuppliedDocument } from "../rule/rule";
import { suppliedNarrativeRules } from "./supplied-narrative";
import { leftoverRules } from "./leftovers";
import { reasonRules } from "./reasons";
import { statedFigureRules } from "./stated-figures";
import { styleRules } from "./style";

const testing = (file: string) =>
  readFileSync(path.join(import.meta.dirname, "../../testing", file), "utf8")
    .trim()
    .split("\n");
const narrative = testing("luozhuang-2021-narrative.txt");
const glossary = testing("luozhuang-2021-glossary.txt");
const catalogues = cataloguesOf(2021);
const tableSet = formatOf("fy2021");
const rules = [...suppliedNarrativeRules, ...leftoverRules, ...reasonRules, ...statedFigureRules, ...styleRules];
/** What the published text is known for, without which every example below starts. */
const corrected = narrative.map((line) =>
  line
    .replace("2021年项目活动增加", "2021年会议增加")
    .replace("原因根据", "原因是根据")
    .replaceAll("基本持平", "相同")
    .replaceAll("本级等单位", "本级")
    .replace("等支出等支出", "等支出")
    .replace("0个,", "0个，"),
);

/** Findings on a text given beside entered facts, or beside tables that state nothing else. */
function findings(
  given: SuppliedDocument,
  {
    facts = luozhuangFacts,
    asTables = false,
    kind = luozhuangIdentity.unitKind,
  }: { facts?: Facts; asTables?: boolean; kind?: typeof luozhuangIdentity.unitKind } = {},
) {
  const entered = programForFacts({ tableSet, ...catalogues, facts });
  const program = asTables
    ? programForSuppliedTables({ tableSet, ...catalogues, cells: printedCells(entered), rows: entered.shape })
    : entered;
  return compileChecks(
    program,
    {
      identity: { ...luozhuangIdentity, unitKind: kind },
      ...catalogues,
      precision: asTables ? "wan" : "fen",
      given,
      ...(!asTables && { facts }),
    },
    rules,
  ).run();
}

const found = (given: SuppliedDocument, options = {}) => findings(given, options).map(({ ruleId }) => ruleId);

/** The corrected text with one change. */
function changed(from: string, to: string): string[] {
  const text = corrected.join("\n");
  expect(text).toContain(from);
  return text.replace(from, to).split("\n");
}

describe("the published text, read back and checked", () => {
  it("is reported for what it is known for, and for nothing else", () => {
    const said = findings({ narrative, glossary })
      .map(({ ruleId, message }) => `${ruleId} ${message}`)
      .sort();
    const known = [
      [/^L-33 .*相同/, "F29"],
      [/^L-33 .*相同/, "F29"],
      [/^L-33 .*相同/, "F29"],
      [/^L-55 .*等单位/, "F26"],
      [/^L-55 .*等单位/, "F26"],
      [/^V-31 .*项目活动/, "F10"],
      [/^V-41 .*主要原因/, "F28"],
      [/^V-41 .*主要原因/, "F28"],
      [/^V-41 .*主要原因/, "F28"],
      // In the order of code points, as sorted above; the comma is decision D1 of
      // docs/decisions/0020-narrative-wording.md.
      [/^V-41 .*等支出/, "F27"],
      [/^V-41 .*个,/, "D1"],
    ] as const;
    for (const [pattern, finding] of known)
      expect(
        said.some((each) => pattern.test(each)),
        finding,
      ).toBe(true);
    expect(said, said.join("\n")).toHaveLength(known.length);
  });

  it("has no finding once these are corrected, beside facts and beside tables alone", () => {
    expect(findings({ narrative: corrected, glossary }).map(({ message }) => message)).toEqual([]);
    expect(findings({ narrative: corrected, glossary }, { asTables: true }).map(({ message }) => message)).toEqual([]);
  });

  it("is silent on every text that the figures have written", () => {
    for (const facts of [luozhuangFacts, fullUnitFacts]) {
      const sections = narrativeOf({
        model: createReportModel({ identity: luozhuangIdentity, ...catalogues, facts }),
        texts: new Map(),
      });
      const written = sections.flatMap(({ heading, blocks }) => [
        heading,
        ...blocks.map((block) =>
          block.kind === "heading"
            ? block.text
            : block.kind === "paragraph"
              ? block.sentences.filter(isPrinted).map(sentenceText).join("")
              : "",
        ),
      ]);
      expect(
        findings({ narrative: written }, { facts })
          .filter(({ ruleId }) => ruleId !== "L-58" && !ruleId.startsWith("V-"))
          .map(({ message }) => message),
      ).toEqual([]);
    }
  });
});

describe("each rule on a given text", () => {
  it.each<[rule: string, from: string, to: string]>([
    ["L-20", "2021年度收、支总计1,387万元", "2021年度收、支总计1,378万元"],
    ["L-21", "减少48.65万元，下降3.98%", "减少48.65万元，下降3.89%"],
    ["L-21", "收、支总计各减少74.41万元", "收、支总计各减少74.14万元"],
    ["L-22", "财政拨款收入1,382.47万元，占100%", "财政拨款收入1,382.47万元，占99%"],
    ["L-23", "项目支出209.15万元，占15.13%", "项目支出219.15万元，占15.13%"],
    ["L-24", "财政拨款收、支总计1,387万元", "财政拨款收、支总计1,382.47万元"],
    ["L-25", "占本年支出合计的100%", "占本年支出合计的99.67%"],
    ["L-26", "卫生健康（类）支出37.47万元，占2.71%", "卫生健康（类）支出37.47万元，占2.17%"],
    ["L-26", "卫生健康（类）支出37.47万元，占2.71%；", ""],
    ["L-27", "支出决算为940.93万元", "支出决算为940.39万元"],
    ["L-27", "行政单位医疗（项）", "公务员医疗补助（项）"],
    ["L-28", "年初预算为68.88万元", "年初预算为86.88万元"],
    ["L-28", "完成年初预算的128.1%", "完成年初预算的121.8%"],
    ["L-29", "人员经费1,022.32万元", "人员经费1,022.23万元"],
    ["L-29", "办公费、邮电费、", "办公费、"],
    ["L-30", "支出决算为24.86万元", "支出决算为24.68万元"],
    ["L-31", "减少25.75万元，下降10.96%", "增加25.75万元，增长10.96%"],
    ["L-31", "人员正常变动导致人员经费减少", "人员正常变动导致人员经费增加"],
    ["L-32", "主要是人员正常变动导致人员经费减少。", ""],
    ["L-33", "决算数与年初预算数相同", "决算数与年初预算数基本持平"],
    ["L-34", "支出决算为16.28万元，年初无预算", "支出决算为16.28万元，完成年初预算的100%"],
    ["L-30", "1188人次", "1118人次"],
    ["L-35", "共有车辆8辆", "共有车辆9辆"],
    ["L-36", "机关运行经费支出151.01万元", "机关运行经费支出150.01万元"],
    ["L-37", "政府采购服务支出49.98万元", "政府采购服务支出59.98万元"],
    [
      "L-38",
      "本单位没有政府性基金财政拨款收支。",
      "2021年度政府性基金预算财政拨款收入5万元，支出5万元，支出具体情况如下：",
    ],
    ["L-55", "本单位没有国有资本经营", "本部门没有国有资本经营"],
    ["L-57", "二、收入决算情况说明", "二、收入情况说明"],
    ["L-58", "主要是人员正常变动导致人员经费减少", "主要是XX导致人员经费减少"],
    ["V-40", "支出决算为16.28万元", "支出决算为16.280万元"],
    // One text has one style: zeros at the end are left out everywhere, as the generated text does, or nowhere.
    ["V-40", "1,387万元", "1,387.00万元"],
    ["V-41", "接待106批次、1188人次（含", "接待106批次、1188人次((含"],
  ])("%s: %s", (rule, from, to) => {
    expect(found({ narrative: changed(from, to) })).toContain(rule);
  });

  it("L-39 wants one entry for each 项", () => {
    expect(found({ narrative: corrected, glossary: glossary.slice(0, -1) })).toEqual(["L-39"]);
    expect(found({ narrative: corrected, glossary: [...glossary, glossary.at(-1)!] })).toEqual(["L-39"]);
  });

  it("L-36 knows no 机关运行经费 of an institution", () => {
    expect(found({ narrative: corrected }, { kind: "institution" })).toContain("L-36");
  });

  it("L-57 wants every subheading of a section that is there, once, in order", () => {
    const place = corrected.findIndex((line) => line.startsWith("（二）"));
    expect(place).toBeGreaterThan(0);
    const [inner] = corrected[place]!.match(/^（二）[^。]*?情况/)!;
    expect(
      found({ narrative: corrected.map((line, at) => (at === place ? line.slice(inner.length) : line)) }),
    ).toContain("L-57");
    expect(found({ narrative: corrected.flatMap((line, at) => (at === place ? [line, inner] : [line])) })).toContain(
      "L-57",
    );
  });

  it("L-57 wants every section, once, in order", () => {
    expect(found({ narrative: corrected.filter((line) => !line.startsWith("八、")) })).toContain("L-57");
    expect(found({ narrative: [...corrected, corrected.find((line) => line.startsWith("九、"))!] })).toContain("L-57");
  });

  it.each<[rule: string, from: string, to: string]>([
    ["L-20", "2021年度收、支总计1,387万元", "2021年度收、支总计1,378万元"],
    ["L-21", "下降3.98%", "下降3.89%"],
    ["L-28", "年初预算为68.88万元", "年初预算为86.88万元"],
    ["L-36", "机关运行经费支出151.01万元", "机关运行经费支出155.01万元"],
    ["L-37", "服务支出49.98万元", "服务支出59.98万元"],
  ])("%s sees it beside tables alone: %s", (rule, from, to) => {
    expect(found({ narrative: changed(from, to) }, { asTables: true })).toContain(rule);
  });

  it("names the sentence, both figures and the calculation", () => {
    const finding = findings({ narrative: changed("下降3.98%", "下降3.89%") }).find(({ ruleId }) => ruleId === "L-21");
    expect(finding?.message).toMatch(/“3\.89%”应为“3\.98%”（.*÷.*= 3\.98%）/);
    expect(finding?.cells).toContain("expenditure.total.basic");
  });

  it("compares a number that stands in other words, too", () => {
    expect(found({ narrative: [...corrected, "其中办公设备购置花费72.69万元。"] })).toEqual(["L-35"]);
    expect(found({ narrative: [...corrected, "其中货物采购花费72.96万元。"] })).toEqual([]);
  });
});
