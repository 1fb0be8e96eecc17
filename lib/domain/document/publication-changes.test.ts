import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { luozhuangPublication } from "../testing/luozhuang-2021-publication";
import { factKey, parseFactKey } from "../words/fact-address";
import {
  changedFacts,
  changedMiddle,
  changedPlaces,
  changesOf,
  countChanges,
  countsSentence,
  isUnchanged,
  type PublishedContent,
} from "./publication-changes";

const specialEquipment = factKey("stateAssets", "specialEquipmentOver1m", "", "count");

const published = luozhuangPublication;
const first = published();

describe("a correction of one count", () => {
  const changes = changesOf(published([[specialEquipment, 0]]), published([[specialEquipment, 2]], 2));

  it("is one fact, no cell of a table, and the sentence that states it", () => {
    expect(changes.facts).toEqual([
      {
        address: specialEquipment,
        what: expect.stringContaining("单价100万元以上专用设备"),
        before: "0",
        after: "2",
      },
    ]);
    expect(changes.cells).toEqual([]);
    expect(changes.sentences).toHaveLength(1);
    const [sentence] = changes.sentences;
    expect(sentence!.before).toContain("单位价值100万元以上专用设备0台（套）");
    expect(sentence!.after).toContain("单位价值100万元以上专用设备2台（套）");
    expect(changedMiddle(sentence!.before!, sentence!.after!)[1]).toBe("0");
    expect(changedPlaces(changes)).toEqual({ changedCells: [], changedSentences: [sentence!.address] });
    expect(countsSentence(countChanges(changes))).toBe("改动填报数 1 个、文字 1 句。");
  });
});

describe("a correction of an amount", () => {
  const key = [...luozhuangFacts.amounts.keys()].find((each) => each.startsWith("basicExpenditure:30201"))!;
  const before = luozhuangFacts.amounts.get(key)!;
  const changes = changesOf(first, published([[key, before + 100_00]], 2));

  it("tells the cell and every sum above it in yuan, each with the words of its table", () => {
    expect(changes.facts).toHaveLength(1);
    expect(changes.cells.length).toBeGreaterThan(2);
    for (const { what, before: old, after } of changes.cells) {
      expect(what).toMatch(/^《.+》.+ · .+$/);
      const yuan = (text: string | null) => Number(text?.replaceAll(",", "").replace("元", "") ?? 0);
      expect(Math.abs(yuan(after) - yuan(old))).toBeCloseTo(100);
    }
    expect(changedPlaces(changes).changedCells).toEqual(changes.cells.map(({ address }) => address));
  });
});

describe("what is otherwise in a sentence", () => {
  it.each([
    ["公用经费138.7万元。", "公用经费151.01万元。", "138.7"],
    ["共有0辆，其他0辆。", "共有2辆，其他0辆。", "0"],
    ["增加1,250元", "增加1,350元", "1,250"],
    ["没有改", "没有改", ""],
    ["甲", "甲乙", ""],
  ])("of %s, beside %s, is %s: a number is not cut apart", (text, other, middle) => {
    const pieces = changedMiddle(text, other);
    expect([pieces[1], pieces.join("")]).toEqual([middle, text]);
  });
});

describe("what is blank", () => {
  it("is not 0, and is told to be there or not", () => {
    const fact = (value: number | null) => ({
      tableSetId: "fy2021",
      subjects: [],
      facts: value === null ? [] : [{ ...parseFactKey(specialEquipment), measure: "count" as const, value }],
    });
    expect(changedFacts(fact(null), fact(0))).toMatchObject([{ before: null, after: "0" }]);
    expect(changedFacts(fact(2), fact(null))).toMatchObject([{ before: "2", after: null }]);
    expect(changedFacts(fact(2), fact(2))).toEqual([]);
  });
});

describe("the tables of 绩效", () => {
  const forms = ({ document }: PublishedContent) =>
    document.parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "grid" ? [block.grid] : [])));

  it("are compared cell by cell", () => {
    const after = structuredClone(first);
    (forms(after)[1]!.body[6]![3] as { text: string }).text = "改了";
    expect(changesOf(first, after).forms).toMatchObject([{ what: expect.stringContaining("《"), after: "改了" }]);
  });

  it("tell a row that was added as one row", () => {
    const after = structuredClone(first);
    (forms(after)[1]!.body as { text: string }[][]).splice(5, 0, [{ text: "新增指标" }, { text: "8" }]);
    expect(changesOf(first, after).forms).toEqual([expect.objectContaining({ before: null, after: "新增指标｜8" })]);
  });
});

describe("the difference is empty exactly when the versions are equal", () => {
  it("of a version and itself, whatever its number and reason", () => {
    expect(isUnchanged(changesOf(first, published([], 2)))).toBe(true);
    expect(countsSentence(countChanges(changesOf(first, first)))).toBe("所列数字和文字没有改动。");
  });

  /** Every place of a JSON value that holds a word, a number or an element of a list. */
  const places: (string | number)[][] = [];
  (function collect(value: unknown, path: (string | number)[]) {
    if (Array.isArray(value)) value.forEach((each, at) => collect(each, [...path, at]));
    else if (typeof value === "object" && value !== null)
      for (const [name, each] of Object.entries(value)) collect(each, [...path, name]);
    else places.push(path);
    if (typeof path.at(-1) === "number") places.push(path);
  })(first, []);
  /** Of no other value than there are (a head that spans more columns than its table has is no table): no version holds it. */
  const closed = new Set(["kind", "sheet", "fund", "measure", "colSpan"]);
  const compared = places.filter(
    (path) => path[0] !== "number" && path[0] !== "correctionReason" && !closed.has(String(path.at(-1))),
  );

  it("of a version in which anything is otherwise or left out", () => {
    fc.assert(
      fc.property(fc.nat(compared.length - 1), fc.boolean(), (at, isLeftOut) => {
        const path = compared[at]!;
        const after = structuredClone(first) as unknown as Record<string | number, unknown>;
        let holder = after;
        for (const step of path.slice(0, -1)) holder = holder[step] as typeof after;
        const last = path.at(-1)!;
        const value = holder[last];
        if (Array.isArray(holder) && (isLeftOut || typeof value === "object")) {
          holder.splice(last as number, 1);
        } else holder[last] = typeof value === "number" ? value + 1 : `${String(value)}改`;
        const changes = changesOf(first, after as unknown as PublishedContent);
        expect(isUnchanged(changes), path.join(".")).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
