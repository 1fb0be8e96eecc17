import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { adjustmentKey, adjustmentSlot } from "../words/opening-adjustments";
import type { FactKey } from "../words/fact-address";
import { putuoFacts } from "../testing/putuo-2024";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { narrativeOf } from "./narrative";
import { sentenceText } from "./writing/sentence";

/** Sections 一 to 十 as the unit published them, one sentence a line, without white space. */
const published = readFileSync(path.join(import.meta.dirname, "../testing/luozhuang-2021-narrative.txt"), "utf8")
  .trim()
  .split("\n");

const model = createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts: luozhuangFacts });
const sections = narrativeOf({ model, texts: luozhuangFacts.texts });
const generated = sections
  .map(
    ({ heading, blocks }) =>
      heading +
      blocks
        .map((block) =>
          block.kind === "paragraph"
            ? block.sentences.map(sentenceText).join("")
            : block.kind === "heading"
              ? block.text
              : "",
        )
        .join(""),
  )
  .join("")
  .replace(/\s/g, "")
  .split(/(?<=。)/);

interface Difference {
  published: RegExp;
  ours: string;
  /** Finding of the model document (F…), or the decision D… of docs/decisions/0020-narrative-wording.md. */
  why: "F26" | "F27" | "F28" | "F29" | "D1";
}

/** What we write otherwise, applied to the published sentence. */
const differences: readonly Difference[] = [
  { published: /主要原因根据/, ours: "主要原因是根据", why: "F28" },
  { published: /决算数与年初预算数基本持平/, ours: "决算数与年初预算数相同", why: "F29" },
  { published: /与2021年预算基本持平/, ours: "与2021年预算相同", why: "F29" },
  { published: /本级等单位/, ours: "本级", why: "F26" },
  { published: /等支出等支出/, ours: "等支出", why: "F27" },
  { published: /0个,累计/, ours: "0个，累计", why: "D1" },
];

const corrected = published.map((text) =>
  differences.reduce((sentence, { published: wrong, ours }) => sentence.replace(wrong, ours), text),
);
const reasonsFor = (text: string) =>
  differences.filter(({ published: wrong }) => wrong.test(text)).map(({ why }) => why);

describe("the generated text against the published one", () => {
  it("has the same sentences in the same order, but for those that a finding or a decision explains", () => {
    expect(generated).toEqual(corrected);
  });

  it("is identical in every sentence that the document has right, but for one comma", () => {
    const decided = published.filter((text) => reasonsFor(text).some((why) => why.startsWith("D")));
    const wrong = published.filter((text) => reasonsFor(text).some((why) => why.startsWith("F")));
    expect({ sentences: published.length, wrong: wrong.length, decided: decided.length }).toEqual({
      sentences: 82,
      wrong: 9,
      decided: 1,
    });
    expect(decided.length / published.length).toBeLessThanOrEqual(0.05);
  });

  it("reproduces every number of the published text", () => {
    const numbers = (text: string) => [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => number);
    expect(generated.flatMap(numbers)).toEqual(published.flatMap(numbers));
  });
});

describe("numbers in sentences", () => {
  const sentences = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences : [])),
  );
  const numbers = sentences.flatMap(({ fragments }) =>
    fragments.flatMap((fragment) => (fragment.kind === "number" ? [fragment] : [])),
  );

  it("all come from a cell or a fact and explain themselves", () => {
    for (const number of numbers) {
      expect(number.cells.length + number.facts.length, number.text).toBeGreaterThan(0);
      expect(number.explain(), number.text).toMatch(/\d/);
    }
    const rate = numbers.find(({ text }) => text === "5.11");
    expect(rate?.explain()).toContain("= 5.11%");
  });

  it("sentences have ids that are theirs alone", () => {
    const ids = sentences.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

describe.each([
  ["fy2021", 2021, luozhuangFacts],
  ["fy2022", 2022, luozhuangFacts],
  ["shanghai-2024", 2024, putuoFacts],
] as const)("opening balances in %s", (tableSetId, year, facts) => {
  const place = { fund: "generalPublicBudget", row: "generalPublicBudget", kind: "errorCorrection" } as const;
  const own = { fund: "nonAppropriation", row: "nonAppropriation", kind: "transferOut" } as const;
  const write = (amounts: [FactKey, number][], texts: [string, string][] = []) => {
    const adjusted = {
      amounts: new Map([...facts.amounts, ...amounts]),
      texts: new Map([...facts.texts, ...texts]),
    };
    const report = createReportModel({
      identity: { unitName: "某单位", unitKind: "institution", year, tableSetId },
      ...cataloguesOf(year),
      facts: adjusted,
    });
    const [total] = narrativeOf({ model: report, texts: adjusted.texts });
    return total!.blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : []));
  };

  it("are spoken of only where they are adjusted, each adjustment with its document", () => {
    const another = { ...place, entry: 2 };
    const without = write([]);
    expect(without.join("")).not.toContain("年初结转和结余");
    const withBoth = write(
      [
        [adjustmentKey(place), 1_200_000],
        [adjustmentKey(another), -100_000],
        [adjustmentKey(own), -200_000],
      ],
      [
        [adjustmentSlot(place, "document"), "罗财库〔2022〕3号"],
        [adjustmentSlot(place, "date"), "2022年3月1日"],
        [adjustmentSlot(place, "text"), "更正多记的支出。"],
        [adjustmentSlot(another, "document"), "罗财库〔2022〕9号"],
        [adjustmentSlot(another, "date"), "2022年5月6日"],
        [adjustmentSlot(another, "text"), "更正少记的支出。"],
      ],
    );
    expect(withBoth.slice(0, without.length)).toEqual(without);
    expect(withBoth.slice(without.length).map((text) => text.replace(/(\d)\.00/g, "$1"))).toEqual(
      [
        "年初结转和结余比上年年末结转和结余调整增加0.9万元。",
        "因会计差错更正，一般公共预算财政拨款年初结转和结余调增1.2万元（罗财库〔2022〕3号，2022年3月1日）：更正多记的支出。",
        "因会计差错更正，一般公共预算财政拨款年初结转和结余调减0.1万元（罗财库〔2022〕9号，2022年5月6日）：更正少记的支出。",
        "因归集调出，非财政拨款资金年初结转和结余调减0.2万元（（待填写），（待填写））：（待填写）。",
      ].map((text) => (tableSetId === "shanghai-2024" ? text.replace(/(\d\.\d)万/, "$10万") : text)),
    );
  });
});
