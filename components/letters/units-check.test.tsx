import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { LetterAnnex } from "@/lib/domain/decision/letter/letter";
import { UnitsCheck } from "./units-check";

const annex: LetterAnnex = {
  title: "附表",
  columns: [{ label: "本年支出合计", cell: "incomeExpenditureSummary.currentYearExpenditure.amount" }],
  rows: [{ unitCode: "101001", unitName: "甲", amounts: [100_000_000] }],
  total: [100_000_000],
};
const composition = {
  beside: [
    { label: "代编", amounts: [0] },
    { label: "抵销", amounts: [-30_000_000] },
    { label: "调整", amounts: [0] },
  ],
  department: [70_000_000],
};

it("shows how the units come to the department, column by column", () => {
  render(<UnitsCheck annex={{ ...annex, composition }} problems={[]} />);
  expect(screen.getByText("所属 1 个单位的批复数合计，加代编、抵销和调整，与部门批复数一致。")).toBeVisible();
  const heads = screen.getAllByRole("columnheader").map(({ textContent }) => textContent);
  expect(heads).toEqual(["项目（万元）", "单位合计", "代编", "抵销", "调整", "部门数"]);
  expect(screen.getByRole("row", { name: "本年支出合计 100.00 0.00 -30.00 0.00 70.00" })).toBeVisible();
});

it("says that they are the department where nothing stands beside them", () => {
  render(<UnitsCheck annex={annex} problems={[]} />);
  expect(screen.getByText("所属 1 个单位的批复数合计与部门批复数一致。")).toBeVisible();
  expect(screen.queryByRole("table")).toBeNull();
});

it("names what does not add up, and never says that it does", () => {
  render(<UnitsCheck annex={annex} problems={["相差 30.00 万元。"]} />);
  expect(screen.getByText("相差 30.00 万元。")).toBeVisible();
  expect(screen.queryByText(/一致。$/)).toBeNull();
});
