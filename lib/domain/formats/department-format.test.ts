import { describe, expect, it } from "vitest";
import { statutoryDocument } from "../document/statutory-document";
import { sentenceText } from "../text/writing/sentence";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { memberUnitsSlot, textSlots } from "../words/facts";
import { isDeclaredSlot } from "../text/declared-slots";
import { formatOf } from "./format-of";
import { formats } from "./formats";

const catalogues = cataloguesOf(2021);

/** Every text of the document of a department with these units. */
function printed(tableSetId: string, units: string): { title: string; headings: string[]; words: string } {
  const model = createReportModel({
    identity: { ...luozhuangIdentity, unitName: "区教育局", tableSetId, scope: "department" },
    ...catalogues,
    facts: { amounts: new Map(), texts: luozhuangFacts.texts },
  });
  const document = statutoryDocument({
    unitCode: "201",
    model,
    functional: catalogues.functional,
    texts: new Map([
      [textSlots.duties, "主管教育。"],
      [memberUnitsSlot, units],
    ]),
  });
  const words = document.parts.flatMap(({ heading, blocks }) => [
    heading,
    ...blocks.flatMap((block) => {
      if (block.kind === "heading") return [block.text];
      if (block.kind === "paragraph") return block.sentences.map(sentenceText);
      if (block.kind === "grid") return block.grid.body.flatMap((row) => row.map(({ text }) => text));
      if (block.kind === "statutoryTable") return [block.table.emptyStatement ?? "", block.table.unitLine];
      return [];
    }),
  ]);
  return { title: document.title, headings: document.parts.map(({ heading }) => heading), words: words.join("\n") };
}

describe("the document of a department", () => {
  it.each(["fy2021", "fy2022"])("of %s speaks of the department everywhere, and lists its units", (id) => {
    const { title, headings, words } = printed(id, "区教育局本级\n区第一小学");
    expect(title).toBe("2021年度区教育局部门决算");
    expect(headings.slice(0, 3)).toEqual([
      "第一部分 部门概况",
      "第二部分 2021年度部门决算表",
      "第三部分 2021年度部门决算情况说明",
    ]);
    expect(words).toContain("一、部门职责");
    expect(words).toContain("纳入区教育局2021年度部门决算编制范围的单位包括：");
    expect(words).toContain("区第一小学");
    expect(words).toContain("部门：区教育局");
    expect(words).toContain("本部门");
    expect(words).not.toMatch(/本单位|单位决算(?!编制)|单位职责/);
  });

  it("lists one unit, too, where the department has no other", () => {
    expect(printed("fy2021", "区教育局本级").words).toContain("区教育局本级");
  });

  it("leaves the format of its units as it is", () => {
    for (const { id } of formats) {
      const [unit, department] = [formatOf(id), formatOf(id, "department")];
      expect(formatOf(id, "department")).toBe(department);
      expect(department.document.noun).toBe("部门决算");
      expect(department.sheets).toBe(unit.sheets);
      expect(department.tables.map((table) => table.id)).toEqual(unit.tables.map((table) => table.id));
      if (unit.departments) expect(JSON.stringify(unit.narrative)).toContain("本单位");
    }
  });

  it("has a place for the list of its units, which one unit's has not", () => {
    const { functional } = catalogues;
    expect(isDeclaredSlot(memberUnitsSlot, { tableSetId: "fy2021", scope: "department", functional })).toBe(true);
    expect(isDeclaredSlot(memberUnitsSlot, { tableSetId: "fy2021", functional })).toBe(false);
  });
});
