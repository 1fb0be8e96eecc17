/**
 * Parameters of the 核实性 checks (domain-rules §5.3). A fiscal year stores the ones its district has changed, by id;
 * everything else keeps its initial value. Amounts are in yuan, shares in percent, scores in points.
 */
export interface ThresholdDefinition {
  id: string;
  label: string;
  unit: "percent" | "yuan" | "points";
  initial: number;
  /** Ids of the rules that read it: V of a unit's accounts, S of a sum. */
  rules: readonly string[];
}

export const thresholdDefinitions = [
  {
    id: "budgetDeviationPercent",
    label: "支出决算数与年初预算数的差异率，超过的须说明",
    unit: "percent",
    initial: 20,
    rules: ["V-10"],
  },
  {
    id: "budgetDeviationYuan",
    label: "支出决算数与年初预算数的差额，超过的须说明",
    unit: "yuan",
    initial: 1_000_000,
    rules: ["V-10"],
  },
  {
    id: "yearOnYearPercent",
    label: "与上年相比的增减率，超过的须说明",
    unit: "percent",
    initial: 20,
    rules: ["V-11", "V-35"],
  },
  { id: "receptionPerPersonYuan", label: "国内公务接待人均费用上限", unit: "yuan", initial: 150, rules: ["V-12"] },
  { id: "receptionPerGroupYuan", label: "国内公务接待每批次费用上限", unit: "yuan", initial: 2_000, rules: ["V-12"] },
  { id: "vehicleOperationYuan", label: "每辆公务用车运行维护费上限", unit: "yuan", initial: 30_000, rules: ["V-13"] },
  { id: "runningCostPercent", label: "公用经费占基本支出的比重上限", unit: "percent", initial: 50, rules: ["V-16"] },
  {
    id: "otherSubjectPercent",
    label: "“其他”款占该类经济分类支出的比重上限",
    unit: "percent",
    initial: 30,
    rules: ["V-16"],
  },
  { id: "personnelPerHeadLeastYuan", label: "人均人员经费下限", unit: "yuan", initial: 50_000, rules: ["V-17"] },
  { id: "personnelPerHeadMostYuan", label: "人均人员经费上限", unit: "yuan", initial: 300_000, rules: ["V-17"] },
  { id: "runningPerHeadYuan", label: "人均公用经费上限", unit: "yuan", initial: 100_000, rules: ["V-17"] },
  {
    id: "closingBalancePercent",
    label: "年末结转和结余占本年收入的比重上限",
    unit: "percent",
    initial: 20,
    rules: ["V-18"],
  },
  {
    id: "smallDifferencePercent",
    label: "通常一致的项目之间视为微小的差异率",
    unit: "percent",
    initial: 1,
    rules: ["V-20"],
  },
  { id: "otherIncomePercent", label: "其他收入占本年收入的比重上限", unit: "percent", initial: 10, rules: ["V-21"] },
  { id: "reasonChangePercent", label: "决算说明中的增减率，超过的须写明原因", unit: "percent", initial: 0, rules: [] },
  { id: "reasonChangeYuan", label: "决算说明中的增减额，超过的须写明原因", unit: "yuan", initial: 0, rules: [] },
  {
    id: "procurementPercent",
    label: "政府采购支出占商品和服务支出、资本性支出及项目支出合计的比重上限",
    unit: "percent",
    initial: 80,
    rules: ["V-36"],
  },
  {
    id: "equipmentYuan",
    label: "设备购置支出，超过的应有政府采购支出",
    unit: "yuan",
    initial: 50_000,
    rules: ["V-36"],
  },
  {
    id: "scoreSpreadPoints",
    label: "项目自评最高分与最低分的差距，小于的须核对",
    unit: "points",
    initial: 3,
    rules: ["V-32"],
  },
  {
    id: "otherItemPercent",
    label: "“其他”项级科目占该款支出的比重上限",
    unit: "percent",
    initial: 50,
    rules: ["V-24"],
  },
  {
    id: "totalChangePercent",
    label: "汇总数与上年相比的增减率，与增减额都超过的须说明",
    unit: "percent",
    initial: 20,
    rules: ["S-19"],
  },
  {
    id: "totalChangeYuan",
    label: "汇总数与上年相比的增减额，与增减率都超过的须说明",
    unit: "yuan",
    initial: 1_000_000,
    rules: ["S-19"],
  },
  {
    id: "totalThreePublicRiseYuan",
    label: "汇总“三公”经费比上年增加的金额，超过的须说明",
    unit: "yuan",
    initial: 0,
    rules: ["S-20"],
  },
  {
    id: "totalClosingBalancePercent",
    label: "汇总年末结转和结余占本年收入的比重上限",
    unit: "percent",
    initial: 20,
    rules: ["S-22"],
  },
] as const satisfies readonly ThresholdDefinition[];

export type ThresholdId = (typeof thresholdDefinitions)[number]["id"];
export type Thresholds = Readonly<Record<ThresholdId, number>>;

/** A limit with its unit: 20%, 1,000,000 元. */
export function thresholdText({ unit }: Pick<ThresholdDefinition, "unit">, value: number): string {
  if (unit === "percent") return `${value}%`;
  return `${value.toLocaleString("en-US")} ${unit === "yuan" ? "元" : "分"}`;
}

/**
 * The thresholds in force: what the fiscal year stores, and initial values for the rest. Unknown names and values that
 * are no share or amount are passed over.
 */
export function thresholdsOf(stored?: Readonly<Record<string, unknown>>): Thresholds {
  return stored ? readThresholds(stored) : initialThresholds;
}

function readThresholds(stored: Readonly<Record<string, unknown>>): Thresholds {
  return Object.fromEntries(
    thresholdDefinitions.map(({ id, initial }) => {
      const value = stored[id];
      return [id, typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : initial];
    }),
  ) as Record<ThresholdId, number>;
}

const initialThresholds = readThresholds({});
