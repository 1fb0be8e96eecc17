import { dayText, daysBetween, daysUntil, type Day } from "../register/days";
import { chinaDay } from "../words/moments";

/** The end of a day in China: up to and including it. */
export function endOfDay(day: Day): Date {
  return new Date(`${day}T23:59:59+08:00`);
}

/**
 * Until when a unit has for a year: its own deadline (延期) where it has one, but never less than all units have.
 *
 * @param ownDueOn last day of the unit's extension; `null`: it has none.
 */
export function deadlineOf(ofYear: Date, ownDueOn: Day | null): Date {
  if (ownDueOn === null) return ofYear;
  const own = endOfDay(ownDueOn);
  return own > ofYear ? own : ofYear;
}

/** Until when each unit of a year has, as one function of it. */
export interface UnitDeadlines {
  /** What all units have. */
  ofYear: Date;
  of: (unitId: string) => Date;
  /** Whether the unit has a deadline of its own that is later. */
  isExtended: (unitId: string) => boolean;
}

/** The deadlines of a year's units. */
export function unitDeadlines(ofYear: Date, own: ReadonlyMap<string, Day>): UnitDeadlines {
  const of = (unitId: string) => deadlineOf(ofYear, own.get(unitId) ?? null);
  return { ofYear, of, isExtended: (unitId) => of(unitId) > ofYear };
}

/** How a deadline stands, as a unit is told: 还有3天, 今天截止, 已逾期2天. */
export function deadlineInWords(deadline: Date, now: Date): string {
  const days = daysUntil(deadline, now);
  if (days < 0) return `已逾期${-days}天`;
  return days === 0 ? "今天截止" : `还有${days}天`;
}

/**
 * Which of the days before a deadline a unit is to be told now: the nearest that is reached, so that who is told late is
 * told once. `null`: none is reached, or the deadline is past.
 *
 * @param thresholds days before the deadline, in any order.
 */
export function thresholdReached(thresholds: readonly number[], daysLeft: number): number | null {
  if (daysLeft < 0) return null;
  const reached = thresholds.filter((each) => each >= daysLeft);
  return reached.length === 0 ? null : Math.min(...reached);
}

/** What keeps an extension from being granted, in sentences. */
export function extensionProblems(
  dueOn: Day,
  { ofYear, current, today }: { ofYear: Date; current: Date; today: Day },
): string[] {
  if (dueOn < today) return [`延期不能到已经过去的日期，请选择${dayText(today)}或以后。`];
  if (endOfDay(dueOn) <= current) {
    const own = current > ofYear ? "该单位已经延期到" : "本年度上报截止日期是";
    return [`${own}${dayText(chinaDay(current))}，请选择更晚的日期。要提前的，请先撤销延期。`];
  }
  // Years later is a slip of the keyboard.
  if (daysBetween(today, dueOn) > 366) return ["延期最多一年，请核对日期。"];
  return [];
}
