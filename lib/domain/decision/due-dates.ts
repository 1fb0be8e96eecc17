/**
 * 办理期限: until when what has to be done, from recorded days and nothing else. A due date is unknown as long as the day
 * it runs from is unknown; none is stored, so that a corrected day moves all that follow from it.
 */
import { dayText, type Day } from "../register/days";
import { clockDefinitions, type ClockDefinition, type DecisionRule } from "./decision-rule";
import { dayOffName, daysAfter, isArranged, workingDayFrom, type OwnDay } from "./working-days";

/** The days of a 批复. */
export interface LetterDays {
  signedOn: Day;
  /** When its addressee confirmed to have it. */
  receivedOn: Day | null;
}

export interface RecordedDays {
  congressDecidedOn: Day | null;
  /** The bureau's to the department. */
  departmentLetter: LetterDays | null;
  /** The department's to its unit. */
  unitLetter: LetterDays | null;
  rule: DecisionRule;
  holidays: readonly OwnDay[];
}

export interface DueDate {
  clock: ClockDefinition["id"];
  /** Days of the rule. */
  days: number;
  /** The day it runs from, itself not counted; `null` while it is unknown. */
  runsFrom: Day | null;
  /** The last day; `null` while it is unknown. */
  due: Day | null;
  /** The day that the rule ends on and why it is not worked, where the last day has moved from there. */
  movedFrom: { day: Day; name: string } | null;
  /** Whether the holidays of the year the last day lies in are known; otherwise only weekends are taken into account. */
  isArranged: boolean;
}

export interface DueDates {
  /** 财政局批复部门决算. */
  departmentApproval: DueDate;
  /** 部门公开. */
  departmentPublication: DueDate;
  /** 主管部门批复所属单位决算. */
  unitApproval: DueDate;
  /** 单位公开. */
  unitPublication: DueDate;
}

/** All due dates of a unit and its department. */
export function dueDates({ congressDecidedOn, departmentLetter, unitLetter, rule, holidays }: RecordedDays): DueDates {
  const due = (clock: ClockDefinition["id"], runsFrom: Day | null) => dueDate(clock, runsFrom, rule, holidays);
  return {
    departmentApproval: due("bureauDays", congressDecidedOn),
    departmentPublication: due("publicationDays", departmentLetter?.signedOn ?? null),
    unitApproval: due("departmentDays", departmentLetter?.receivedOn ?? null),
    unitPublication: due("publicationDays", unitLetter?.signedOn ?? null),
  };
}

/** Due dates that were counted with the same list of holidays: thousands of units run from a few dozen days. */
const countedWith = new WeakMap<readonly OwnDay[], Map<string, DueDate>>();

/** One due date: calendar days from a day that is not counted, and off a last day that is not worked. */
export function dueDate(
  clock: ClockDefinition["id"],
  runsFrom: Day | null,
  rule: DecisionRule,
  holidays: readonly OwnDay[],
): DueDate {
  const counted = countedWith.get(holidays) ?? new Map<string, DueDate>();
  countedWith.set(holidays, counted);
  const key = `${clock} ${rule[clock]} ${rule.movesOffHolidays} ${runsFrom}`;
  const known = counted.get(key) ?? countDueDate(clock, runsFrom, rule, holidays);
  counted.set(key, known);
  return known;
}

function countDueDate(
  clock: ClockDefinition["id"],
  runsFrom: Day | null,
  rule: DecisionRule,
  holidays: readonly OwnDay[],
): DueDate {
  const days = rule[clock];
  if (runsFrom === null) return { clock, days, runsFrom, due: null, movedFrom: null, isArranged: true };
  const last = daysAfter(runsFrom, days);
  const name = rule.movesOffHolidays ? dayOffName(last, holidays) : null;
  const due = name === null ? last : workingDayFrom(last, holidays);
  return {
    clock,
    days,
    runsFrom,
    due,
    movedFrom: name === null ? null : { day: last, name },
    isArranged: !rule.movesOffHolidays || isArranged(due, holidays),
  };
}

/** How a due date came about, in words: 自人大批准之日（2022年6月29日）起20日. */
export function reckoningOf({ clock, days, runsFrom, movedFrom, isArranged: isKnown }: DueDate): string {
  const { from } = clockDefinitions.find(({ id }) => id === clock)!;
  if (runsFrom === null) return `自${from}起${days}日，该日期尚未登记`;
  return [
    `自${from}（${dayText(runsFrom)}）起${days}日`,
    movedFrom === null ? "" : `${dayText(movedFrom.day)}为${movedFrom.name}，顺延至下一工作日`,
    isKnown ? "" : "该年放假安排尚未收录，只扣除周末",
  ]
    .filter(Boolean)
    .join("；");
}
