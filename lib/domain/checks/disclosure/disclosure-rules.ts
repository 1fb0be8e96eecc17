import { dueDate, type DueDate } from "../../decision/due-dates";
import type { Finding } from "../../words/finding";
import { findingOf } from "../rule/check-finding";
import type { FunctionRule, Observation } from "../rule/rule";
import { daysBetween } from "../../register/days";
import type { Disclosure, UnitDisclosure } from "../rule/disclosure";

type Observe = (unit: UnitDisclosure, disclosure: Disclosure) => string | null;

interface DisclosureRule extends FunctionRule {
  observe: (disclosure: Disclosure) => Observation[];
}

function disclosureRule(
  rule: Pick<FunctionRule, "id" | "title" | "basis" | "advice">,
  ...asks: readonly Observe[]
): DisclosureRule {
  const observe = (disclosure: Disclosure) =>
    disclosure.units.flatMap((unit) =>
      asks.flatMap((ask, at): Observation[] => {
        const said = ask(unit, disclosure);
        return said === null
          ? []
          : [
              {
                place: at === 0 ? unit.unitCode : `${unit.unitCode}.${at}`,
                message: `${unit.unitName}：${said}${rule.advice}`,
              },
            ];
      }),
    );
  return {
    ...rule,
    needs: "disclosure",
    ruleClass: "logic",
    severity: "explain",
    scope: "form",
    observe,
    prepare:
      (_, { disclosure }) =>
      () =>
        disclosure ? observe(disclosure) : [],
  };
}

/** What the days of a district's year are counted by. */
export type CountedDays = Pick<Disclosure, "today" | "rule" | "holidays">;

/** That accounts were published too late, or are not yet although their days are over; `null` where not. */
export function latePublication(
  { approvedOn, publishedOn, isExempt }: UnitDisclosure,
  counted: CountedDays,
): string | null {
  if (approvedOn === null || (isExempt && publishedOn === null)) return null;
  return lateSince(approvedOn, publishedOn, counted);
}

/** The same of the newest correction. */
export function lateCorrection({ correction }: UnitDisclosure, counted: CountedDays): string | null {
  const said = correction && lateSince(correction.approvedOn, correction.publishedOn, counted);
  return said && `更正（第 ${correction.number} 版）${said}`;
}

function lateSince(approvedOn: string, publishedOn: string | null, counted: CountedDays): string | null {
  const { today, rule, holidays } = counted;
  const until = dueDate("publicationDays", approvedOn, rule, holidays);
  if ((publishedOn ?? today) <= until.due!) return null;
  const days = daysBetween(approvedOn, publishedOn ?? today);
  return publishedOn === null
    ? `${approvedOn} 批复，已过 ${days} 天，尚未公开，${overrun(until)}`
    : `${approvedOn} 批复，${publishedOn} 公开，间隔 ${days} 天，${overrun(until)}`;
}

function lateApproval(
  { departmentApprovedOn, approvedOn }: UnitDisclosure,
  { today, rule, holidays }: Disclosure,
): string | null {
  if (departmentApprovedOn === null) return null;
  const until = dueDate("departmentDays", departmentApprovedOn, rule, holidays);
  if ((approvedOn ?? today) <= until.due!) return null;
  const days = daysBetween(departmentApprovedOn, approvedOn ?? today);
  return `主管部门决算 ${departmentApprovedOn} 批复，本单位${approvedOn === null ? `已过 ${days} 天尚未批复` : ` ${approvedOn} 批复，间隔 ${days} 天`}，${overrun(until)}`;
}

/** By how much more than the rule allows, and until when it was allowed where the last day had moved. */
function overrun({ days, due, movedFrom }: DueDate): string {
  return `超过 ${days} 天${movedFrom === null ? "" : `（遇${movedFrom.name}顺延至 ${due}）`}。`;
}

/** That something else was published than was approved. */
export function otherContent({ publishedOn, approvedHash, publishedHash }: UnitDisclosure): string | null {
  return publishedOn === null || approvedHash === publishedHash ? null : "公开内容与批复版本的哈希值不一致。";
}

/** That a correction was published without saying why. */
export function correctionWithoutReason({ publishedOn, number, correctionReason }: UnitDisclosure): string | null {
  return publishedOn === null || number === 1 || correctionReason?.trim()
    ? null
    : `公开的是第 ${number} 版，没有更正说明。`;
}

function missingAccounts(unit: UnitDisclosure): string | null {
  const { isExempt, exemptBasis, isDue, hasAccounts, publishedOn, approvedOn, waitsForCongress } = unit;
  if (isExempt) return exemptBasis?.trim() ? null : "登记为不公开，没有填写依据。";
  if (publishedOn !== null || !isDue) return null;
  // What is approved waits for its publication: L-60 counts the days. What is reviewed may wait for the congress.
  if (approvedOn !== null || waitsForCongress) return null;
  return hasAccounts ? "上报期限已过，决算尚未批复、公开。" : "上报期限已过，没有本年度的决算记录。";
}

/**
 * L-60 to L-62: how a year reaches the public. They look at no figure of a report, so a report alone never breaks them.
 */
export const disclosureRules: readonly DisclosureRule[] = [
  disclosureRule(
    {
      id: "L-60",
      title: "批复后 20 日内公开；主管部门批复后 15 日内批复所属单位",
      basis: "预算法第十四条；部门决算管理办法（财库〔2021〕36号）",
      advice: "请尽快办理，或说明原因。",
    },
    latePublication,
    lateApproval,
    lateCorrection,
  ),
  disclosureRule(
    {
      id: "L-61",
      title: "公开内容与批复版本相同；公开后的更改另成一版，并有更正说明",
      basis: "系统规则：公开内容按批复版本固定，以哈希值证明",
      advice: "请核对公开记录，必要时更正公开。",
    },
    otherContent,
    correctionWithoutReason,
  ),
  disclosureRule(
    {
      id: "L-62",
      title: "名册中的每个单位都有本年度决算记录：已公开，或有不公开的依据",
      basis: "财政预决算领域基层政务公开标准目录；单位名册",
      advice: "请催报，或在单位名册中登记不公开的依据。",
    },
    missingAccounts,
  ),
];

/** What L-60 to L-62 find in a district's year; the place of a finding is the unit's code. */
export function checkDisclosure(disclosure: Disclosure): Finding[] {
  return disclosureRules.flatMap((rule) => rule.observe(disclosure).map((observation) => findingOf(rule, observation)));
}
