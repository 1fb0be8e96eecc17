/** 办理期限表: who has to have done what by when, of a whole year, in the order of the days. */
import { dueDates, type DueDate, type LetterDays } from "./due-dates";
import type { Day } from "../register/days";
import { letterDueParts, type LetterDue } from "./letter/letter-dues";
import type { DecisionRule } from "./decision-rule";
import { daysAfter, type OwnDay } from "./working-days";

/** How far 批复 and 公开 of one unit's accounts are. */
export interface UnitStanding {
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  /** The bureau's 批复 to the department that covers these accounts. */
  departmentLetter: LetterDays | null;
  /** The department's 批复 to the unit. */
  unitLetter: LetterDays | null;
  publishedOn: Day | null;
  /** Need not publish. */
  isExempt: boolean;
  /** Whether the unit has begun its accounts of the year. */
  hasAccounts: boolean;
  /** The days are those of the approval in the system, which stands in for letters that are not there. */
  isStandIn: boolean;
}

export const duties = {
  departmentApproval: "财政局批复",
  unitApproval: "主管部门批复所属单位",
  unitPublication: "公开",
} as const;
export type Duty = keyof typeof duties;

/** In the order in which they are looked at. */
export const dueStates = {
  late: "已逾期",
  soon: "七日内到期",
  open: "未到期",
  unknown: "期限未定",
  doneLate: "逾期办结",
  done: "按期办结",
} as const;
export type DueState = keyof typeof dueStates;

/** What a letter in force asks of its addressee by a day. */
export interface LetterDuty {
  letterId: string;
  number: string;
  issuer: string;
  unitCode: string;
  unitName: string;
  due: LetterDue;
}

/** A line of the list that a letter asks for. */
export interface LetterDueItem {
  letter: LetterDuty;
  who: string;
  unitCode: string;
  unitName: string;
  due: Day;
  doneOn: Day | null;
  state: DueState;
}

export interface DueItem {
  duty: Duty;
  /** Who has to do it. */
  who: string;
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  date: DueDate;
  hasAccounts: boolean;
  doneOn: Day | null;
  state: DueState;
  isStandIn: boolean;
}

export interface YearStanding {
  congressDecidedOn: Day | null;
  rule: DecisionRule;
  holidays: readonly OwnDay[];
  today: Day;
  units: readonly UnitStanding[];
}

/** What everybody has to do and has done, first what is late, what is done last; within a state by its last day. */
export function dueList({ congressDecidedOn, rule, holidays, today, units }: YearStanding): DueItem[] {
  const items = units.flatMap((unit) => {
    const { unitCode, unitName, departmentName, departmentLetter, unitLetter, hasAccounts, isStandIn } = unit;
    const dates = dueDates({ congressDecidedOn, departmentLetter, unitLetter, rule, holidays });
    const item = (duty: Duty, who: string, doneOn: Day | null): DueItem => {
      const place = { duty, who, unitCode, unitName, departmentName, hasAccounts, doneOn, isStandIn };
      return { ...place, date: dates[duty], state: stateOf(dates[duty].due, doneOn, today) };
    };
    return [
      item("departmentApproval", "财政局", departmentLetter?.signedOn ?? null),
      // Nothing to pass on where the unit has no department above it.
      ...(departmentName === null ? [] : [item("unitApproval", departmentName, unitLetter?.signedOn ?? null)]),
      ...(unit.isExempt && unit.publishedOn === null ? [] : [item("unitPublication", unitName, unit.publishedOn)]),
    ];
  });
  return inOrder(items);
}

/** What letters ask for by a day, in the order of `inOrder`. */
export function letterDueList(letters: readonly LetterDuty[], today: Day): LetterDueItem[] {
  return inOrder(
    letters.map((letter) => {
      const { unitCode, unitName, due } = letter;
      const state = stateOf(due.dueOn, due.settledOn, today);
      return { letter, who: unitName, unitCode, unitName, due: due.dueOn, doneOn: due.settledOn, state };
    }),
  );
}

/** Last day of a line; `null` while it is unknown. */
export function dueDayOf(item: DueItem | LetterDueItem): Day | null {
  return "letter" in item ? item.due : item.date.due;
}

/** 公开; 整改问题 */
export function dutyLabel(item: DueItem | LetterDueItem): string {
  return "letter" in item ? letterDueParts[item.letter.due.part] : duties[item.duty];
}

/** First what is late, last what is done; within a state by the last day. */
export function inOrder<Item extends DueItem | LetterDueItem>(items: readonly Item[]): Item[] {
  const order = Object.keys(dueStates);
  const ranked = (item: Item) => `${order.indexOf(item.state)} ${dueDayOf(item) ?? "9999"} ${item.unitCode}`;
  return items.toSorted((one, other) => (ranked(one) < ranked(other) ? -1 : 1));
}

/** How a duty stands on a day: seven days before its last day it is due soon. */
function stateOf(due: Day | null, doneOn: Day | null, today: Day): DueState {
  if (doneOn !== null) return due !== null && doneOn > due ? "doneLate" : "done";
  if (due === null) return "unknown";
  if (today > due) return "late";
  return daysAfter(today, 7) >= due ? "soon" : "open";
}

/** How many there are in each state. */
export function dueCounts(items: readonly Pick<DueItem, "state">[]): Record<DueState, number> {
  const counts = Object.fromEntries(Object.keys(dueStates).map((state) => [state, 0])) as Record<DueState, number>;
  for (const { state } of items) counts[state] += 1;
  return counts;
}
