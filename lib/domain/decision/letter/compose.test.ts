import { describe, expect, it } from "vitest";
import { composeLetter, type LetterSource } from "./compose";
import { totalProblems, unchangedCorrection, unitsProblems } from "./letter-rules";
import { sampleLetter } from "./sample-letter";
import { initialTemplate } from "./template";

const source = (kind: LetterSource["kind"], replaces: LetterSource["replaces"]): LetterSource => ({
  kind,
  year: 2021,
  template: initialTemplate(kind, "罗庄区"),
  issuer: "区教育局",
  number: null,
  addressee: "区教育局",
  reports: [],
  ownAccounts: null,
  total: null,
  hasAnnex: false,
  congress: null,
  follows: null,
  replaces,
});

it("opens a corrected letter as one that adjusts what was approved", () => {
  const replaces = { letter: sampleLetter, reason: "更正" };
  expect(composeLetter(source("bureauToDepartment", null)).opening.join("")).toMatch(/已经审核，现予批复。$/);
  expect(composeLetter(source("bureauToDepartment", replaces)).opening.join("")).toMatch(/已经审核，现予调整批复。$/);
  expect(composeLetter(source("departmentToUnit", replaces)).opening.join("")).toContain("，现调整批复你单位2021年度");
});

it("speaks to a department as one, and to a unit as one, whatever the template says", () => {
  const letter = (hasAnnex: boolean) => composeLetter({ ...source("bureauToDepartment", null), hasAnnex });
  expect(letter(true).opening.join("")).toContain("你部门报送的2021年度决算");
  expect(letter(true).opening.join("")).not.toContain("你单位");
  expect(letter(false).opening.join("")).toContain("你单位报送的2021年度决算");
});

describe("the annex of a letter to a department that has something beside its units", () => {
  const income = "incomeExpenditureSummary.currentYearIncome.amount";
  const accounts = (fen: number) => ({
    tables: [{ rows: [{ cells: [{ kind: "amount" as const, cellId: income, fen }] }] }] as never,
    facts: [],
  });
  const unit = (unitName: string, fen: number) => ({
    versionId: unitName,
    unitCode: "101001",
    unitName,
    number: 1,
    contentHash: "",
    accounts: accounts(fen),
    submitted: null,
  });
  const total = {
    total: new Map([[income, 700_000_00]]),
    beside: [
      { label: "代编", amounts: new Map([[income, 0]]) },
      { label: "抵销", amounts: new Map([[income, -300_000_00]]) },
      { label: "调整", amounts: new Map<string, number>() },
    ],
    outdated: [],
  };
  const draft = (of: Partial<LetterSource>) =>
    composeLetter({
      ...source("bureauToDepartment", null),
      hasAnnex: true,
      reports: [unit("甲", 600_000_00), unit("乙", 400_000_00)],
      ownAccounts: accounts(700_000_00),
      total,
      ...of,
    });

  it("leads from the sum of the units to the department, with the elimination between them", () => {
    const letter = draft({});
    expect(letter.annex).toMatchObject({
      total: [1_000_000_00],
      composition: {
        beside: [
          { label: "代编", amounts: [0] },
          { label: "抵销", amounts: [-300_000_00] },
          { label: "调整", amounts: [0] },
        ],
        department: [700_000_00],
      },
    });
    expect([unitsProblems(letter), totalProblems(letter, total)]).toEqual([[], []]);
  });

  it("is not issued where the total has another elimination, or has become outdated, by name", () => {
    const letter = draft({});
    const other = { ...total, beside: [{ label: "代编", amounts: new Map([[income, -300_000_00]]) }] };
    expect(totalProblems(letter, other)).toEqual([expect.stringContaining("重新起草")]);
    const outdated = { ...total, outdated: [{ name: "“甲”", change: "已更正" }] };
    expect(totalProblems(letter, outdated)).toEqual([
      expect.stringMatching(/^部门汇总已经过时：批准之后，“甲”已更正。/),
    ]);
  });

  it("has no such lines where nothing stands beside the units, and says so where they are missing", () => {
    const none = { ...total, total: new Map([[income, 1_000_000_00]]), beside: [] };
    expect(draft({ ownAccounts: accounts(1_000_000_00), total: none }).annex).not.toHaveProperty("composition");
    const without = draft({ total: null });
    expect(unitsProblems(without)).toEqual([expect.stringContaining("相差 30.00 万元")]);
    expect(totalProblems(without, total)).toEqual([
      expect.stringContaining("没有按已批准的部门汇总列明代编、抵销和调整"),
    ]);
  });
});

it("says of a corrected letter that it changes no figure", () => {
  const before = composeLetter(source("bureauToDepartment", null));
  const replaces = { letter: { ...before, number: "罗财决〔2022〕3号", signedOn: "2022-07-08" }, reason: "更正" };
  expect(unchangedCorrection(composeLetter(source("bureauToDepartment", replaces)))).toMatch(/与原批复相比没有变动/);
  const changed = composeLetter(source("bureauToDepartment", { ...replaces, letter: sampleLetter }));
  expect(unchangedCorrection(changed)).toBeNull();
  expect(unchangedCorrection(before)).toBeNull();
});
