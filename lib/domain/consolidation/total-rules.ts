/**
 * The rules of a sum. Those of a unit do not hold for a mixture as they stand: errors cancel, conditions on kinds of unit
 * fall silent, thresholds mean other things. A sum has its own (S-01 …), those about its size with thresholds of its own,
 * and of a unit's the balances that are true of every sum, B-64 among them.
 */
import type { Rule } from "../checks/rule/rule";
import { rulesInForce } from "../checks/rules-in-force";
import type { Format } from "../formats/define";
import { dayText } from "../register/days";
import { formatYuan } from "../words/amounts";
import { differenceOfPair, transferKind, type TransferPair } from "../words/counterparts";
import type { FactKey } from "../words/fact-address";
import type { Severity } from "../words/finding";
import { openingAdjustmentKind, placeOfAdjustment } from "../words/opening-adjustments";
import { circlesOf, leftDifference, type AsidePayment, type Elimination } from "./elimination";
import type { DepartmentMove } from "./scope";
import type { NotAdded } from "./sum-of-facts";
import type { AnsweredQuestion } from "./total-questions";

/** A unit whose version is added up. */
export interface TotalMember {
  unitId: string;
  /** Findings that have to be corrected; `null`: not checked since the last change. */
  blocking: number | null;
  /** Inputs that are no amount, which a sum cannot have. */
  unreadable: number;
}

/** A unit that belongs to the total and is not in it. */
export interface MissingMember {
  unitId: string;
  /** 未开始, 填报中 … */
  state: string;
}

/** A unit that is in the sum of one of two years alone, with what the register says of it. */
export interface ComingOrGoing {
  unitId: string;
  /** Sentences without their full stop; empty where the register says nothing. */
  because: readonly string[];
}

/** Whose accounts a sum is made of, beside those of last year. */
export interface Composition {
  /** Units with accounts of last year in the same scope; `null`: nothing is known of it. */
  unitsLastYear: number | null;
  come: readonly ComingOrGoing[];
  gone: readonly ComingOrGoing[];
  /** How many units of each kind, in words, the most first. */
  kinds: readonly { label: string; units: number }[];
  /** Units that are added and need not publish the year. */
  exempt: readonly string[];
  /** Units that are added and ended within the year. */
  ended: readonly string[];
}

/** Everything that the rules of a sum look at. */
export interface TotalSubject {
  members: readonly TotalMember[];
  missing: readonly MissingMember[];
  elimination: Elimination;
  /** Of the sum of the units. */
  amounts: ReadonlyMap<FactKey, number>;
  notAdded: readonly NotAdded[];
  /** Units of which nothing is known of last year. */
  withoutPriorYear: readonly string[];
  moves: readonly DepartmentMove[];
  /** About its figures, with the units behind each. */
  questions: readonly AnsweredQuestion[];
  composition: Composition;
  /** Adjustments that are written and not approved. */
  openAdjustments: number;
  /** What the bureau has settled of the pairs that are left, by payer, receiver and kind; as in `isSettled`. */
  isSettled: (pair: TransferPair) => boolean;
  nameOf: (unitId: string) => string;
  labelOf: (key: FactKey) => string;
}

export interface TotalFinding {
  ruleId: string;
  severity: Severity;
  /** Rule and place. */
  key: string;
  message: string;
  /** The units that it is about. */
  units: readonly string[];
}

type Observation = Omit<TotalFinding, "ruleId" | "severity" | "key"> & { place: string };

export interface TotalRule {
  id: string;
  severity: Severity;
  title: string;
  basis: string;
  observe: (subject: TotalSubject) => readonly Observation[];
}

const law = "部门决算管理办法（财库〔2021〕36号）：汇总与内部往来抵销";
const form = "部门决算报表编制说明（汇总）";

function pairInWords({ payer, receiver, kind, paid, received }: TransferPair, { nameOf }: TotalSubject): string {
  const of = transferKind(kind);
  const said = (amount: number | null, label: string) =>
    amount === null ? `没有写明${label}` : `${label} ${formatYuan(amount)} 元`;
  return `“${nameOf(payer)}”${said(paid, of.paid.label)}，“${nameOf(receiver)}”${said(received, of.received.label)}`;
}

const idOf = ({ payer, receiver, kind }: TransferPair) => `${kind}.${payer}.${receiver}`;

/** A rule about pairs that stay in the sum. */
function ofLeft(reason: "unequal" | "oneSided" | "unbacked", closing: string): TotalRule["observe"] {
  return (subject) =>
    subject.elimination.left
      .filter((pair) => pair.reason === reason && !subject.isSettled(pair))
      .map((pair) => ({
        place: idOf(pair),
        message:
          `${pairInWords(pair, subject)}` +
          `${reason === "unbacked" ? "" : `，相差 ${formatYuan(Math.abs(differenceOfPair(pair)))} 元`}。${closing}`,
        units: [pair.payer, pair.receiver],
      }));
}

function ofPayments(
  payments: (elimination: Elimination) => readonly AsidePayment[],
  words: (payment: AsidePayment, subject: TotalSubject) => string,
): TotalRule["observe"] {
  return (subject) =>
    payments(subject.elimination).map((payment) => ({
      place: `${payment.unitId}.${payment.counterpart.column}.${payment.counterpart.item}.${payment.counterpart.party}`,
      message: words(payment, subject),
      units: [payment.unitId],
    }));
}

/** Of many units, the names of the first. */
const NAMED = 5;

function listed(words: readonly string[]): string {
  return `${words.slice(0, NAMED).join("、")}${words.length > NAMED ? `等 ${words.length} 个单位` : ""}`;
}

/** A rule about figures of the sum; `part` is what is said between a unit and its amount. */
function ofFigures(
  ruleId: AnsweredQuestion["ruleId"],
  part: (amount: number) => string,
  closing: string,
): TotalRule["observe"] {
  return ({ questions, nameOf }) =>
    questions
      .filter((question) => question.ruleId === ruleId)
      .map(({ cell, sentence, main }) => ({
        place: cell,
        message:
          `${sentence}。` +
          (main.length === 0
            ? ""
            : `主要是${listed(main.map(({ unitId, amount }) => `“${nameOf(unitId)}”${part(amount)} ${formatYuan(Math.abs(amount))} 元`))}。`) +
          closing,
        units: main.map(({ unitId }) => unitId),
      }));
}

const moved = (amount: number) => (amount > 0 ? "增加" : "减少");

const amountOf = ({ counterpart }: AsidePayment) => `${formatYuan(counterpart.amount)} 元`;

export const totalRules: readonly TotalRule[] = [
  {
    id: "S-01",
    severity: "blocking",
    title: "所汇总的每份决算都没有必须改正的问题",
    basis: form,
    observe: ({ members, nameOf }) =>
      members.flatMap(({ unitId, blocking }) =>
        blocking === 0
          ? []
          : [
              {
                place: unitId,
                message:
                  blocking === null
                    ? `“${nameOf(unitId)}”的决算改动后还没有审核。请先审核该单位的决算。`
                    : `“${nameOf(unitId)}”的决算有 ${blocking} 处必须改正。错误在汇总中会相互抵消，请先改正该单位的决算。`,
                units: [unitId],
              },
            ],
      ),
  },
  {
    id: "S-02",
    severity: "blocking",
    title: "汇总范围内的单位全部列入",
    basis: form,
    observe: ({ missing, nameOf }) =>
      missing.map(({ unitId, state }) => ({
        place: unitId,
        message: `汇总不完整：缺“${nameOf(unitId)}”（${state}）。请催报，或改选汇总口径。`,
        units: [unitId],
      })),
  },
  {
    id: "S-03",
    severity: "explain",
    title: "单位之间的往来，双方金额一致",
    basis: law,
    observe: ofLeft("unequal", "没有抵销，计入未抵销差额。请双方核对；确有差异的，由财政局以文件认定。"),
  },
  {
    id: "S-04",
    severity: "explain",
    title: "单位之间的往来，双方都写明",
    basis: law,
    observe: ofLeft("oneSided", "没有抵销，计入未抵销差额。请没有写明的一方核对；确有差异的，由财政局以文件认定。"),
  },
  {
    id: "S-05",
    severity: "blocking",
    title: "单位不与自己往来",
    basis: law,
    observe: ofPayments(
      ({ withItself }) => withItself,
      (payment, { nameOf }) =>
        `“${nameOf(payment.unitId)}”把 ${amountOf(payment)}往来写成与本单位自己的往来。请更正往来单位。`,
    ),
  },
  {
    id: "S-06",
    severity: "explain",
    title: "单位之间的补助、上缴不成循环",
    basis: law,
    observe: ({ elimination, nameOf }) =>
      circlesOf([...elimination.pairs, ...elimination.left]).map((circle) => ({
        place: circle.join("."),
        message: `往来成了循环：${[...circle, circle[0]!].map((unitId) => `“${nameOf(unitId)}”`).join("→")}。请核对谁是上级、谁是附属单位。`,
        units: circle,
      })),
  },
  {
    id: "S-07",
    severity: "explain",
    title: "单位之间的往来在同一年度入账",
    basis: law,
    observe: ofPayments(
      ({ otherYears }) => otherYears,
      (payment, { nameOf }) =>
        `“${nameOf(payment.unitId)}”与“${nameOf(payment.counterpart.party)}”的往来 ${amountOf(payment)}，对方在 ${payment.counterpart.year} 年度入账。本年度没有抵销，请以调整列明。`,
    ),
  },
  {
    id: "S-08",
    severity: "hint",
    title: "与区外单位的往来不抵销",
    basis: law,
    observe: ofPayments(
      ({ outside }) => outside,
      (payment, { nameOf }) =>
        `“${nameOf(payment.unitId)}”与区外单位“${payment.counterpart.name || "没有写明名称"}”的往来 ${amountOf(payment)}，不在汇总范围内，不抵销。`,
    ),
  },
  {
    id: "S-09",
    severity: "blocking",
    title: "各往来单位金额之和等于该项金额",
    basis: law,
    observe: ({ elimination, nameOf, labelOf }) =>
      elimination.misnamed.map(({ unitId, key, amount, named }) => ({
        place: `${unitId}.${key}`,
        message: `“${nameOf(unitId)}”${labelOf(key)} ${formatYuan(amount ?? 0)} 元，写明的往来单位合计 ${formatYuan(named ?? 0)} 元，两者应相等。请该单位核对。`,
        units: [unitId],
      })),
  },
  {
    id: "S-10",
    severity: "explain",
    title: "上级补助、附属单位上缴写明往来单位",
    basis: law,
    observe: ({ elimination, nameOf, labelOf }) =>
      elimination.unnamed.map(({ unitId, key, amount }) => ({
        place: `${unitId}.${key}`,
        message: `“${nameOf(unitId)}”${labelOf(key)} ${formatYuan(amount ?? 0)} 元没有写明往来单位，不能抵销。请该单位写明。`,
        units: [unitId],
      })),
  },
  {
    id: "S-11",
    severity: "blocking",
    title: "所汇总的决算没有不是金额的内容",
    basis: form,
    observe: ({ members, nameOf }) =>
      members
        .filter(({ unreadable }) => unreadable > 0)
        .map(({ unitId, unreadable }) => ({
          place: unitId,
          message: `“${nameOf(unitId)}”有 ${unreadable} 处填的不是金额，汇总数不含这些内容。请该单位改正。`,
          units: [unitId],
        })),
  },
  {
    id: "S-12",
    severity: "hint",
    title: "不同格式的决算只汇总含义相同的数",
    basis: form,
    observe: ({ notAdded, labelOf }) =>
      notAdded.map(({ key, amount, units }) => ({
        place: key,
        message: `${labelOf(key)}在汇总的格式中没有位置，${units} 个单位的 ${formatYuan(amount)} 没有汇总。`,
        units: [],
      })),
  },
  {
    id: "S-13",
    severity: "blocking",
    title: "汇总范围内有单位",
    basis: form,
    observe: ({ members, missing }) =>
      members.length + missing.length > 0
        ? []
        : [{ place: "scope", message: "汇总范围内本年度没有应报决算的单位。请核对单位名录。", units: [] }],
  },
  {
    id: "S-14",
    severity: "hint",
    title: "年度内划转的单位按年末所属部门汇总",
    basis: form,
    observe: ({ moves, nameOf }) =>
      moves.map(({ unitId, fromDepartmentId, on }) => ({
        place: unitId,
        message: `“${nameOf(unitId)}”自${dayText(on)}由“${nameOf(fromDepartmentId)}”划入，全年的数列入年末所属部门。`,
        units: [unitId],
      })),
  },
  {
    id: "S-15",
    severity: "hint",
    title: "上年数逐个单位取自上年决算",
    basis: form,
    observe: ({ withoutPriorYear, nameOf }) =>
      withoutPriorYear.map((unitId) => ({
        place: unitId,
        message: `“${nameOf(unitId)}”没有上年决算，也没有填列上年数；与上年比较时按同口径单位比较。`,
        units: [unitId],
      })),
  },
  {
    id: "S-16",
    severity: "hint",
    title: "调整经过批准才列入汇总",
    basis: form,
    observe: ({ openAdjustments }) =>
      openAdjustments === 0
        ? []
        : [
            {
              place: "adjustments",
              message: `有 ${openAdjustments} 笔代编或调整还没有批准，没有列入汇总。`,
              units: [],
            },
          ],
  },
  {
    id: "S-17",
    severity: "explain",
    title: "归集调入与归集调出、单位内部调剂在汇总范围内相抵",
    basis: "部门决算报表附表（年初结转和结余调整情况）",
    observe: ({ amounts }) => {
      let sum = 0;
      let isMoved = false;
      for (const [key, amount] of amounts) {
        const place = placeOfAdjustment(key);
        if (place?.kind !== "transferIn" && place?.kind !== "transferOut") continue;
        sum += amount;
        isMoved = true;
      }
      if (!isMoved || sum === 0) return [];
      const labels = (["transferIn", "transferOut"] as const)
        .map((kind) => openingAdjustmentKind(kind).label)
        .join("与");
      return [
        {
          place: "openingAdjustments",
          message: `年初余额调整中${labels}相差 ${formatYuan(Math.abs(sum))} 元。与范围外单位调剂的，请说明对方。`,
          units: [],
        },
      ];
    },
  },
  {
    id: "S-18",
    severity: "explain",
    title: "范围内的往来全部抵销",
    basis: law,
    observe: (subject) => {
      const left = subject.elimination.left.filter((pair) => subject.isSettled(pair));
      return left.length === 0
        ? []
        : [
            {
              place: "settled",
              message: `汇总数含已认定的未抵销差额 ${formatYuan(leftDifference(left))} 元，${left.length} 对往来。`,
              units: [...new Set(left.flatMap(({ payer, receiver }) => [payer, receiver]))],
            },
          ];
    },
  },
  {
    id: "S-19",
    severity: "explain",
    title: "收支总额、各类支出、基本支出和项目支出、“三公”经费的汇总数与上年相比的增减在规定幅度以内",
    basis: form,
    observe: ofFigures("S-19", moved, "请说明原因。"),
  },
  {
    id: "S-20",
    severity: "explain",
    title: "“三公”经费的汇总数不比上年增加",
    basis: form,
    observe: ofFigures("S-20", moved, "请说明增加的原因。"),
  },
  {
    id: "S-21",
    severity: "explain",
    title: "“三公”经费的汇总决算数不超过汇总预算数",
    basis: form,
    observe: ofFigures("S-21", () => "超预算", "请说明原因。"),
  },
  {
    id: "S-22",
    severity: "explain",
    title: "年末结转和结余的汇总数不超过本年收入的规定比重",
    basis: form,
    observe: ofFigures("S-22", () => "", "请说明结转原因和使用计划。"),
  },
  {
    id: "S-23",
    severity: "hint",
    title: "汇总单位与上年相同，有增减的逐个说明",
    basis: form,
    observe: ({ members, composition: { unitsLastYear, come, gone }, nameOf }) => {
      if (unitsLastYear === null || come.length + gone.length === 0) return [];
      const words = ({ unitId, because }: ComingOrGoing) =>
        `“${nameOf(unitId)}”${because.length > 0 ? `（${because.join("；")}）` : ""}`;
      const parts = [
        come.length > 0 ? `增加 ${come.length} 个：${listed(come.map(words))}` : "",
        gone.length > 0 ? `减少 ${gone.length} 个：${listed(gone.map(words))}` : "",
      ].filter(Boolean);
      return [
        {
          place: "composition",
          message: `汇总 ${members.length} 个单位，上年 ${unitsLastYear} 个，${parts.join("；")}。与上年比较时请注意口径。`,
          units: [...come, ...gone].map(({ unitId }) => unitId),
        },
      ];
    },
  },
  {
    id: "S-24",
    severity: "hint",
    title: "汇总数含不予公开的单位和年度内终止的单位的，逐个列明",
    basis: form,
    observe: ({ members, composition: { kinds, exempt, ended }, nameOf }) => {
      if (exempt.length + ended.length === 0) return [];
      const quoted = (unitIds: readonly string[]) => listed(unitIds.map((unitId) => `“${nameOf(unitId)}”`));
      const parts = [
        exempt.length > 0 ? `不予公开 ${exempt.length} 个：${quoted(exempt)}` : "",
        ended.length > 0 ? `年度内终止、由原单位填报 ${ended.length} 个：${quoted(ended)}` : "",
      ].filter(Boolean);
      return [
        {
          place: "kinds",
          message: `汇总 ${members.length} 个单位（${kinds.map(({ label, units }) => `${label} ${units} 个`).join("、")}），其中${parts.join("；")}。`,
          units: [...exempt, ...ended],
        },
      ];
    },
  },
];

/** What the rules find in a total, in the order of the rules. */
export function checkTotal(subject: TotalSubject): TotalFinding[] {
  return totalRules.flatMap(({ id, severity, observe }) =>
    observe(subject).map(({ place, ...observation }) => ({
      ruleId: id,
      severity,
      key: `${id}@${place}`,
      ...observation,
    })),
  );
}

/** Balances of a unit that are not true of a sum, with why. */
export const leftOutOfTotals: Readonly<Record<string, string>> = {
  "B-16": "一对往来双方可以列在不同科目，逐科目的收支结转关系在抵销后不再成立。",
};

/**
 * The rules of a unit that are true of every sum: its balances. B-59 asks only where all of last year is known.
 *
 * @param knowsLastYear whether every member's accounts of last year are in the sum of last year
 */
export function balancesOfTotal(format: Format, year: number, { knowsLastYear }: { knowsLastYear: boolean }): Rule[] {
  return rulesInForce(format, year).filter(
    ({ id, ruleClass }) => ruleClass === "balance" && !(id in leftOutOfTotals) && (id !== "B-59" || knowsLastYear),
  );
}
