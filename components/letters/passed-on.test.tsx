import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { BalanceRuling, Letter } from "@/lib/domain/decision/letter/letter";
import { sampleLetter } from "@/lib/domain/decision/letter/sample-letter";
import type { LetterWithDues } from "@/lib/features/letter-dues/loaders";
import { PassedOn } from "./passed-on";

type Line = LetterWithDues["passedOn"][number];

const fund = { fund: "一般公共预算财政拨款", cell: "closing", basis: "" };
const ruling = (toKeep: number, toReturn: number): BalanceRuling => ({
  ...fund,
  closing: toKeep + toReturn,
  toKeep,
  toReturn,
});
const income = { label: "本年收入合计", cell: "income" };
const hashes = ["a".repeat(64), "b".repeat(64)];
const reports = hashes.map((contentHash, at) => ({
  versionId: `version-${at}`,
  unitCode: `10100${at + 1}`,
  unitName: `单位${at + 1}`,
  number: 1,
  contentHash,
}));
const bureau: Letter = {
  ...sampleLetter,
  balances: [ruling(100_000_00, 0)],
  annex: {
    title: "附表",
    columns: [income],
    rows: reports.map(({ unitCode, unitName }) => ({ unitCode, unitName, amounts: [300] })),
    total: [600],
  },
  reports,
};

function lineOf(at: number, balance: BalanceRuling, change: Partial<Line> = {}): Line {
  const report = reports[at]!;
  return {
    id: `letter-${at}`,
    kind: "departmentToUnit",
    year: 2021,
    issuerId: "department",
    addresseeId: report.unitCode,
    number: null,
    status: "draft",
    revision: 1,
    issuer: "主管部门",
    addressee: report.unitName,
    title: "批复",
    reports: 1,
    issuedOn: null,
    receivedOn: null,
    supersedesId: null,
    followsId: "bureau",
    letter: {
      ...bureau,
      kind: "departmentToUnit",
      figures: [{ ...income, amount: 300, level: 0 }],
      balances: [balance],
      annex: null,
      reports: [report],
    },
    ...change,
  };
}

const show = (passedOn: Line[]) =>
  render(<PassedOn letterId="bureau" letter={bureau} passedOn={passedOn} listPath="/desk/letters" />);
const isSame = () => screen.queryByText("各单位批复数合计与财政局批复数一致。") !== null;

it("agrees where the figures and the rulings on balances add up", () => {
  show([lineOf(0, ruling(60_000_00, 0)), lineOf(1, ruling(40_000_00, 0))]);
  expect(isSame()).toBe(true);
});

it("names what units are to give back that the bureau does not take back, before all have a letter too", () => {
  const first = lineOf(0, ruling(20_000_00, 40_000_00));
  const { unmount } = show([first]);
  const returned = "一般公共预算财政拨款收回：所属单位批复合计 4.00 万元，财政局批复 0.00 万元，相差 4.00 万元。";
  expect(screen.getByText(returned)).toBeVisible();
  unmount();
  show([first, lineOf(1, ruling(40_000_00, 0))]);
  expect(screen.getByText(returned)).toBeVisible();
  expect(screen.getByText(/结转下年：所属单位批复合计 6\.00 万元，财政局批复 10\.00 万元/)).toBeVisible();
  expect(isSame()).toBe(false);
});

it("does not count drafts that rest on the letter before, and asks to delete them", () => {
  show([
    lineOf(0, ruling(60_000_00, 0), { followsId: "before" }),
    lineOf(1, ruling(40_000_00, 0), { status: "issued", number: "教〔2022〕1号", followsId: "before" }),
  ]);
  expect(screen.getByRole("heading", { name: "对所属单位的批复（1/2）" })).toBeVisible();
  expect(screen.getByText(/^单位1。.*请.*删除/)).toBeVisible();
  expect(isSame()).toBe(false);
});

it("lists the letters by the code of the unit", () => {
  show([lineOf(1, ruling(40_000_00, 0)), lineOf(0, ruling(60_000_00, 0))]);
  const names = screen.getAllByRole("row").flatMap((row) => /单位\d/.exec(row.textContent) ?? []);
  expect(names).toEqual(["单位1", "单位2"]);
});
