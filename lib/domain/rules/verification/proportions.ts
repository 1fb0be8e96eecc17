import { factKey } from "../../facts/address";
import { rowsOfTable } from "../../model/account-layout";
import type { Program } from "../../model/program";
import { parentCodeOf } from "../../subjects/catalogue";
import { cellId, type CellId } from "../../tables/definition";
import type { CheckContext, Rule } from "../rule";
import { askAll, cellFigure, exceedsShare, factFigure, FEN_PER_YUAN, limitsOf, moneyIn, percent, verification, type Ask } from "../ask";

const statistic = (row: string) => factKey("threePublic", row, "", "actual");
const economic = (code: string) => cellId("generalPublicBasicExpenditure", code, "amount");

/** Money per group, guest or vehicle against the district's limit. */
function perCount(program: Program, context: CheckContext, asked: { money: string; count: string; label: string; per: string; limit: number }[]): Ask[] {
  const money = moneyIn({ ...context, precision: "fen" });
  return asked.map(({ money: amount, count, label, per, limit }) => ({
    place: count,
    left: factFigure(program, statistic(amount)),
    right: factFigure(program, statistic(count)),
    isOdd: (spent, number) => number > 0 && spent > number * limit * FEN_PER_YUAN,
    message: (spent, number) => `${label} ${money(spent)}，平均${per} ${money(Math.round(spent / number))}，超过 ${money(limit * FEN_PER_YUAN)}的限额。请核对金额和数量，或说明原因。`,
    facts: [statistic(amount), statistic(count)],
  }));
}

const staff = factKey("staff", "inService", "", "count");

/** 人员经费 and 公用经费 for each of the staff; nothing is asked while nobody has said how many there are. */
function perHead(program: Program, context: CheckContext): Ask[] {
  const limits = limitsOf(context);
  const money = moneyIn({ ...context, precision: "fen" });
  const ask = (row: "personnelCost" | "runningCost", label: string, least: number, most: number): Ask => ({
    place: row,
    left: cellFigure(program, economic(row)),
    right: factFigure(program, staff),
    isOdd: (spent, heads) => heads > 0 && (spent > heads * most * FEN_PER_YUAN || spent < heads * least * FEN_PER_YUAN),
    message: (spent, heads) =>
      `${label} ${money(spent)}，年末在职人员 ${heads} 人，人均 ${money(Math.round(spent / heads))}，${spent > heads * most * FEN_PER_YUAN ? `超过 ${money(most * FEN_PER_YUAN)}` : `低于 ${money(least * FEN_PER_YUAN)}`}。请核对金额和人数，或说明原因。`,
    cells: [economic(row)],
    facts: [staff],
  });
  return [ask("personnelCost", "人员经费", limits.personnelPerHeadLeastYuan, limits.personnelPerHeadMostYuan), ask("runningCost", "公用经费", 0, limits.runningPerHeadYuan)];
}

/** A cell, and its name for when it is spoken of. */
type Labelled = readonly [id: CellId, label: () => string];

/** A part of a whole against the share it may have. */
function share(program: Program, context: CheckContext, place: string, part: Labelled, whole: Labelled, limit: number): Ask {
  const money = moneyIn(context);
  return {
    place,
    left: cellFigure(program, part[0]),
    right: cellFigure(program, whole[0]),
    isOdd: (value, total) => exceedsShare(value, total, limit),
    message: (value, total) => `${part[1]()} ${money(value)}，占${whole[1]()} ${money(total)}的 ${percent(value, total)}，超过 ${limit}%。请核对列支科目，或说明原因。`,
    cells: [part[0], whole[0]],
  };
}

const otherSubjects = [
  ["30199", "301"],
  ["30299", "302"],
  ["31099", "310"],
  ["39999", "399"],
] as const;

function sharesOfBasicExpenditure(program: Program, context: CheckContext): Ask[] {
  const { runningCostPercent, otherSubjectPercent } = limitsOf(context);
  const named = (code: string) => () => `“${code} ${context.economic.get(code)?.name ?? ""}”`;
  return [
    share(program, context, "runningCost", [economic("runningCost"), () => "公用经费"], [cellId("generalPublicExpenditure", "total", "basic"), () => "基本支出"], runningCostPercent),
    ...otherSubjects.map(([other, category]) => share(program, context, other, [economic(other), named(other)], [economic(category), named(category)], otherSubjectPercent)),
  ];
}

/** The “其他” 项 of every 款 that offers more than it. */
function sharesOfOtherItems(program: Program, context: CheckContext): Ask[] {
  const { otherItemPercent } = limitsOf(context);
  const named = (code: string) => () => `“${code} ${context.functional.get(code)?.name ?? ""}”`;
  const { layout } = program;
  const sharesIn = (table: string, title: string) =>
    rowsOfTable(layout, table).byLevel.item.flatMap((row) => {
      const id = layout.ids[row]!;
      if (!id.endsWith("99")) return [];
      const group = parentCodeOf("functional", id);
      if (group === undefined || context.functional.children(group).length < 2) return [];
      return [share(program, context, `${table}.${id}`, [cellId(table, id, "total"), () => `${title}${named(id)()}`], [cellId(table, group, "total"), named(group)], otherItemPercent)];
    });
  const all = sharesIn("expenditure", "支出");
  const byItem = new Map(all.map((ask) => [ask.place.split(".")[1], ask]));
  const general = sharesIn("generalPublicExpenditure", "一般公共预算财政拨款支出").map((ask): Ask => {
    const whole = byItem.get(ask.place.split(".")[1]);
    // Where nothing else is spent on the subject, table 05 would only say it again.
    return { ...ask, isOdd: (value, total) => ask.isOdd(value, total) && !(whole?.left() === value && whole.right() === total) };
  });
  return [...all, ...general];
}

/** V-12, V-13, V-16, V-21, V-24: averages and shares. */
export const proportionRules: readonly Rule[] = [
  {
    id: "V-12",
    ...verification,
    scope: "form",
    title: "国内公务接待人均、每批次费用在限额以内",
    advice: "请核对金额和数量，或说明原因。",
    prepare: (program, context) => {
      const { receptionPerPersonYuan, receptionPerGroupYuan } = limitsOf(context);
      return askAll(
        perCount(program, context, [
          { money: "domesticReception", count: "domesticReceptionPersonTimes", label: "国内接待费", per: "每人次", limit: receptionPerPersonYuan },
          { money: "domesticReception", count: "domesticReceptionGroups", label: "国内接待费", per: "每批次", limit: receptionPerGroupYuan },
        ]),
      );
    },
  },
  {
    id: "V-13",
    ...verification,
    scope: "form",
    title: "每辆公务用车的运行维护费在限额以内",
    advice: "请核对金额和数量，或说明原因。",
    prepare: (program, context) =>
      askAll(perCount(program, context, [{ money: "vehicleOperation", count: "vehiclesHeld", label: "公务用车运行维护费", per: "每辆", limit: limitsOf(context).vehicleOperationYuan }])),
  },
  {
    id: "V-16",
    ...verification,
    scope: "crossTable",
    title: "公用经费占基本支出、“其他”款占该类的比重不超过规定",
    advice: "请核对列支科目，或说明原因。",
    prepare: (program, context) => askAll(sharesOfBasicExpenditure(program, context)),
  },
  {
    id: "V-17",
    ...verification,
    scope: "crossTable",
    title: "人均人员经费、人均公用经费在规定范围以内",
    advice: "请核对金额和人数，或说明原因。",
    prepare: (program, context) => askAll(perHead(program, context)),
  },
  {
    id: "V-21",
    ...verification,
    scope: "withinTable",
    title: "其他收入占本年收入的比重不超过规定",
    advice: "请核对收入来源，或说明原因。",
    prepare: (program, context) =>
      askAll([share(program, context, "otherIncome", [cellId("income", "total", "otherIncome"), () => "其他收入"], [cellId("income", "total", "total"), () => "本年收入合计"], limitsOf(context).otherIncomePercent)]),
  },
  {
    id: "V-24",
    ...verification,
    scope: "withinTable",
    title: "“其他”项级科目占该款支出的比重不超过规定",
    advice: "请核对列支科目，或说明原因。",
    prepare: (program, context) => askAll(sharesOfOtherItems(program, context)),
  },
];
