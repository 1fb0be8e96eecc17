import {
  appropriations,
  fundLabels,
  funds,
  natures,
  naturesByFund,
  ownIncomes,
  type Appropriation,
  type Fund,
  type Nature,
  type UnitKind,
} from "../words/funds";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { levelOfCode } from "../words/subjects/catalogue";
import { factKey, type FactAddress, type FactKey, type SheetId } from "../words/fact-address";

/** Money in fen, or a plain count (人次, 辆, 台 …). */
export type Measure = "money" | "count";

export interface SheetColumn {
  id: string;
  label: string;
  /** The column exists only for these funds (expenditure natures). */
  funds?: readonly Fund[];
  /** The column is meant for these kinds of unit (L-08, L-10); others may fill it and get a finding. */
  unitKinds?: readonly UnitKind[];
  /** The column that this one is a part of: while that is 0 in a row, a blank counts as 0, too. */
  partOf?: string;
}

export interface SheetRow {
  id: string;
  label: string;
  measure?: Measure;
  /** Columns of the sheet that this row has; all when absent. */
  columns?: readonly string[];
  indent?: 0 | 1 | 2;
  /** Refunds (冲减) may be negative; counts and most fixed rows may not. */
  allowNegative?: boolean;
  /** Rows of one group are filled in together: once one has a figure in a column, a blank of another counts as 0 there. */
  together?: string;
  /** The row that this one is a part or a number of: while that is 0 in a column, a blank counts as 0, too. */
  partOf?: string;
  /** Money that the row contains in one of its columns and that stands on another sheet, too: while it is there, a blank is never 0. */
  counterpart?: { column: string; fact: FactKey };
}

/** What an accountant fills in: rows, columns and which statutory tables it feeds (design §2). */
export interface SheetDefinition {
  id: SheetId;
  title: string;
  /** One sentence: what belongs here. */
  hint: string;
  rows:
    | { kind: "functional" }
    | { kind: "economic" }
    | { kind: "fixed"; rows: readonly SheetRow[] }
    | { kind: "balance"; rows: readonly SheetRow[] };
  /** Rows are kept apart by fund. */
  funds?: readonly Fund[];
  columns: readonly SheetColumn[];
  /** Ids of the statutory tables it feeds. */
  feeds: readonly string[];
  /** Must hold data or an explicit statement that there is none. */
  required: boolean;
  allowNegative: boolean;
  /**
   * What a blank cell means once the sheet has a figure (engine/figure-state.ts). `nothing`: the sheet lists what there is.
   * `unknown`: each cell is asked for, but for what its rows and columns declare (`together`, `partOf`).
   */
  blank: "nothing" | "unknown";
}

const budgetAndActual = [
  { id: "budget", label: "年初预算数" },
  { id: "actual", label: "决算数" },
] as const;

/** A “三公” item contains what basic expenditure has under the economic subject. */
const spentUnder = (subject: string) => ({
  column: "actual",
  fact: factKey("basicExpenditure", subject, "", "amount"),
});

const institutionsOnly: readonly UnitKind[] = ["institution"];

function hasNature(fund: Fund, nature: Nature): boolean {
  return (naturesByFund[fund] as readonly Nature[]).includes(nature);
}

export const sheets = [
  {
    id: "income",
    title: "收入",
    hint: "按功能分类项级科目填列本年取得的各项收入。",
    rows: { kind: "functional" },
    columns: [
      ...appropriations.map((id) => ({ id, label: fundLabels[id] })),
      ...ownIncomes.map(({ id, label, isOfInstitutions }) => ({
        id,
        label,
        ...(isOfInstitutions && { unitKinds: institutionsOnly }),
      })),
    ],
    feeds: ["incomeExpenditureSummary", "income", "appropriationSummary", "governmentFund"],
    required: true,
    allowNegative: true,
    blank: "nothing",
  },
  {
    id: "expenditure",
    title: "支出",
    hint: "按资金性质和功能分类项级科目填列本年实际支出。",
    rows: { kind: "functional" },
    funds,
    columns: [...natures.map(({ id, label }) => ({ id, label, funds: funds.filter((fund) => hasNature(fund, id)) }))],
    feeds: [
      "incomeExpenditureSummary",
      "expenditure",
      "appropriationSummary",
      "generalPublicExpenditure",
      "governmentFund",
      "stateCapital",
    ],
    required: true,
    allowNegative: true,
    blank: "nothing",
  },
  {
    id: "budget",
    title: "预算",
    hint: "按资金性质和项级科目填列用于比较的预算数；没有预算的科目请填0。",
    rows: { kind: "functional" },
    funds,
    columns: [
      { id: "originalBudget", label: "年初预算数" },
      { id: "adjustedBudget", label: "全年（调整）预算数" },
    ],
    feeds: [],
    required: true,
    allowNegative: false,
    blank: "unknown",
  },
  {
    id: "basicExpenditure",
    title: "基本支出经济分类",
    hint: "按经济分类款级科目填列一般公共预算财政拨款基本支出。",
    rows: { kind: "economic" },
    columns: [{ id: "amount", label: "金额" }],
    feeds: ["generalPublicBasicExpenditure"],
    required: true,
    allowNegative: true,
    blank: "nothing",
  },
  {
    id: "balance",
    title: "结转结余",
    hint: "填列年初结转和结余；年末数由系统按资金性质推算。政府性基金按项级科目填列。",
    rows: {
      kind: "balance",
      rows: [
        { id: "generalPublicBudget", label: "一般公共预算财政拨款", columns: ["opening"] },
        { id: "stateCapital", label: "国有资本经营预算财政拨款", columns: ["opening"] },
        { id: "nonAppropriation", label: "非财政拨款资金", columns: ["opening", "surplusUsed", "surplusDistribution"] },
      ],
    },
    funds,
    columns: [
      { id: "opening", label: "年初结转和结余" },
      { id: "surplusUsed", label: "使用非财政拨款结余", funds: ["nonAppropriation"], unitKinds: institutionsOnly },
      { id: "surplusDistribution", label: "结余分配", funds: ["nonAppropriation"], unitKinds: institutionsOnly },
    ],
    feeds: ["incomeExpenditureSummary", "appropriationSummary", "governmentFund"],
    required: true,
    allowNegative: true,
    blank: "nothing",
  },
  {
    id: "threePublic",
    title: "“三公”经费",
    hint: "填列财政拨款安排的“三公”经费年初预算数、决算数和相关统计数。预算数、决算数有一项填数的，该列其余各项空格按0计（基本支出经济分类中对应科目有数的除外）；没有发生而空着整列的，请填0。",
    rows: {
      kind: "fixed",
      rows: [
        { id: "overseasTravel", label: "因公出国（境）费", together: "items", counterpart: spentUnder("30212") },
        { id: "vehiclePurchase", label: "公务用车购置费", together: "items", counterpart: spentUnder("31013") },
        { id: "vehicleOperation", label: "公务用车运行维护费", together: "items", counterpart: spentUnder("30231") },
        { id: "officialReception", label: "公务接待费", together: "items", counterpart: spentUnder("30217") },
        {
          id: "domesticReception",
          label: "其中：国内接待费",
          columns: ["actual"],
          indent: 1,
          together: "reception",
          partOf: "officialReception",
        },
        {
          id: "foreignReception",
          label: "国（境）外接待费",
          columns: ["actual"],
          indent: 1,
          together: "reception",
          partOf: "officialReception",
        },
        {
          id: "overseasGroups",
          label: "因公出国（境）团组数（个）",
          measure: "count",
          columns: ["actual"],
          partOf: "overseasTravel",
        },
        {
          id: "overseasPersonTimes",
          label: "因公出国（境）人次（人次）",
          measure: "count",
          columns: ["actual"],
          partOf: "overseasTravel",
        },
        {
          id: "vehiclesPurchased",
          label: "公务用车购置数（辆）",
          measure: "count",
          columns: ["actual"],
          partOf: "vehiclePurchase",
        },
        { id: "vehiclesHeld", label: "公务用车保有量（辆）", measure: "count", columns: ["actual"] },
        {
          id: "domesticReceptionGroups",
          label: "国内公务接待批次（批）",
          measure: "count",
          columns: ["actual"],
          partOf: "domesticReception",
        },
        {
          id: "domesticForeignAffairsGroups",
          label: "其中：外事接待批次（批）",
          measure: "count",
          columns: ["actual"],
          indent: 1,
          together: "foreignAffairs",
          partOf: "domesticReceptionGroups",
        },
        {
          id: "domesticReceptionPersonTimes",
          label: "国内公务接待人次（人次）",
          measure: "count",
          columns: ["actual"],
          partOf: "domesticReception",
        },
        {
          id: "domesticForeignAffairsPersonTimes",
          label: "其中：外事接待人次（人次）",
          measure: "count",
          columns: ["actual"],
          indent: 1,
          together: "foreignAffairs",
          partOf: "domesticReceptionPersonTimes",
        },
        {
          id: "foreignReceptionGroups",
          label: "国（境）外公务接待批次（批）",
          measure: "count",
          columns: ["actual"],
          partOf: "foreignReception",
        },
        {
          id: "foreignReceptionPersonTimes",
          label: "国（境）外公务接待人次（人次）",
          measure: "count",
          columns: ["actual"],
          partOf: "foreignReception",
        },
      ],
    },
    columns: budgetAndActual,
    feeds: ["threePublic"],
    required: true,
    allowNegative: false,
    blank: "unknown",
  },
  {
    id: "agencyOperatingCost",
    title: "机关运行经费",
    hint: "行政单位和参公单位填列；决算数一般等于一般公共预算财政拨款基本支出中的公用经费。",
    rows: { kind: "fixed", rows: [{ id: "total", label: "机关运行经费" }] },
    columns: budgetAndActual,
    feeds: [],
    required: true,
    allowNegative: false,
    blank: "unknown",
  },
  {
    id: "procurement",
    title: "政府采购",
    hint: "填列政府采购支出总额及授予中小企业、小微企业合同金额。一列有一项填数的，其余空格按0计。",
    rows: {
      kind: "fixed",
      rows: [
        { id: "goods", label: "货物", together: "kinds" },
        { id: "works", label: "工程", together: "kinds" },
        { id: "services", label: "服务", together: "kinds" },
      ],
    },
    columns: [
      { id: "amount", label: "政府采购支出" },
      { id: "toSmallAndMedium", label: "授予中小企业合同金额", partOf: "amount" },
      { id: "toSmallAndMicro", label: "其中：授予小微企业合同金额", partOf: "toSmallAndMedium" },
    ],
    feeds: [],
    required: true,
    allowNegative: false,
    blank: "unknown",
  },
  {
    id: "stateAssets",
    title: "国有资产占用",
    hint: "填列年末车辆和大型设备数量（含各类资金购置）。没有的填0；车辆分类、设备各有一项填数的，其余空格按0计。",
    rows: {
      kind: "fixed",
      rows: [
        { id: "vehicles", label: "车辆数合计（辆）", measure: "count" },
        {
          id: "leaders",
          label: "副部（省）级及以上领导用车（辆）",
          measure: "count",
          indent: 1,
          together: "classes",
          partOf: "vehicles",
        },
        {
          id: "confidentialCommunication",
          label: "机要通信用车（辆）",
          measure: "count",
          indent: 1,
          together: "classes",
          partOf: "vehicles",
        },
        {
          id: "emergency",
          label: "应急保障用车（辆）",
          measure: "count",
          indent: 1,
          together: "classes",
          partOf: "vehicles",
        },
        {
          id: "lawEnforcement",
          label: "执法执勤用车（辆）",
          measure: "count",
          indent: 1,
          together: "classes",
          partOf: "vehicles",
        },
        {
          id: "specialTechnical",
          label: "特种专业技术用车（辆）",
          measure: "count",
          indent: 1,
          together: "classes",
          partOf: "vehicles",
        },
        {
          id: "retiredOfficials",
          label: "离退休干部用车（辆）",
          measure: "count",
          indent: 1,
          together: "classes",
          partOf: "vehicles",
        },
        { id: "other", label: "其他用车（辆）", measure: "count", indent: 1, together: "classes", partOf: "vehicles" },
        {
          id: "generalEquipmentOver500k",
          label: "单价50万元以上通用设备（台、套）",
          measure: "count",
          together: "equipment",
        },
        {
          id: "specialEquipmentOver1m",
          label: "单价100万元以上专用设备（台、套）",
          measure: "count",
          together: "equipment",
        },
      ],
    },
    columns: [{ id: "count", label: "数量" }],
    feeds: [],
    required: true,
    allowNegative: false,
    blank: "unknown",
  },
  {
    id: "staff",
    title: "人员情况",
    hint: "填列年末在职人员数，用于核实人均人员经费和公用经费。",
    rows: { kind: "fixed", rows: [{ id: "inService", label: "年末在职人员（人）", measure: "count" }] },
    columns: [{ id: "count", label: "数量" }],
    feeds: [],
    required: false,
    allowNegative: false,
    blank: "unknown",
  },
] as const satisfies readonly SheetDefinition[];

const sheetById = new Map<string, SheetDefinition>(sheets.map((sheet) => [sheet.id, sheet]));

/** The declaration of an entry sheet; `control` and `priorYear` have none: their rows are the cells of the tables. */
export function sheetDefinition(id: SheetId): SheetDefinition | undefined {
  return sheetById.get(id);
}

/** Columns a row of `fund` has on the sheet. */
export function columnsFor(sheet: SheetDefinition, fund: Fund | ""): readonly SheetColumn[] {
  if (fund === "") return sheet.columns;
  return sheet.columns.filter((column) => !column.funds || column.funds.includes(fund));
}

export type AddressProblem =
  | "unknownSheet"
  | "unknownRow"
  | "unknownFund"
  | "unknownColumn"
  | "unknownSubject"
  | "notItemLevel"
  | "wrongFund";

export const addressProblemMessages: Record<AddressProblem, string> = {
  unknownSheet: "没有这张填报表。请刷新页面后重试。",
  unknownRow: "没有这一行。请刷新页面后重试。",
  unknownFund: "没有这种资金性质。请刷新页面后重试。",
  unknownColumn: "没有这一列。请刷新页面后重试。",
  unknownSubject: "该科目不在本年度科目表中。请用科目选择框选取本年度科目。",
  notItemLevel: "须填到最末级科目（功能分类到项、经济分类到款）。请选取下级科目。",
  wrongFund: "该科目不属于这种资金性质。请核对科目和资金性质。",
};

/**
 * Whether a fact may be stored at the address: the sheet, row, fund and column exist and the subject is
 * a bottom-level subject of the year's catalogue that belongs to the fund of its row or column (L-01, L-05). `undefined` when it may.
 */
export function addressProblem(
  address: FactAddress,
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): AddressProblem | undefined {
  // Control totals and hand-entered prior-year figures sit beside a table cell, whose id is checked when the tables are built.
  if (address.sheet === "control" || address.sheet === "priorYear")
    return address.fund === "" &&
      address.column === "amount" &&
      /^[A-Za-z]+\.[A-Za-z0-9]+\.[A-Za-z]+$/.test(address.row)
      ? undefined
      : "unknownRow";
  const sheet = sheetDefinition(address.sheet);
  if (!sheet) return "unknownSheet";
  if (sheet.funds ? address.fund === "" || !sheet.funds.includes(address.fund) : address.fund !== "")
    return "unknownFund";
  if (sheet.rows.kind === "balance" && address.fund !== "governmentFund") {
    const row = sheet.rows.rows.find(({ id }) => id === address.row);
    if (!row || row.id !== address.fund) return "unknownRow";
    return row.columns?.includes(address.column) ? undefined : "unknownColumn";
  }
  if (!columnsFor(sheet, address.fund).some(({ id }) => id === address.column)) return "unknownColumn";
  if (sheet.rows.kind === "fixed") {
    const row = sheet.rows.rows.find(({ id }) => id === address.row);
    if (!row) return "unknownRow";
    return row.columns && !row.columns.includes(address.column) ? "unknownColumn" : undefined;
  }
  return subjectProblem(address, sheet, catalogues);
}

function subjectProblem(
  address: FactAddress,
  sheet: SheetDefinition,
  { functional, economic }: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): AddressProblem | undefined {
  const catalogue = sheet.rows.kind === "economic" ? economic : functional;
  const bottom = sheet.rows.kind === "economic" ? 2 : 3;
  const level = levelOfCode(catalogue.classification, address.row);
  if (level !== undefined && level < bottom && catalogue.get(address.row)) return "notItemLevel";
  if (!catalogue.get(address.row)) return "unknownSubject";
  const appropriation = catalogue === functional ? appropriationAt(address) : null;
  return appropriation !== null && functional.appropriationOf(address.row) !== appropriation ? "wrongFund" : undefined;
}

/** The appropriation that an amount by functional subject comes from: that of its row, of 收入 that of its column; `null` for other money. */
export function appropriationAt({
  sheet,
  fund,
  column,
}: Pick<FactAddress, "sheet" | "fund" | "column">): Appropriation | null {
  const named: string = sheet === "income" ? column : fund;
  return appropriations.find((each) => each === named) ?? null;
}

/** What a fact at the address measures. */
export function measureOf(address: FactAddress): Measure {
  const sheet = sheetDefinition(address.sheet);
  if (sheet?.rows.kind !== "fixed") return "money";
  return sheet.rows.rows.find(({ id }) => id === address.row)?.measure ?? "money";
}

/** Whether a negative amount may stand at the address (refunds; L-06 asks for an explanation). */
export function allowsNegative(address: FactAddress): boolean {
  if (address.sheet === "control" || address.sheet === "priorYear") return true;
  return sheetDefinition(address.sheet)?.allowNegative ?? false;
}
