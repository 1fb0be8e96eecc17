import { describe, expect, it } from "vitest";
import { allRules } from "../checks/registry";
import { luozhuangState } from "../testing/luozhuang-2021-state";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import type { FactKey } from "../words/fact-address";
import { citablePlaces, citedAddresses, citedBy, changedPlaces } from "./cited-places";
import { appliesTo, pointAreas } from "./point";
import { reviewPoints } from "./points";
import { nextOwnId, pointChangeProblems, pointsAsked, pointsOfYear, type PointChange } from "./points-of-year";
import { lapsedSince, progressOf, signedAnswers, signOffProblems, standingsOf, type GivenAnswer } from "./standing";

const hashOf = (content: unknown) => JSON.stringify(content);
const placesOf = (change?: Parameters<typeof luozhuangState>[0]) => citablePlaces(luozhuangState(change), hashOf);
const changeOf = (pointId: string, more: Partial<PointChange> = {}): PointChange => ({
  pointId,
  isOff: false,
  question: null,
  area: null,
  kinds: null,
  ...more,
});
const report = { kind: "administrative", scope: "unit", year: 2021 } as const;
const wages = [...luozhuangFacts.amounts.keys()].find((each) => each.startsWith("basicExpenditure:30101"))!;

const answerOf = (pointId: string, places: ReadonlyMap<string, string>, more: Partial<GivenAnswer> = {}) => ({
  pointId,
  number: 1,
  answer: "passed" as const,
  note: "",
  bureauNote: "",
  commentId: null,
  cited: citedBy(places, reviewPoints.find(({ id }) => id === pointId)!),
  by: "甲",
  at: new Date(0),
  ...more,
});

describe("the points of the product", () => {
  it("are fifty-eight in the order of their numbers, of every area", () => {
    expect(reviewPoints.map(({ id }) => id)).toEqual(
      Array.from({ length: 58 }, (_, at) => `P-${String(at + 1).padStart(2, "0")}`),
    );
    expect([...new Set(reviewPoints.map(({ area }) => area))]).toEqual(Object.keys(pointAreas));
    expect(new Set(reviewPoints.map(({ question }) => question)).size).toBe(58);
    for (const { question } of reviewPoints) expect(question).toMatch(/？$/);
  });

  it("name rules that there are", () => {
    const known = new Set(allRules.map(({ id }) => id));
    expect(reviewPoints.flatMap(({ rules }) => rules).filter((rule) => !known.has(rule))).toEqual([]);
  });

  it("each cite something of the real accounts; what an empty sheet would have is known by its sheet", () => {
    const places = placesOf();
    const sheets = ["staff:", "openingAdjustments:", "counterparts:", "balance:"];
    const nowhere = reviewPoints.filter(({ cites }) => citedAddresses(places, cites).length === 0);
    expect(
      nowhere.filter(({ cites }) => !cites.every((cite) => sheets.some((sheet) => cite.startsWith(sheet)))),
    ).toEqual([]);
  });

  it("are asked by kind of unit", () => {
    const idsFor = (kind: "administrative" | "institution", scope: "unit" | "department" = "unit") =>
      reviewPoints.filter((point) => appliesTo(point, { ...report, kind, scope })).map(({ id }) => id);
    expect(idsFor("administrative")).not.toContain("P-44");
    expect(idsFor("administrative")).toContain("P-46");
    expect(idsFor("institution")).toContain("P-44");
    expect(idsFor("institution")).not.toContain("P-46");
    expect(idsFor("institution", "department")).toHaveLength(58);
  });
});

describe("a district's year", () => {
  it("takes points out, words them otherwise, limits them to kinds, and adds its own", () => {
    const changes = [
      changeOf("P-01", { isOff: true }),
      changeOf("P-02", { question: "本区的问法？" }),
      changeOf("P-03", { kinds: ["institution"] }),
      changeOf("D-01", { area: "income", question: "乡镇自收自支是否清理？" }),
    ];
    const asked = pointsAsked(changes, report);
    expect(asked.find(({ id }) => id === "P-01")).toBeUndefined();
    expect(asked.find(({ id }) => id === "P-02")).toMatchObject({
      question: "本区的问法？",
      original: expect.stringContaining("新报因素"),
    });
    expect(asked.find(({ id }) => id === "P-03")).toBeUndefined();
    expect(asked.findIndex(({ id }) => id === "D-01")).toBe(asked.findIndex(({ id }) => id === "P-18") - 1);
    expect(pointsOfYear(changes)).toHaveLength(59);
    expect(nextOwnId(changes)).toBe("D-02");
  });

  it.each([
    [changeOf("P-01"), null],
    [changeOf("P-99"), /没有这条/],
    [changeOf("P-01", { area: "income" }), /不能改换类别/],
    [changeOf("D-01", { area: "income" }), /内容/],
    [changeOf("D-01", { question: "有问题？" }), /类别/],
  ])("refuses what it cannot keep: %j", (change, problem) => {
    const problems = pointChangeProblems(change).join("");
    if (problem === null) expect(problems).toBe("");
    else expect(problems).toMatch(problem);
  });
});

describe("an answer", () => {
  const before = placesOf();
  const after = placesOf({ amounts: new Map<FactKey, number>(luozhuangFacts.amounts).set(wages, 1) });
  const points = pointsAsked([], report);

  it("lapses when a cited figure changes, and says which; others stand", () => {
    const answers = [answerOf("P-25", before), answerOf("P-47", before)];
    const now = standingsOf(points, answers, after);
    const wage = now.find(({ point }) => point.id === "P-25")!;
    expect(wage.changed).toEqual([{ address: wages, was: expect.stringMatching(/元$/), now: "0.01元" }]);
    expect(wage.answer?.answer).toBe("passed");
    expect(now.find(({ point }) => point.id === "P-47")!.changed).toEqual([]);
    expect(progressOf(now)).toEqual({ asked: points.length, answered: 1, problems: 0, lapsed: 1 });
  });

  it("lapses when the district words its question otherwise", () => {
    const other = pointsAsked([changeOf("P-47", { question: "别的问法？" })], report);
    expect(
      standingsOf(other, [answerOf("P-47", before)], before).find(({ point }) => point.id === "P-47")!.changed,
    ).toEqual([expect.objectContaining({ address: "question", now: "别的问法？" })]);
  });

  it("that follows another one is the one that counts, and the earlier one stays", () => {
    const answers = [answerOf("P-47", before), answerOf("P-47", before, { number: 2, answer: "problem", by: "乙" })];
    const [standing] = standingsOf(points, answers, before).filter(({ point }) => point.id === "P-47");
    expect(standing).toMatchObject({ answer: { answer: "problem", by: "乙" }, earlier: [{ by: "甲" }], changed: [] });
  });

  it("tells a place that came or went", () => {
    expect(changedPlaces({ a: "1" }, { b: "2" })).toEqual([
      { address: "a", was: "1", now: null },
      { address: "b", was: null, now: "2" },
    ]);
  });
});

describe("signatures", () => {
  const places = placesOf();
  const points = pointsAsked([], report).slice(0, 2);
  const answers = points.map(({ id }) => answerOf(id, places));
  const standings = standingsOf(points, answers, places);
  const signed = (role: "first" | "second", ...parties: string[]) => ({
    role,
    note: "",
    answers: signedAnswers(standings),
    contentHash: "",
    parties,
    by: parties[0]!,
    at: new Date(0),
  });
  const given = (signOffs: ReturnType<typeof signed>[], over: Partial<Parameters<typeof signOffProblems>[2]> = {}) => ({
    signOffs,
    standings,
    goesOn: false,
    ...over,
  });

  it("are of two persons, deputies counted as those they stand in for", () => {
    expect(signOffProblems("first", ["a"], given([]))).toEqual([]);
    expect(signOffProblems("second", ["b"], given([]))).toEqual([expect.stringMatching(/先完成初审/)]);
    expect(signOffProblems("second", ["b"], given([signed("first", "a")]))).toEqual([]);
    expect(signOffProblems("second", ["a"], given([signed("first", "a")]))).toEqual([expect.stringMatching(/另一人/)]);
    expect(signOffProblems("second", ["b", "a"], given([signed("first", "a")]))).toHaveLength(1);
    expect(signOffProblems("second", ["b"], given([signed("first", "c", "b")]))).toHaveLength(1);
  });

  it("wait for open points unless the person goes on knowingly", () => {
    const open = { standings: standingsOf(points, answers.slice(1), places) };
    expect(signOffProblems("first", ["a"], given([], open))).toEqual([expect.stringMatching(/还有 1 项/)]);
    expect(signOffProblems("first", ["a"], given([], { ...open, goesOn: true }))).toEqual([]);
  });

  it("lapse with an answer that lapses or is overruled, not with one that comes in addition", () => {
    const first = signed("first", "a");
    expect(lapsedSince(first, standings)).toEqual([]);
    const overruled = [...answers, answerOf(points[0]!.id, places, { number: 2 })];
    expect(lapsedSince(first, standingsOf(points, overruled, places))).toEqual([points[0]!.id]);
    const more = { ...first, answers: { [points[1]!.id]: 1 } };
    expect(lapsedSince(more, standingsOf(points, overruled, places))).toEqual([]);
  });
});
