import { describe, expect, it } from "vitest";
import { textSlots } from "../facts/facts";
import { createReportModel } from "../model/report-model";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { statutoryDocument } from "./statutory-document";

const catalogues = cataloguesOf(2021);
const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts });

describe("the statutory document", () => {
  const document = statutoryDocument({ unitCode: "101001", model, functional: catalogues.functional, texts: new Map([...luozhuangFacts.texts, [textSlots.duties, "（一）办文。\n\n（二）办会。"]]) });

  it("has the parts of the year's form in order", () => {
    expect(document.title).toBe("2021年度临沂市罗庄区人民政府办公室本级单位决算");
    expect(document.parts.map(({ heading }) => heading)).toEqual(["第一部分 单位概况", "第二部分 2021年度单位决算表", "第三部分 2021年度单位决算情况说明", "第四部分 名词解释"]);
  });

  it("keeps the typed profile line by line and says what was not typed", () => {
    const [profile] = document.parts;
    const words = profile!.blocks.map((block) => (block.kind === "paragraph" ? block.sentences[0]!.fragments[0]!.text : block.kind === "heading" ? block.text : ""));
    expect(words).toEqual(["一、单位职责", "（一）办文。", "（二）办会。", "二、机构设置", "单位未填写此项。"]);
  });

  it("has an address of its own for every block and sentence", () => {
    const ids = document.parts.flatMap(({ id: part, blocks }) => [part, ...blocks.flatMap((block) => [block.id, ...(block.kind === "paragraph" ? block.sentences.map(({ id }) => id) : [])])]);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});
