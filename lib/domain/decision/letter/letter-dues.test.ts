import { describe, expect, it } from "vitest";
import { dueEventProblems, firstExtension, letterDues, type LetterDueEvent } from "./letter-dues";

const letter = {
  requirements: [
    { text: "按批复数调整账务。", dueOn: null },
    { text: "公开部门决算。", dueOn: "2022-07-28" },
  ],
  problems: [{ text: "固定资产入账不及时。", dueOn: "2022-09-30" }],
};

const extended = (on: string): LetterDueEvent => ({
  part: "problem",
  position: 0,
  kind: "extended",
  on,
  reason: "清查",
});

describe("what a letter asks for by a day", () => {
  it("is every line with a day, with its last extension and its end", () => {
    expect(letterDues(letter, [])).toMatchObject([
      { part: "requirement", position: 1, dueOn: "2022-07-28", settledOn: null, events: [] },
      { part: "problem", position: 0, issuedDueOn: "2022-09-30", dueOn: "2022-09-30" },
    ]);
    const events = [
      extended("2022-10-31"),
      extended("2022-11-30"),
      { part: "requirement", position: 1, kind: "settled", on: "2022-07-20", reason: "已公开" } as const,
    ];
    expect(letterDues(letter, events)).toMatchObject([
      { settledOn: "2022-07-20" },
      { issuedDueOn: "2022-09-30", dueOn: "2022-11-30", settledOn: null, events: events.slice(0, 2) },
    ]);
  });

  it.each([
    ["extended", "2022-10-09", []],
    ["extended", "2022-09-30", ["延期后的期限须晚于现在的期限（2022年9月30日）。"]],
    ["extended", "2022-09-14", ["延期后的期限2022年9月14日已经过去，不能延到过去的日期。"]],
    ["settled", "2022-09-15", []],
    ["settled", "2022-09-16", ["办结日期2022年9月16日还没有到。"]],
    ["settled", "2022-07-07", ["办结日期不能早于成文日期（2022年7月8日）。"]],
  ] as const)("%s on %s, seen on 15 September: %j", (kind, on, problems) => {
    const [, due] = letterDues(letter, []);
    const facts = { status: "received", signedOn: "2022-07-08", due, today: "2022-09-15" } as const;
    expect(dueEventProblems(kind, on, facts)).toEqual(problems);
  });

  it("is extended or settled only where the letter is in force, has the line, and that is open", () => {
    const [, due] = letterDues(letter, [extended("2022-10-31")]);
    const facts = { status: "issued", signedOn: "2022-07-08", due, today: "2022-09-15" } as const;
    const problemsOf = (change: object) => dueEventProblems("extended", "2022-12-31", { ...facts, ...change });
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ status: "superseded" })).toEqual(["这份批复已被调整批复代替，不能办理延期或者办结。"]);
    expect(problemsOf({ due: undefined })).toEqual(["批复中没有这一项有期限的要求。"]);
    expect(problemsOf({ due: { ...due!, settledOn: "2022-09-01" } })).toEqual(["这一项已于2022年9月1日办结。"]);
    // What is late is extended from today on.
    expect(firstExtension(due!, "2022-12-01")).toBe("2022-12-01");
    expect(firstExtension(due!, "2022-10-01")).toBe("2022-11-01");
  });
});
