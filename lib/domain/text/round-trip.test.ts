import { describe, expect, it } from "vitest";
import { formats } from "../formats/formats";
import { shanghai2024 } from "../formats/shanghai-2024/format";
import { createReportModel } from "../report/open-report";
import { fullUnitFactsOf } from "../rule-book/examples/full-unit";
import { shanghaiBase } from "../rule-book/examples/shanghai-accounts";
import { cataloguesOf } from "../testing/catalogues";
import { factKey, type FactKey, parseFactKey, priorYearKey } from "../words/fact-address";
import { noDataSlot, noDataStatement, type Facts } from "../words/facts";
import { headingsOf } from "./expected-statements";
import { narrativeOf } from "./narrative";
import { readNarrative } from "./statements";
import { isPrinted, askedTextsOf } from "./writing/reasons";
import { sentenceText } from "./writing/sentence";

/** What a format writes of facts in which every reason is typed, read by the same format. */
function readBack(tableSetId: string, facts: Facts, year = formats.find(({ id }) => id === tableSetId)!.years.from) {
  const format = formats.find(({ id }) => id === tableSetId)!;
  const identity = { unitName: "某局", unitKind: "institution", year, tableSetId } as const;
  const catalogues = cataloguesOf(tableSetId === "fy2021" ? 2021 : year);
  const model = createReportModel({ identity, ...catalogues, facts });
  const written = (texts: Facts["texts"]) => narrativeOf({ model, texts });
  const reasons = askedTextsOf(written(facts.texts)).map(({ slot }) => [slot, "按实际工作安排，情况有变化"] as const);
  const sections = written(new Map([...facts.texts, ...reasons]));
  const paragraphs = sections.flatMap(({ heading, blocks }) => [
    heading,
    ...blocks.flatMap((block) =>
      block.kind === "heading"
        ? [block.text]
        : block.kind === "paragraph"
          ? [block.sentences.filter(isPrinted).map(sentenceText).join("")]
          : [],
    ),
  ]);
  const read = readNarrative(paragraphs, headingsOf(sections), format.narrative);
  const numbers = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "paragraph"
        ? block.sentences
            .filter(isPrinted)
            .flatMap(({ fragments }) => fragments.filter(({ kind }) => kind === "number").map(({ text }) => text))
        : [],
    ),
  );
  return { sections, read, numbers, text: paragraphs.join("\n") };
}

const amounts = new Map([
  ...shanghaiBase.facts.amounts,
  [factKey("agencyOperatingCost", "total", "", "lastYear"), 90_000_000],
  [factKey("stateAssets", "equipmentOver1m", "", "count"), 2],
]);

function expectWhole({ sections, read, numbers }: ReturnType<typeof readBack>) {
  expect(read.unread).toEqual([]);
  expect(read.headings.map(({ id }) => id)).toEqual(sections.map(({ id }) => id));
  expect(read.inner).toEqual(headingsOf(sections).inner);
  const keys = read.statements.map(({ key }) => key);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  const figures = read.statements.flatMap(({ clause }) =>
    clause.figures.filter(({ measure }) => measure !== "year").map(({ text }) => text),
  );
  expect(figures).toEqual(numbers);
}

describe("what a format writes it reads whole", () => {
  it.each(formats)("$id, of a unit that fills every column", (format) => {
    const facts = format === shanghai2024 ? { amounts, texts: new Map<string, string>() } : fullUnitFactsOf(format);
    expectWhole(readBack(format.id, facts));
  });

  const threePublicCells = ["OverseasTravel", "VehiclePurchase", "VehicleOperation", "Vehicles", "OfficialReception"];
  const changed = (
    changes: readonly (readonly [FactKey, number])[],
    without: (key: FactKey) => boolean = () => false,
  ) => ({
    amounts: new Map([...[...amounts].filter(([key]) => !without(key)), ...changes]),
    texts: new Map<string, string>(),
  });
  const prior = (cell: string) => priorYearKey(cell);
  const ofThreePublic = (key: FactKey) =>
    parseFactKey(key).sheet === "threePublic" || key.startsWith("priorYear:threePublic.");

  it.each([
    [
      "last year's “三公” higher, equal and lower",
      changed([
        [prior("threePublic.figures.actualTotal"), 90_000_000],
        ...threePublicCells.map((name, at) => [prior(`threePublic.figures.actual${name}`), at * 20_000_000] as const),
      ]),
      /“三公”经费财政拨款支出决算数比2023年度减少.*减少的主要原因是/,
    ],
    [
      "last year without “三公”",
      changed(["Total", ...threePublicCells].map((name) => [prior(`threePublic.figures.actual${name}`), 0] as const)),
      /“三公”经费财政拨款支出决算数比2023年度增加[\d.]+万元，其中：/,
    ],
    [
      "no “三公” at all",
      {
        ...changed(
          ["Total", ...threePublicCells].map((name) => [prior(`threePublic.figures.actual${name}`), 0] as const),
          ofThreePublic,
        ),
        texts: new Map([[noDataSlot("threePublic"), noDataStatement]]),
      },
      /某局2024年度无“三公”经费财政拨款支出。/,
    ],
    [
      "机关运行经费 as last year",
      changed([
        [factKey("agencyOperatingCost", "total", "", "actual"), 100_000_000],
        [factKey("agencyOperatingCost", "total", "", "lastYear"), 100_000_000],
      ]),
      /机关运行经费支出100.00万元，与2023年度持平。/,
    ],
    [
      "机关运行经费 from nothing",
      changed([
        [factKey("agencyOperatingCost", "total", "", "actual"), 100_000_000],
        [factKey("agencyOperatingCost", "total", "", "lastYear"), 0],
      ]),
      /机关运行经费支出100.00万元，比2023年度增加100.00万元。主要原因是/,
    ],
    [
      "nothing bought, nothing managed",
      {
        ...changed([], (key) => ["procurement", "performanceManagement"].includes(parseFactKey(key).sheet)),
        texts: new Map([
          [noDataSlot("procurement"), noDataStatement],
          [noDataSlot("performanceManagement"), noDataStatement],
        ]),
      },
      /某局2024年度无政府采购支出。/,
    ],
  ] as const)("shanghai-2024, %s", (_, facts, says) => {
    const back = readBack("shanghai-2024", facts, 2024);
    expect(back.text).toMatch(says);
    expectWhole(back);
  });
});
