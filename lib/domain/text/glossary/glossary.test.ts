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
import { glossaryOf } from "./glossary";

/** 第四部分 as the unit published it, one term a line, without white space. */
const published = readFileSync(path.join(import.meta.dirname, "../../testing/luozhuang-2021-glossary.txt"), "utf8")
  .trim()
  .split("\n");
const catalogues = cataloguesOf(2021);

function glossary(facts: Facts) {
  const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts });
  const text = narrativeOf({ model, texts: facts.texts })
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : [])),
    )
    .join("");
  return glossaryOf(model, catalogues.functional, text);
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
});
