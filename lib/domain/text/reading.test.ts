import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import type { Facts } from "../words/facts";
import { narrativeOf } from "./narrative";
import { isPrinted } from "./writing/reasons";
import { sentenceText } from "./writing/sentence";
import { readNarrative } from "./statements";
import { narrative2021 } from "../formats/shandong-2021/narrative/narrative";

const published = readFileSync(path.join(import.meta.dirname, "../testing/luozhuang-2021-narrative.txt"), "utf8")
  .trim()
  .split("\n");

function written(facts: Facts) {
  const sections = narrativeOf({
    model: createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts }),
    texts: facts.texts,
  });
  const blocks = sections.flatMap(({ blocks: all }) => all);
  const inner = blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
  const paragraphs = sections.flatMap(({ heading, blocks: all }) => [
    heading,
    ...all.map((block) =>
      block.kind === "heading"
        ? block.text
        : block.kind === "paragraph"
          ? block.sentences.filter(isPrinted).map(sentenceText).join("")
          : "",
    ),
  ]);
  return { paragraphs, headings: { sections, inner } };
}

describe("text is read back by the wording that writes it", () => {
  it.each([
    ["the real unit", luozhuangFacts],
    ["a unit with everything", fullUnitFacts],
  ])("reads every sentence of %s", (_, facts) => {
    const { paragraphs, headings } = written(facts);
    const read = readNarrative(paragraphs, headings, narrative2021);
    expect(read.unread).toEqual([]);
    expect(read.headings.map(({ id }) => id)).toEqual(headings.sections.map(({ id }) => id));
    expect(read.inner).toEqual(headings.inner);
    const keys = read.statements.map(({ key }) => key);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const numbers = (text: string) =>
      text.match(/(?<!50|10|\d)\d[\d,]*(?:\.\d+)?(?=万元(?!以上)|%|辆|批次|人次)/g) ?? [];
    expect(
      read.statements.flatMap(({ clause }) =>
        clause.figures.filter(({ measure }) => measure !== "year").map(({ text }) => text),
      ).length,
    ).toBeGreaterThanOrEqual(numbers(paragraphs.join("")).length - 3);
  });

  it("reads every sentence of the published text", () => {
    const { headings } = written(luozhuangFacts);
    const read = readNarrative(published, headings, narrative2021);
    expect(read.unread).toEqual([]);
    expect(read.statements.find(({ key }) => key === "income|财政拨款收入|change|")?.clause).toMatchObject({
      form: "versusLastYear.fall",
      figures: [
        { name: "lastYear", value: 2020 },
        { name: "difference", value: 74_410_000 },
        { name: "rate", value: 511 },
      ],
    });
  });
});
