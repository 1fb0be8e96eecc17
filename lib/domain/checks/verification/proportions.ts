import type { RowNumber } from "../../engine/contract";
import { parentCodeOf, quotedSubject, type SubjectCode } from "../../words/subjects/catalogue";
import { cellId, namedFactKey, type FactRowOf, type RowOf } from "../../formats/names";
import { cellIdOf, type CellId } from "../../words/cell-id";
import { cellFigure, columnFigure, factFigure, itemRows, type Asked } from "../rule/asked-figures";
import type { FunctionRule, Rule } from "../rule/rule";
import type { ThresholdId } from "../../words/thresholds";
import {
  askAll,
  askRows,
  exceedsShare,
  FEN_PER_YUAN,
  limitsOf,
  money,
  percent,
  verification,
  yuan,
  type Ask,
} from "../rule/ask";
import { together } from "../performance/performance-rule";

const statistic = (row: FactRowOf<"threePublic">) => namedFactKey("threePublic", row, "", "actual");
const economic = (row: RowOf<"generalPublicBasicExpenditure">) =>
  cellId("generalPublicBasicExpenditure", row, "amount");

/** Money per group, guest or vehicle against the district's limit. */
function perCount({
  money: amount,
  count,
  label,
  per,
  limit: id,
}: {
  money: FactRowOf<"threePublic">;
  count: FactRowOf<"threePublic">;
  label: string;
  per: string;
  limit: ThresholdId;
}): Ask {
  const limit = ({ context }: Asked) => limitsOf(context)[id] * FEN_PER_YUAN;
  return {
    place: count,
    left: factFigure(statistic(amount)),
    right: factFigure(statistic(count)),
    isOdd: (spent, number, asked) => number > 0 && spent > number * limit(asked),
    message: (spent, number, asked) =>
      `${label} ${yuan(spent)}，平均${per} ${yuan(Math.round(spent / number))}，超过 ${yuan(limit(asked))}的限额。请核对金额和数量，或说明原因。`,
    facts: [statistic(amount), statistic(count)],
  };
}

const staff = namedFactKey("staff", "inService", "", "count");

/** 人员经费 or 公用经费 for each of the staff; nothing is asked while nobody has said how many there are. */
function perHead(
  row: "personnelCost" | "runningCost",
  label: string,
  leastId: ThresholdId | null,
  mostId: ThresholdId,
): Ask {
  const least = ({ context }: Asked) => (leastId === null ? 0 : limitsOf(context)[leastId]) * FEN_PER_YUAN;
  const most = ({ context }: Asked) => limitsOf(context)[mostId] * FEN_PER_YUAN;
  return {
    place: row,
    left: cellFigure(economic(row)),
    right: factFigure(staff),
    isOdd: (spent, heads, asked) => heads > 0 && (spent > heads * most(asked) || spent < heads * least(asked)),
    message: (spent, heads, asked) =>
      `${label} ${yuan(spent)}，年末在职人员 ${heads} 人，人均 ${yuan(Math.round(spent / heads))}，${spent > heads * most(asked) ? `超过 ${yuan(most(asked))}` : `低于 ${yuan(least(asked))}`}。请核对金额和人数，或说明原因。`,
    cells: [economic(row)],
    facts: [staff],
  };
}

/** A cell, and its name for when it is spoken of. */
type Labelled = readonly [id: CellId, label: (asked: Asked) => string];

function shareMessage(part: string, value: number, whole: string, total: number, limit: number, asked: Asked): string {
  return `${part} ${money(value, asked)}，占${whole} ${money(total, asked)}的 ${percent(value, total)}，超过 ${limit}%。请核对列支科目，或说明原因。`;
}

/** A part of a whole against the share it may have. */
function share(place: string, part: Labelled, whole: Labelled, limit: ThresholdId): Ask {
  return {
    place,
    left: cellFigure(part[0]),
    right: cellFigure(whole[0]),
    isOdd: (value, total, { context }) => exceedsShare(value, total, limitsOf(context)[limit]),
    message: (value, total, asked) =>
      shareMessage(part[1](asked), value, whole[1](asked), total, limitsOf(asked.context)[limit], asked),
    cells: [part[0], whole[0]],
  };
}

const otherSubjects = [
  ["30199", "301"],
  ["30299", "302"],
  ["31099", "310"],
  ["39999", "399"],
] as const;

const economicSubject = (code: SubjectCode): Labelled => [
  economic(code),
  ({ context }) => quotedSubject(context.economic, code),
];

const sharesOfBasicExpenditure: readonly Ask[] = [
  share(
    "runningCost",
    [economic("runningCost"), () => "公用经费"],
    [cellId("generalPublicExpenditure", "total", "basic"), () => "基本支出"],
    "runningCostPercent",
  ),
  ...otherSubjects.map(([other, category]) =>
    share(other, economicSubject(other), economicSubject(category), "otherSubjectPercent"),
  ),
];

/** The 款 of an “其他” 项 that offers more than it; `undefined` for every other row. */
function groupOfOther({ figures, context: { functional } }: Asked, row: RowNumber): string | undefined {
  const id = figures.idOfRow(row);
  if (!id.endsWith("99")) return undefined;
  const group = parentCodeOf("functional", id);
  return group !== undefined && functional.children(group).length >= 2 ? group : undefined;
}

const ofSpending = columnFigure("expenditure", "total");
const parentOf = ({ figures }: Asked, row: RowNumber) => figures.rowAbove(row);

/** The “其他” 项 of every 款 that offers more than it. */
function sharesOfOtherItems(
  table: "expenditure" | "generalPublicExpenditure",
  title: string,
  isSaidAlready: (row: RowNumber, value: number, total: number, asked: Asked) => boolean,
): FunctionRule["prepare"] {
  const total = columnFigure(table, "total");
  return askRows({
    rows: (asked) => itemRows(asked, table).filter((row) => groupOfOther(asked, row) !== undefined),
    left: total,
    right: (asked, row) => total(asked, parentOf(asked, row)),
    isOdd: (value, whole, asked, row) =>
      exceedsShare(value, whole, limitsOf(asked.context).otherItemPercent) && !isSaidAlready(row, value, whole, asked),
    describe: (row, value, whole, asked) => {
      const { figures, context } = asked;
      const id = figures.idOfRow(row);
      const group = groupOfOther(asked, row)!;
      const named = (code: string) => quotedSubject(context.functional, code);
      return {
        place: `${table}.${id}`,
        message: shareMessage(
          `${title}${named(id)}`,
          value,
          named(group),
          whole,
          limitsOf(context).otherItemPercent,
          asked,
        ),
        cells: [cellIdOf(table, id, "total"), cellIdOf(table, group, "total")],
      };
    },
  });
}

/** V-12, V-13, V-16, V-21, V-24: averages and shares. */
export const proportionRules: readonly Rule[] = [
  {
    id: "V-12",
    ...verification,
    scope: "form",
    title: "国内公务接待人均、每批次费用在限额以内",
    advice: "请核对金额和数量，或说明原因。",
    prepare: askAll([
      perCount({
        money: "domesticReception",
        count: "domesticReceptionPersonTimes",
        label: "国内接待费",
        per: "每人次",
        limit: "receptionPerPersonYuan",
      }),
      perCount({
        money: "domesticReception",
        count: "domesticReceptionGroups",
        label: "国内接待费",
        per: "每批次",
        limit: "receptionPerGroupYuan",
      }),
    ]),
  },
  {
    id: "V-13",
    ...verification,
    scope: "form",
    title: "每辆公务用车的运行维护费在限额以内",
    advice: "请核对金额和数量，或说明原因。",
    prepare: askAll([
      perCount({
        money: "vehicleOperation",
        count: "vehiclesHeld",
        label: "公务用车运行维护费",
        per: "每辆",
        limit: "vehicleOperationYuan",
      }),
    ]),
  },
  {
    id: "V-16",
    ...verification,
    scope: "crossTable",
    title: "公用经费占基本支出、“其他”款占该类的比重不超过规定",
    advice: "请核对列支科目，或说明原因。",
    prepare: askAll(sharesOfBasicExpenditure),
  },
  {
    id: "V-17",
    ...verification,
    scope: "crossTable",
    title: "人均人员经费、人均公用经费在规定范围以内",
    advice: "请核对金额和人数，或说明原因。",
    prepare: askAll([
      perHead("personnelCost", "人员经费", "personnelPerHeadLeastYuan", "personnelPerHeadMostYuan"),
      perHead("runningCost", "公用经费", null, "runningPerHeadYuan"),
    ]),
  },
  {
    id: "V-21",
    ...verification,
    scope: "withinTable",
    title: "其他收入占本年收入的比重不超过规定",
    advice: "请核对收入来源，或说明原因。",
    prepare: askAll([
      share(
        "otherIncome",
        [cellId("income", "total", "otherIncome"), () => "其他收入"],
        [cellId("income", "total", "total"), () => "本年收入合计"],
        "otherIncomePercent",
      ),
    ]),
  },
  {
    id: "V-24",
    ...verification,
    scope: "withinTable",
    title: "“其他”项级科目占该款支出的比重不超过规定",
    advice: "请核对列支科目，或说明原因。",
    prepare: together(
      sharesOfOtherItems("expenditure", "支出", () => false),
      // Where nothing else is spent on the subject, table 05 would only say it again.
      sharesOfOtherItems(
        "generalPublicExpenditure",
        "一般公共预算财政拨款支出",
        (row, value, whole, asked) =>
          ofSpending(asked, row) === value && ofSpending(asked, parentOf(asked, row)) === whole,
      ),
    ),
  },
];
