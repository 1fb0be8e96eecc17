/**
 * The figures that are asked for across reports, each by the cell or the facts that it is read from. They are taken out of
 * a publication as it was printed, never computed in another way.
 */
import type { PrintedTable } from "../engine/contract";
import { cellId } from "../formats/names";
import { cellIdOf, parseCellId, type CellId } from "../words/cell-id";
import type { SheetId } from "../words/fact-address";

/** Raised when figures are added or read otherwise: what was taken apart by an earlier one is taken apart again. */
export const FIGURES_EDITION = 1;

/** Where figures stand among the published lines; no entry sheet has that name. */
export const FIGURE_SHEET = "figure";

/** A fact by its place, whatever its fund. */
interface FactPlace {
  sheet: SheetId;
  row: string;
  column: string;
}

export interface NamedFigure {
  label: string;
  /** What people type who mean it, besides its label and parts of that. */
  alsoCalled?: readonly string[];
  measure: "money" | "count";
  /** Behind counts: 人次, 辆. */
  counted?: string;
  /** What the figure is, for readers. */
  meaning: string;
  cell?: CellId;
  facts?: readonly FactPlace[];
  /** The figure that was planned for it. */
  budget?: string;
  /** What it can be divided by, where the report publishes that. */
  per?: { figure: string; label: string };
  /** Part of the district's year, in this order. */
  isOfYear?: true;
  /** Only a base of others. */
  isBase?: true;
}

const summary = (row: "currentYearIncome" | "totalIncome") => cellId("incomeExpenditureSummary", row, "amount");
const spent = (row: "currentYearExpenditure" | "closingBalance") => cellId("incomeExpenditureSummary", row, "amount");
const item = (row: string, column = "actual"): FactPlace => ({ sheet: "threePublic", row, column });

/** All figures by their name, which stands in addresses and is never changed. */
export const figures = {
  income: {
    label: "本年收入",
    alsoCalled: ["总收入", "收入合计"],
    measure: "money",
    meaning: "公开01表“本年收入合计”，不含使用非财政拨款结余和年初结转结余。",
    cell: summary("currentYearIncome"),
    isOfYear: true,
  },
  expenditure: {
    label: "本年支出",
    alsoCalled: ["总支出", "支出合计"],
    measure: "money",
    meaning: "公开01表“本年支出合计”，不含结余分配和年末结转结余。",
    cell: spent("currentYearExpenditure"),
    isOfYear: true,
  },
  basic: {
    label: "基本支出",
    measure: "money",
    meaning: "公开03表合计行的基本支出：人员和日常公用的开支。",
    cell: cellId("expenditure", "total", "basic"),
    isOfYear: true,
  },
  project: {
    label: "项目支出",
    measure: "money",
    meaning: "公开03表合计行的项目支出：为特定任务安排的开支。",
    cell: cellId("expenditure", "total", "project"),
    isOfYear: true,
  },
  generalPublic: {
    label: "一般公共预算财政拨款支出",
    measure: "money",
    meaning: "公开05表合计。",
    cell: cellId("generalPublicExpenditure", "total", "total"),
    isOfYear: true,
  },
  personnel: {
    label: "人员经费",
    measure: "money",
    meaning: "一般公共预算财政拨款基本支出中的人员经费（公开06表）。",
    cell: cellId("generalPublicBasicExpenditure", "personnelCost", "amount"),
    isOfYear: true,
  },
  running: {
    label: "公用经费",
    measure: "money",
    meaning: "一般公共预算财政拨款基本支出中的公用经费（公开06表）。",
    cell: cellId("generalPublicBasicExpenditure", "runningCost", "amount"),
    isOfYear: true,
  },
  closing: {
    label: "年末结转和结余",
    alsoCalled: ["结转结余", "结余"],
    measure: "money",
    meaning: "公开01表“年末结转和结余”。",
    cell: spent("closingBalance"),
    isOfYear: true,
  },
  threePublic: {
    label: "“三公”经费",
    alsoCalled: ["三公消费"],
    measure: "money",
    meaning: "财政拨款安排的因公出国（境）费、公务用车购置及运行维护费、公务接待费的决算数合计。",
    cell: cellId("threePublic", "figures", "actualTotal"),
    budget: "threePublicBudget",
    isOfYear: true,
  },
  overseasTravel: {
    label: "因公出国（境）费",
    alsoCalled: ["因公出国", "出国费"],
    measure: "money",
    meaning: "“三公”经费中因公出国（境）费的决算数。",
    cell: cellId("threePublic", "figures", "actualOverseasTravel"),
    budget: "overseasTravelBudget",
    per: { figure: "overseasPersonTimes", label: "每人次" },
  },
  vehiclePurchase: {
    label: "公务用车购置费",
    alsoCalled: ["公车", "公务用车购置"],
    measure: "money",
    meaning: "“三公”经费中公务用车购置费的决算数。",
    cell: cellId("threePublic", "figures", "actualVehiclePurchase"),
    budget: "vehiclePurchaseBudget",
    per: { figure: "vehiclesPurchased", label: "每辆" },
  },
  vehicleOperation: {
    label: "公务用车运行维护费",
    alsoCalled: ["公车", "公务用车运行"],
    measure: "money",
    meaning: "“三公”经费中公务用车运行维护费的决算数。",
    cell: cellId("threePublic", "figures", "actualVehicleOperation"),
    budget: "vehicleOperationBudget",
    per: { figure: "vehiclesHeld", label: "每辆" },
  },
  officialReception: {
    label: "公务接待费",
    alsoCalled: ["接待费", "招待费"],
    measure: "money",
    meaning: "“三公”经费中公务接待费的决算数。",
    cell: cellId("threePublic", "figures", "actualOfficialReception"),
    budget: "officialReceptionBudget",
    per: { figure: "receptionPersonTimes", label: "每人次" },
  },
  agencyOperating: {
    label: "机关运行经费",
    measure: "money",
    meaning: "行政单位和参照公务员法管理的事业单位的机关运行经费；其他事业单位没有这一项。",
    facts: [{ sheet: "agencyOperatingCost", row: "total", column: "actual" }],
    budget: "agencyOperatingBudget",
  },
  procurement: {
    label: "政府采购支出",
    measure: "money",
    meaning: "货物、工程、服务的政府采购支出合计。",
    facts: ["goods", "works", "services"].map((row) => ({ sheet: "procurement" as const, row, column: "amount" })),
  },
  threePublicBudget: {
    label: "“三公”经费预算",
    measure: "money",
    meaning: "“三公”经费年初预算数合计。",
    cell: cellId("threePublic", "figures", "budgetTotal"),
    isBase: true,
  },
  overseasTravelBudget: {
    label: "因公出国（境）费预算",
    measure: "money",
    meaning: "年初预算数。",
    cell: cellId("threePublic", "figures", "budgetOverseasTravel"),
    isBase: true,
  },
  vehiclePurchaseBudget: {
    label: "公务用车购置费预算",
    measure: "money",
    meaning: "年初预算数。",
    cell: cellId("threePublic", "figures", "budgetVehiclePurchase"),
    isBase: true,
  },
  vehicleOperationBudget: {
    label: "公务用车运行维护费预算",
    measure: "money",
    meaning: "年初预算数。",
    cell: cellId("threePublic", "figures", "budgetVehicleOperation"),
    isBase: true,
  },
  officialReceptionBudget: {
    label: "公务接待费预算",
    measure: "money",
    meaning: "年初预算数。",
    cell: cellId("threePublic", "figures", "budgetOfficialReception"),
    isBase: true,
  },
  agencyOperatingBudget: {
    label: "机关运行经费预算",
    measure: "money",
    meaning: "年初预算数。",
    facts: [{ sheet: "agencyOperatingCost", row: "total", column: "budget" }],
    isBase: true,
  },
  overseasPersonTimes: {
    label: "因公出国（境）人次",
    measure: "count",
    counted: "人次",
    meaning: "各单位合计；几个单位一起组团的，各计各的。",
    facts: [item("overseasPersonTimes")],
    isBase: true,
  },
  vehiclesPurchased: {
    label: "公务用车购置数",
    measure: "count",
    counted: "辆",
    meaning: "当年购置。",
    facts: [item("vehiclesPurchased")],
    isBase: true,
  },
  vehiclesHeld: {
    label: "公务用车保有量",
    measure: "count",
    counted: "辆",
    meaning: "年末由财政拨款开支运行维护费的车辆。",
    facts: [item("vehiclesHeld")],
    isBase: true,
  },
  receptionPersonTimes: {
    label: "公务接待人次",
    measure: "count",
    counted: "人次",
    meaning: "国内和国（境）外接待合计；几个单位一起接待的，各计各的。",
    facts: [item("domesticReceptionPersonTimes"), item("foreignReceptionPersonTimes")],
    isBase: true,
  },
} as const satisfies Record<string, NamedFigure>;

export type FigureId = keyof typeof figures;

export const figureIds = Object.keys(figures) as readonly FigureId[];

/** The declaration of a figure, with its literal types widened. */
export function figureOf(id: FigureId): NamedFigure {
  return figures[id];
}

/** Those that units are ranked by. */
export const rankedFigures: readonly FigureId[] = figureIds.filter((id) => !figureOf(id).isBase);

/** The four items and their total, in the order of the table. */
export const threePublicFigures = [
  "overseasTravel",
  "vehiclePurchase",
  "vehicleOperation",
  "officialReception",
  "threePublic",
] as const satisfies readonly FigureId[];

/** Those that were planned: they are compared with their budget. */
export const budgetedFigures: readonly FigureId[] = rankedFigures.filter((id) => figureOf(id).budget !== undefined);

/** What a 类 of expenditure is called among the stored figures: `function:205`. */
export function functionFigure(code: string): string {
  return `function:${code}`;
}

/** Where a report prints what was spent under a functional subject of any level. */
export function cellOfSubject(code: string): CellId {
  return cellIdOf("expenditure", code, "total");
}

/** Where a report prints what of its basic expenditure was spent under an economic subject. */
export function cellOfEconomic(code: string): CellId {
  return cellIdOf("generalPublicBasicExpenditure", code, "amount");
}

interface Published {
  tables: readonly PrintedTable[];
  facts: readonly { sheet: string; row: string; column: string; value: number }[];
  document: FrozenText;
}

/** As much of a stored document as is read here. */
export interface FrozenText {
  parts: readonly { blocks: readonly { kind: string; sentences?: readonly FrozenSentence[] }[] }[];
}

interface FrozenSentence {
  id: string;
  fragments: readonly { kind: string; facts?: readonly string[] }[];
}

/** A figure of one publication: fen or a count, and the cell or sentence that says it. */
export interface PublishedFigure {
  figure: string;
  measure: NamedFigure["measure"];
  amount: number;
  place: string | null;
}

/**
 * All figures of a publication. What is blank in the report, or not in its format, is not among them: a blank is no 0.
 */
export function figuresOf({ tables, facts, document }: Published): PublishedFigure[] {
  const printed = new Map<string, number>();
  for (const { rows } of tables)
    for (const { cells } of rows)
      for (const { cellId: id, fen } of cells) if (id && fen !== null && fen !== undefined) printed.set(id, fen);
  const named = figureIds.flatMap((id) => {
    const { cell, facts: places, measure } = figureOf(id);
    if (cell) return printed.has(cell) ? [{ figure: id, measure, amount: printed.get(cell)!, place: cell }] : [];
    return ofFacts(id, places!, facts, document);
  });
  return [...named, ...functionsOf(tables, printed)];
}

/** What was spent by 类, as table 03 prints it. */
function functionsOf(tables: readonly PrintedTable[], printed: ReadonlyMap<string, number>): PublishedFigure[] {
  const rows = tables.find(({ id }) => id === "expenditure")?.rows ?? [];
  return rows.flatMap(({ kind, cells }) => {
    const place = cells.find(({ cellId: id }) => id && parseCellId(id).column === "total")?.cellId;
    const amount = place && printed.get(place);
    if (kind !== "category" || amount === undefined || !place) return [];
    return [{ figure: functionFigure(parseCellId(place).row), measure: "money", amount, place }];
  });
}

function ofFacts(
  figure: FigureId,
  places: readonly FactPlace[],
  facts: Published["facts"],
  document: FrozenText,
): PublishedFigure[] {
  const meant = facts.filter((fact) =>
    places.some(({ sheet, row, column }) => sheet === fact.sheet && row === fact.row && column === fact.column),
  );
  if (meant.length === 0) return [];
  const amount = meant.reduce((sum, { value }) => sum + value, 0);
  return [{ figure, measure: figureOf(figure).measure, amount, place: sentenceOf(places, document) }];
}

/** The first sentence that cites one of the facts. */
function sentenceOf(places: readonly FactPlace[], { parts }: FrozenText): string | null {
  const isMeant = (key: string) => {
    const [sheet, row, , column] = key.split(":");
    return places.some((place) => place.sheet === sheet && place.row === row && place.column === column);
  };
  const sentences = parts.flatMap(({ blocks }) => blocks.flatMap((block) => block.sentences ?? []));
  return sentences.find(({ fragments }) => fragments.some((each) => each.facts?.some(isMeant)))?.id ?? null;
}
