import { quoted } from "../../words/quoted";
import { cell, sum, type Term } from "../../formats/expressions";
import { cellOf, factKeyOfRow, type FactRowOf, namedFactKey, type RuleTermName } from "../../formats/names";
import type { SubjectCode } from "../../words/subjects/catalogue";
import type { FactKey } from "../../words/fact-address";
import { threePublicItems } from "../../words/three-public";
import type { EntrySheets } from "../../formats/entry-sheets";
import type { Comparison } from "../../engine/contract";
import type { CheckContext, Observation, Rule } from "../rule/rule";
import { vehicleCounts } from "../rule/vehicle-counts";

const explain = {
  ruleClass: "logic",
  severity: "explain",
  basis: "部门决算报表审核要求（功能分类与经济分类）",
  scope: "crossTable",
} as const;
const economic = (code: SubjectCode) => cellOf("generalPublicBasicExpenditure", code, "amount");
const basic = (code: SubjectCode) => cellOf("generalPublicExpenditure", code, "basic");

function equal(left: readonly Term<RuleTermName>[], right: readonly Term<RuleTermName>[]): Comparison {
  return { left: sum(...left), operator: "=", right: sum(...right) };
}

/** Contributions that stand under an economic and under a functional subject. */
export const twiceEntered = [
  { economic: ["30108"], functional: ["2080505"] },
  { economic: ["30109"], functional: ["2080506"] },
  { economic: ["30110", "30111"], functional: ["2101101", "2101102", "2101103"] },
  { economic: ["30113"], functional: ["2210201"] },
] as const;
const [pension, annuity, medicine, housing] = twiceEntered.map(({ economic: left, functional: right }) =>
  equal(left.map(economic), right.map(basic)),
);

const actualColumns = {
  overseasTravel: "actualOverseasTravel",
  vehiclePurchase: "actualVehiclePurchase",
  vehicleOperation: "actualVehicleOperation",
  officialReception: "actualOfficialReception",
} as const;

/** “三公” items with their column in the table of “三公” spending and the economic subject that they contain. */
export const threePublicParts = threePublicItems.map(({ id, subject }) => ({
  item: id,
  column: actualColumns[id],
  subject,
}));

/** Appropriated spending that table 06 does not show: projects, and what funds and state capital pay. */
const appropriationsOutsideTable06 = sum(
  cell("generalPublicExpenditure.total.project"),
  cell("governmentFund.total.total"),
  cell("stateCapital.total.total"),
);

type Statistic = FactRowOf<"threePublic">;

/** Pairs of money and counts that imply each other (L-17). */
const impliedCounts: readonly {
  money: Statistic;
  count: Statistic;
  persons?: Statistic;
  bothWays: boolean;
  message: string;
}[] = [
  {
    money: "vehiclePurchase",
    count: "vehiclesPurchased",
    bothWays: true,
    message: "公务用车购置费与购置数应同时有数或同时为零。",
  },
  {
    money: "vehicleOperation",
    count: "vehiclesHeld",
    bothWays: false,
    message: "有公务用车运行维护费的，保有量应大于零。",
  },
  {
    money: "domesticReception",
    count: "domesticReceptionGroups",
    persons: "domesticReceptionPersonTimes",
    bothWays: true,
    message: "国内接待费与接待批次应同时有数或同时为零，且人次不少于批次。",
  },
  {
    money: "foreignReception",
    count: "foreignReceptionGroups",
    persons: "foreignReceptionPersonTimes",
    bothWays: true,
    message: "国（境）外接待费与接待批次应同时有数或同时为零，且人次不少于批次。",
  },
  {
    money: "overseasTravel",
    count: "overseasGroups",
    persons: "overseasPersonTimes",
    bothWays: true,
    message: "因公出国（境）费与团组数应同时有数或同时为零，且人次不少于团组数。",
  },
];

const statistic = (row: Statistic) => namedFactKey("threePublic", row, "", "actual");

function labelOfStatistic(sheets: EntrySheets, key: FactKey): string {
  const rows = sheets.find("threePublic")?.rows;
  const row =
    rows?.kind === "fixed" && rows.rows.find(({ id }) => factKeyOfRow("threePublic", id, "", "actual") === key);
  return row ? row.label.replace(/^其中：/, "") : key;
}

/** Each pair with the keys of its facts. */
const implied = impliedCounts.map(({ money, count, persons, ...rest }) => ({
  ...rest,
  place: money,
  money: statistic(money),
  count: statistic(count),
  persons: persons === undefined ? null : statistic(persons),
}));

function checkImpliedCounts(sheets: EntrySheets, { facts: entered }: CheckContext): Observation[] {
  if (!entered) return [];
  const read = (key: FactKey) => entered.amounts.get(key) ?? 0;
  return implied.flatMap(({ place, money, count, persons, bothWays, message }) => {
    const [spent, counted] = [read(money), read(count)];
    const broken =
      (spent > 0 && counted === 0) ||
      (bothWays && spent === 0 && counted > 0) ||
      (persons !== null && read(persons) < counted);
    if (!broken) return [];
    const involved = [money, count, ...(persons === null ? [] : [persons])];
    const blanks = involved
      .filter((key) => !entered.amounts.has(key))
      .map((key) => quoted(labelOfStatistic(sheets, key)));
    const advice = blanks.length > 0 ? `${blanks.join("、")}未填，请填写或核对。` : "请核对金额和数量。";
    return [{ place, message: `“三公”经费：${message}${advice}`, facts: involved }];
  });
}

/** L-12 … L-18: figures that are entered twice by nature must agree. */
export const consistencyRules: readonly Rule[] = [
  {
    id: "L-12",
    ...explain,
    title: "30108、30109与2080505、2080506一般公共预算基本支出一致",
    advice: "缴费全部列一般公共预算基本支出的，两者应相等；不相等请说明。",
    comparisons: [pension!, annuity!],
  },
  {
    id: "L-13",
    ...explain,
    title: "30110、30111与2101101、2101102、2101103一般公共预算基本支出一致",
    advice: "不相等请说明。",
    comparisons: [medicine!],
  },
  {
    id: "L-14",
    ...explain,
    title: "30113与2210201一般公共预算基本支出一致；2210202、2210203列入30102",
    advice: "不一致请说明。",
    comparisons: [
      housing!,
      { left: sum(basic("2210202"), basic("2210203")), operator: "<=", right: sum(economic("30102")) },
    ],
  },
  {
    id: "L-15",
    ...explain,
    severity: "hint",
    title: "30301、30302与2080501、2080502一般公共预算基本支出接近",
    advice: "请核对离退休费的列支科目。",
    // Units that pay small supplements to pensioners book them under 行政运行: only a unit that uses the subjects is asked.
    comparisons: [
      { ...equal([economic("30301"), economic("30302")], [basic("2080501"), basic("2080502")]), missing: "skip" },
    ],
  },
  {
    id: "L-16",
    ...explain,
    severity: "blocking",
    title: "“三公”经费决算数不小于基本支出中的对应经济分类科目；没有财政拨款项目支出的两者相等",
    advice: "“三公”经费包含基本支出和项目支出，请核对。",
    comparisons: threePublicParts.flatMap(({ column, subject }) => {
      const sides = { left: sum(cellOf("threePublic", "figures", column)), right: sum(economic(subject)) };
      return [
        { ...sides, operator: ">=" },
        { ...sides, operator: "<=", whileZero: appropriationsOutsideTable06 },
      ];
    }),
  },
  {
    id: "L-17",
    ...explain,
    needs: "facts",
    severity: "blocking",
    basis: "部门决算相关信息统计表",
    scope: "form",
    title: "“三公”经费金额与数量相互对应",
    advice: "请核对金额和数量。",
    prepare: (figures, context) => () => checkImpliedCounts(figures.tableSet.sheets, context),
  },
  {
    id: "L-18",
    ...explain,
    severity: "blocking",
    basis: "部门决算相关信息统计表",
    scope: "form",
    ...vehicleCounts([
      "leaders",
      "confidentialCommunication",
      "emergency",
      "lawEnforcement",
      "specialTechnical",
      "retiredOfficials",
      "other",
    ]),
  },
];
