import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createReportModel } from "../../report/open-report";
import { narrativeOf } from "../narrative";
import { sentenceText } from "../writing/sentence";
import { cataloguesOf } from "../../testing/catalogues";
import { fullUnitFacts } from "../../rule-book/examples/full-unit";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";
import type { Facts } from "../../words/facts";
import { putuoFacts, putuoIdentity } from "../../testing/putuo-2024";
import type { ReportIdentity } from "../../words/report-identity";
import { glossaryOf } from "./glossary";

/** 第四部分 as the unit published it, one term a line, without white space. */
const published = readFileSync(path.join(import.meta.dirname, "../../testing/luozhuang-2021-glossary.txt"), "utf8")
  .trim()
  .split("\n");

function glossary(facts: Facts, identity: ReportIdentity = luozhuangIdentity) {
  const model = createReportModel({ identity, ...cataloguesOf(identity.year), facts });
  const text = narrativeOf({ model, texts: facts.texts })
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : [])),
    )
    .join("");
  return glossaryOf(model, cataloguesOf(identity.year).functional, text);
}

describe("the glossary", () => {
  it("explains the terms of the real accounts as published, and no other", () => {
    expect(glossary(luozhuangFacts).map(({ term, definition }) => `${term}：${definition}`)).toEqual(
      published.map((line) => line.replace(/^[一二三四五六七八九十]+、/, "")),
    );
  });

  it("explains every 项 of any accounts once", () => {
    const terms = glossary(fullUnitFacts);
    expect(new Set(terms.map(({ id }) => id)).size).toBe(terms.length);
    expect(terms.map(({ id }) => id)).toContain("term.2120801");
    for (const { definition } of terms) expect(definition).toMatch(/^.+。$/);
  });

  it("is the eleven terms of the form in Shanghai, which explains no subject", () => {
    expect(glossary(putuoFacts, putuoIdentity).map(({ term }) => term)).toEqual([
      "财政拨款收入",
      "事业收入",
      "经营收入",
      "其他收入",
      "年初结转和结余",
      "年末结转和结余",
      "基本支出",
      "项目支出",
      "经营支出",
      "“三公”经费",
      "机关运行经费",
    ]);
  });
});
