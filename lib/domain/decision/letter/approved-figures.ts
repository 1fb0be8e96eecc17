/**
 * The figures of a letter, read from the tables as they were approved. A letter has the figures that the format of its
 * year declares: one whose cell the tables have not is left out.
 */
import type { PrintedTable } from "../../engine/contract";
import type { CellName, FactName } from "../../formats/names";
import { appropriations, fundLabels } from "../../words/funds";
import {
  openingAdjustmentKinds,
  readAdjustmentColumn,
  type OpeningAdjustmentKind,
} from "../../words/opening-adjustments";
import type { BalanceRuling, LetterAnnex, LetterChange, LetterComposition, LetterFigure } from "./letter";

/** 年初余额调整 of a kind, of all funds added up: no table prints it. */
const adjusted = <Kind extends OpeningAdjustmentKind>(kind: Kind) => `openingAdjustments:*:${kind}` as const;

/** 政府采购支出 of all kinds added up: no table prints it. */
const procurement = "procurement:*:amount";

interface FigureDeclaration {
  label: string;
  /** A cell of a table, or a fact that stands in the text only. */
  cell: CellName | FactName | typeof procurement | ReturnType<typeof adjusted>;
  level: 0 | 1;
  /** Left out while it is zero: not every unit has it. */
  onlyWhenPresent?: true;
}

const openingRows = {
  generalPublicBudget: "appropriationSummary.openingGeneralPublicBudget.amount",
  governmentFund: "appropriationSummary.openingGovernmentFund.amount",
  stateCapital: "appropriationSummary.openingStateCapital.amount",
} as const;

/** Of a table of 三公, the columns of one side. */
const threePublicOf = (side: "budget" | "actual", label: string): FigureDeclaration[] => [
  { label: `“三公”经费${label}`, cell: `threePublic.figures.${side}Total`, level: 0 },
  { label: "因公出国（境）费", cell: `threePublic.figures.${side}OverseasTravel`, level: 1 },
  { label: "公务用车购置费", cell: `threePublic.figures.${side}VehiclePurchase`, level: 1 },
  { label: "公务用车运行维护费", cell: `threePublic.figures.${side}VehicleOperation`, level: 1 },
  { label: "公务接待费", cell: `threePublic.figures.${side}OfficialReception`, level: 1 },
];

/** In the order of the letter. */
const declarations: readonly FigureDeclaration[] = [
  { label: "本年收入合计", cell: "incomeExpenditureSummary.currentYearIncome.amount", level: 0 },
  ...appropriations.map(
    (fund): FigureDeclaration => ({
      label: fundLabels[fund],
      cell: `incomeExpenditureSummary.${fund}.amount`,
      level: 1,
    }),
  ),
  {
    label: "使用非财政拨款结余",
    cell: "incomeExpenditureSummary.surplusUsed.amount",
    level: 0,
    onlyWhenPresent: true,
  },
  { label: "年初结转和结余", cell: "incomeExpenditureSummary.openingBalance.amount", level: 0 },
  ...appropriations.map(
    (fund): FigureDeclaration => ({
      label: fundLabels[fund],
      cell: openingRows[fund],
      level: 1,
      onlyWhenPresent: true,
    }),
  ),
  ...openingAdjustmentKinds.map(
    ({ id, label }): FigureDeclaration => ({
      label: `年初余额调整（${label}）`,
      cell: adjusted(id),
      level: 1,
      onlyWhenPresent: true,
    }),
  ),
  { label: "收入总计", cell: "incomeExpenditureSummary.totalIncome.amount", level: 0 },
  { label: "本年支出合计", cell: "incomeExpenditureSummary.currentYearExpenditure.amount", level: 0 },
  { label: "基本支出", cell: "expenditure.total.basic", level: 1 },
  { label: "项目支出", cell: "expenditure.total.project", level: 1 },
  { label: "上缴上级支出", cell: "expenditure.total.remittanceToSuperior", level: 1, onlyWhenPresent: true },
  { label: "经营支出", cell: "expenditure.total.operating", level: 1, onlyWhenPresent: true },
  { label: "对附属单位补助支出", cell: "expenditure.total.subsidyToAffiliates", level: 1, onlyWhenPresent: true },
  { label: "财政拨款支出", cell: "appropriationSummary.currentYearExpenditure.total", level: 0 },
  ...appropriations.map(
    (fund): FigureDeclaration => ({
      label: fundLabels[fund],
      cell: `appropriationSummary.currentYearExpenditure.${fund}`,
      level: 1,
      onlyWhenPresent: true,
    }),
  ),
  {
    label: "结余分配",
    cell: "incomeExpenditureSummary.surplusDistribution.amount",
    level: 0,
    onlyWhenPresent: true,
  },
  { label: "年末结转和结余", cell: "incomeExpenditureSummary.closingBalance.amount", level: 0 },
  ...appropriations.map(
    (fund): FigureDeclaration => ({
      label: fundLabels[fund],
      cell: `appropriationSummary.closingBalance.${fund}`,
      level: 1,
      onlyWhenPresent: true,
    }),
  ),
  ...threePublicOf("budget", "预算数"),
  ...threePublicOf("actual", "支出决算数"),
  { label: "机关运行经费", cell: "agencyOperatingCost:total:actual", level: 0, onlyWhenPresent: true },
  { label: "政府采购支出", cell: procurement, level: 0, onlyWhenPresent: true },
];

/** Columns of the annex. */
const annexDeclarations: readonly { label: string; cell: CellName }[] = [
  { label: "年初结转和结余", cell: "incomeExpenditureSummary.openingBalance.amount" },
  { label: "本年收入合计", cell: "incomeExpenditureSummary.currentYearIncome.amount" },
  { label: "本年支出合计", cell: "incomeExpenditureSummary.currentYearExpenditure.amount" },
  { label: "财政拨款支出", cell: "appropriationSummary.currentYearExpenditure.total" },
  { label: "“三公”经费支出", cell: "threePublic.figures.actualTotal" },
  { label: "年末结转和结余", cell: "incomeExpenditureSummary.closingBalance.amount" },
];

/** The amounts of one set of approved tables: fen by cell or fact, zero where it is blank; no entry where there is none. */
export type ApprovedAmounts = ReadonlyMap<string, number>;

/** What was approved of one set of accounts: its printed tables, and the figures that stand in its text only. */
export interface ApprovedAccounts {
  tables: readonly Pick<PrintedTable, "rows">[];
  facts: readonly { sheet: string; row: string; column: string; measure: string; value: number }[];
}

/** The amounts of money that were approved. */
export function amountsOf({ tables, facts }: ApprovedAccounts): ApprovedAmounts {
  const amounts = new Map<string, number>();
  const add = (cell: string, value: number) => amounts.set(cell, (amounts.get(cell) ?? 0) + value);
  for (const { sheet, row, column, measure, value } of facts) {
    if (measure !== "money") continue;
    if (sheet === "agencyOperatingCost") amounts.set(`${sheet}:${row}:${column}`, value);
    const adjustment = sheet === "openingAdjustments" ? readAdjustmentColumn(column) : null;
    if (adjustment) add(adjusted(adjustment.kind), value);
    if (sheet === "procurement" && column === "amount") add(procurement, value);
  }
  for (const { rows } of tables)
    for (const { cells } of rows)
      for (const { kind, cellId, fen } of cells) if (kind === "amount" && cellId) amounts.set(cellId, fen ?? 0);
  return amounts;
}

/** The sum of accounts, cell by cell. */
export function sumOfAmounts(all: readonly ApprovedAmounts[]): ApprovedAmounts {
  const sum = new Map<string, number>();
  for (const amounts of all) for (const [cell, amount] of amounts) sum.set(cell, (sum.get(cell) ?? 0) + amount);
  return sum;
}

/** The block of figures of a letter. */
export function figuresOf(amounts: ApprovedAmounts): LetterFigure[] {
  return declarations.flatMap(({ label, cell, level, onlyWhenPresent }) => {
    const amount = amounts.get(cell);
    return amount === undefined || (onlyWhenPresent && amount === 0) ? [] : [{ label, cell, amount, level }];
  });
}

/** 结转结余处理 by fund as a letter begins: everything is carried on, until the bureau says otherwise. */
export function initialBalances(amounts: ApprovedAmounts): BalanceRuling[] {
  const whole: CellName = "incomeExpenditureSummary.closingBalance.amount";
  const appropriated = appropriations.map((fund) => {
    const cell: CellName = `appropriationSummary.closingBalance.${fund}`;
    return { fund: fundLabels[fund], cell, closing: amounts.get(cell) ?? 0 };
  });
  // What is no appropriation is the rest of the whole.
  const rest = appropriated.reduce((left, { closing }) => left - closing, amounts.get(whole) ?? 0);
  return [...appropriated, { fund: fundLabels.nonAppropriation, cell: whole, closing: rest }].flatMap((balance) =>
    balance.closing === 0 ? [] : [{ ...balance, toKeep: balance.closing, toReturn: 0, basis: "" }],
  );
}

/**
 * 附表: a line for each unit, and their sum.
 *
 * @param own the department's accounts with its frozen total, where it has both
 */
export function annexOf(
  title: string,
  units: readonly { unitCode: string; unitName: string; amounts: ApprovedAmounts }[],
  own: { department: ApprovedAmounts; total: DepartmentTotal } | null = null,
): LetterAnnex {
  const columns = annexDeclarations.filter(({ cell }) => units.some(({ amounts }) => amounts.has(cell)));
  const rows = units.map(({ unitCode, unitName, amounts }) => ({
    unitCode,
    unitName,
    amounts: columns.map(({ cell }) => amounts.get(cell) ?? null),
  }));
  const total = columns.map((_, column) => rows.reduce((sum, { amounts }) => sum + (amounts[column] ?? 0), 0));
  const composition = own === null ? null : compositionOf(columns, own);
  return {
    title,
    columns: columns.map(({ label, cell }) => ({ label, cell })),
    rows,
    total,
    ...(composition && { composition }),
  };
}

/** From the sum of its units to a department, by the columns of an annex; `null` where nothing stands beside the units. */
export function compositionOf(
  columns: readonly { cell: string }[],
  { department, total }: { department: ApprovedAmounts; total: DepartmentTotal },
): LetterComposition | null {
  const of = (amounts: ApprovedAmounts) => columns.map(({ cell }) => amounts.get(cell) ?? 0);
  const beside = total.beside.map(({ label, amounts }) => ({ label, amounts: of(amounts) }));
  return beside.some(({ amounts }) => amounts.some((amount) => amount !== 0))
    ? { beside, department: of(department) }
    : null;
}

/** Where two states of a letter's figures differ; a figure that one of them has not counts as zero there. */
export function changesBetween(before: readonly LetterFigure[], after: readonly LetterFigure[]): LetterChange[] {
  const labels = new Map([...before, ...after].map(({ cell, label, level }) => [cell, { label, level }]));
  const amountIn = (figures: readonly LetterFigure[], cell: string) =>
    figures.find((figure) => figure.cell === cell)?.amount ?? 0;
  const parents = new Map<string, string>();
  for (const figures of [before, after]) {
    let parent = "";
    for (const { cell, label, level } of figures)
      if (level === 0) parent = label;
      else parents.set(cell, parent);
  }
  return [...labels].flatMap(([cell, { label, level }]) => {
    const change = { before: amountIn(before, cell), after: amountIn(after, cell) };
    // 其中 parts bear the name of a fund only: which figure they are a part of has to be said here.
    const name = level === 1 ? `${parents.get(cell)}：${label}` : label;
    return change.before === change.after ? [] : [{ label: name, cell, ...change, reason: "" }];
  });
}

/**
 * 审核调整: where approved accounts differ from what was first submitted; in a letter about several units under the name of
 * the unit.
 */
export function adjustmentsOf(
  reports: readonly { unitName: string; accounts: ApprovedAccounts; submitted: ApprovedAccounts | null }[],
): LetterChange[] {
  return reports.flatMap(({ unitName, accounts, submitted }) =>
    submitted === null
      ? []
      : changesBetween(figuresOf(amountsOf(submitted)), figuresOf(amountsOf(accounts))).map((change) => ({
          ...change,
          label: reports.length === 1 ? change.label : `${unitName}：${change.label}`,
        })),
  );
}

/** A department's frozen total, cell by cell in fen: as a whole, and what of it is no unit's. */
export interface DepartmentTotal {
  total: ApprovedAmounts;
  /** 代编, 抵销, 调整, in this order. */
  beside: readonly { label: string; amounts: ApprovedAmounts }[];
  /** What is not any more as it was when the total was approved, in words; empty while it stands. */
  outdated: readonly { name: string; change: string }[];
}

/**
 * Where the units of an annex and what stands beside them do not add up to the figures of their department, each as a
 * sentence's part.
 */
export function differencesToDepartment(
  { columns, total, composition }: Pick<LetterAnnex, "columns" | "total" | "composition">,
  figures: readonly LetterFigure[],
): { label: string; units: number; beside: number; department: number }[] {
  return columns.flatMap(({ label, cell }, column) => {
    const department = figures.find((figure) => figure.cell === cell)?.amount ?? 0;
    const units = total[column]!;
    const other = composition?.beside.reduce((sum, { amounts }) => sum + amounts[column]!, 0) ?? 0;
    return units + other === department ? [] : [{ label, units, beside: other, department }];
  });
}

/** Where a letter has other figures than the frozen total of its department. */
export function differencesToTotal(
  figures: readonly LetterFigure[],
  total: ApprovedAmounts,
): { label: string; approved: number; total: number }[] {
  const given = new Set(figures.map(({ cell }) => cell));
  // A figure that the letter leaves out because it is zero is zero in the total, too.
  const left = figuresOf(total).filter(({ cell, amount }) => !given.has(cell) && amount !== 0);
  return [
    ...figures.map(({ label, cell, amount }) => ({ label, approved: amount, total: total.get(cell) ?? 0 })),
    ...left.map(({ label, amount }) => ({ label, approved: 0, total: amount })),
  ].filter(({ approved, total: of }) => approved !== of);
}
