import { describe, expect, it } from "vitest";
import { textSlots } from "../words/facts";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import type { DocumentGrid } from "../text/writing/blocks";
import { statutoryDocument } from "./statutory-document";

const catalogues = cataloguesOf(2021);
const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts });

describe("the statutory document", () => {
  const document = statutoryDocument({
    unitCode: "101001",
    model,
    functional: catalogues.functional,
    texts: new Map([...luozhuangFacts.texts, [textSlots.duties, "（一）办文。\n\n（二）办会。"]]),
  });

  it("has the parts of the year's form in order", () => {
    expect(document.title).toBe("2021年度临沂市罗庄区人民政府办公室本级单位决算");
    expect(document.parts.map(({ heading }) => heading)).toEqual([
      "第一部分 单位概况",
      "第二部分 2021年度单位决算表",
      "第三部分 2021年度单位决算情况说明",
      "第四部分 名词解释",
    ]);
  });

  it("keeps the typed profile line by line and says what was not typed", () => {
    const [profile] = document.parts;
    const words = profile!.blocks.map((block) =>
      block.kind === "paragraph" ? block.sentences[0]!.fragments[0]!.text : block.kind === "heading" ? block.text : "",
    );
    expect(words).toEqual(["一、单位职责", "（一）办文。", "（二）办会。", "二、机构设置", "单位未填写此项。"]);
  });

  it("numbers the terms of part four", () => {
    const terms = document.parts[3]!.blocks.flatMap((block) => (block.kind === "term" ? [block.term] : []));
    expect(terms.slice(0, 2)).toEqual(["一、财政拨款收入", "二、上级补助收入"]);
    expect(terms.at(-1)).toBe("二十三、住房保障支出(类)住房改革支出(款)住房公积金(项)");
  });

  it("has an address of its own for every block and sentence", () => {
    const ids = document.parts.flatMap(({ id: part, blocks }) => [
      part,
      ...blocks.flatMap((block) => [
        block.id,
        ...(block.kind === "paragraph" ? block.sentences.map(({ id }) => id) : []),
      ]),
    ]);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

describe("part five of the real unit", () => {
  const withForms = createReportModel({
    identity: luozhuangIdentity,
    ...catalogues,
    facts: luozhuangFacts,
    performance: luozhuangPerformanceCorrected,
  });
  const { parts } = statutoryDocument({
    unitCode: "101001",
    model: withForms,
    functional: catalogues.functional,
    texts: luozhuangFacts.texts,
  });
  const { blocks, heading } = parts.at(-1)!;
  const grids = blocks.flatMap((block) => (block.kind === "grid" ? [block.grid] : []));
  const cellsOf = ({ head, body }: DocumentGrid) => [...head, ...body].flat().map(({ text }) => text);

  it("has the summary, three forms, and the report with its fund table, indicator system and annex", () => {
    expect(heading).toBe("第五部分 附件");
    expect(blocks.flatMap((block) => (block.kind === "heading" && block.level === 1 ? [block.text] : []))).toEqual([
      "一、2021年度项目支出绩效自评情况汇总表",
      "二、区级预算项目支出绩效自评表",
      "三、重点绩效评价报告",
    ]);
    expect(grids.map(({ body }) => body.length)).toEqual([11, 31, 30, 20, 1, 18, 18]);
    expect(cellsOf(grids[0]!).filter((text) => /^\d+\.?\d*$/.test(text) && Number(text) > 11)).toEqual([
      "96.5",
      "96.7",
      "95",
      "93.9",
      "96.9",
      "98",
      "99.63",
      "91.87",
      "97.1",
      "99.06",
      "98",
    ]);
    expect(cellsOf(grids[2]!)).toEqual(
      expect.arrayContaining(["6.92", "6.664", "96.3%", "9.63", "产出指标（50分）", "≥10人", "99.63"]),
    );
    expect(cellsOf(grids[4]!)).toEqual([
      "预算资金（万元）",
      "实际到位资金（万元）",
      "实际支出资金（万元）",
      "28.00",
      "28.00",
      "24.84",
    ]);
  });

  it("fills every row of every grid to its width, spans counted", () => {
    for (const grid of grids) {
      const open = grid.widths.map(() => 0);
      for (const row of [...grid.head, ...grid.body]) {
        const covered = open.filter((rows) => rows > 0).length;
        expect(
          covered + row.reduce((sum, { colSpan = 1 }) => sum + colSpan, 0),
          row.map(({ text }) => text).join("|"),
        ).toBe(grid.widths.length);
        let at = 0;
        for (const { colSpan = 1, rowSpan = 1 } of row) {
          while (open[at]! > 0) at++;
          for (let column = at; column < at + colSpan; column++) open[column] = rowSpan;
          at += colSpan;
        }
        open.forEach((rows, column) => (open[column] = Math.max(0, rows - 1)));
      }
    }
  });

  it("is where every number of section 十一 leads: to a cell with the number's own text or the project's name", () => {
    const cells = new Map(
      grids.flatMap(({ head, body }) =>
        [...head, ...body].flat().flatMap(({ address, text }) => (address ? [[address, text] as const] : [])),
      ),
    );
    const ids = new Set(blocks.map(({ id }) => id));
    const numbers = parts[2]!.blocks
      .flatMap((block) =>
        block.kind === "paragraph" && block.id.startsWith("performance.")
          ? block.sentences.flatMap(({ fragments }) => fragments)
          : [],
      )
      .filter((fragment) => fragment.kind === "number");
    const leading = numbers.filter(({ places }) => places !== undefined);
    expect(leading.length).toBeGreaterThan(15);
    expect(numbers.filter(({ places, cells: own }) => !places && own.length === 0).map(({ text }) => text)).toEqual([]);
    expect(leading.flatMap(({ places }) => places!).filter((place) => !cells.has(place) && !ids.has(place))).toEqual(
      [],
    );
    // A single score, amount or rate stands in its cell as it stands in the text.
    const single = leading.filter(
      ({ measure, places }) =>
        (measure === "score" || measure === "percent") && places!.length <= 2 && cells.has(places![0]!),
    );
    expect(single.length).toBeGreaterThan(4);
    for (const { text, places } of single)
      expect(cells.get(places![0]!)!.replace("%", ""), places![0]).toBe(text.replace("%", ""));
  });

  it("has an address of its own for every block, and section 十一 before it", () => {
    const ids = parts.flatMap((part) => part.blocks.map(({ id }) => id));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(parts[2]!.blocks.some((block) => block.kind === "heading" && block.text === "十一、预算绩效情况说明")).toBe(
      true,
    );
  });
});
