/** How the publication of one unit's year stands, for the public: from recorded days and nothing else. */
import type { DecisionRule } from "../decision/decision-rule";
import { dueDate, reckoningOf, type DueDate } from "../decision/due-dates";
import type { OwnDay } from "../decision/working-days";
import { dayText, type Day } from "../register/days";
import type { PublicState } from "./question";
import type { UnitStatus } from "./views/units";

/** What the state of a year rests on. */
export interface StatusOfYear {
  today: Day;
  congressDecidedOn: Day | null;
  rule: DecisionRule;
  holidays: readonly OwnDay[];
}

/**
 * How far a unit's year has come, whatever the day is: approved counts by the letter once the bureau has written, and in
 * the system before; `passing`: the bureau has written, the department has not passed it on.
 */
export type Situation = "published" | "exempt" | "approved" | "passing" | "open";

/** What is recorded of one unit. */
export interface RecordedUnit {
  code: string;
  name: string;
  departmentName: string | null;
  situation: Situation;
  exemptBasis: string | null;
  /** First published. */
  publishedOn: Day | null;
  /** By the letter that counts, or in the system where there is none. */
  approvedOn: Day | null;
  /** When its department confirmed to have the bureau's letter. */
  passedOn: Day | null;
}

type DueOf = (clock: DueDate["clock"], from: Day | null) => DueDate;

/** Thousands are approved on the same few days: each due date is worked out once. */
function rememberedDues({ rule, holidays }: StatusOfYear): DueOf {
  const known = new Map<string, DueDate>();
  return (clock, from) => {
    const key = `${clock} ${from}`;
    const due = known.get(key) ?? dueDate(clock, from, rule, holidays);
    known.set(key, due);
    return due;
  };
}

/** The state that a unit is in on the day. */
export function stateOf(
  { situation, approvedOn }: Pick<RecordedUnit, "situation" | "approvedOn">,
  year: StatusOfYear,
): PublicState {
  switch (situation) {
    case "published":
    case "exempt":
      return situation;
    case "approved": {
      const { due } = dueDate("publicationDays", approvedOn, year.rule, year.holidays);
      return due !== null && year.today > due ? "late" : "due";
    }
    case "passing":
      return "unapproved";
    case "open":
      return year.congressDecidedOn === null && year.rule.congress !== "ignore" ? "congress" : "unapproved";
  }
}

/** The states of units with their days and what those rest on. */
export function statusesOf(units: readonly RecordedUnit[], year: StatusOfYear): UnitStatus[] {
  const dueOf = rememberedDues(year);
  return units.map((unit) => {
    const { code, name, departmentName, publishedOn } = unit;
    return { code, name, departmentName, publishedOn, state: stateOf(unit, year), ...basisOf(unit, year, dueOf) };
  });
}

/** Until when what has to be done, and how that day is reckoned. */
function basisOf(unit: RecordedUnit, year: StatusOfYear, dueOf: DueOf): Pick<UnitStatus, "due" | "basis"> {
  const publication = dueOf("publicationDays", unit.approvedOn);
  const { due } = publication;
  switch (unit.situation) {
    case "published": {
      if (due === null) return { due, basis: "" };
      return { due, basis: `${unit.publishedOn! > due ? "逾期公开；" : ""}${reckoningOf(publication)}` };
    }
    case "exempt":
      return { due: null, basis: unit.exemptBasis! };
    case "approved":
      return { due, basis: reckoningOf(publication) };
    case "passing": {
      const passing = dueOf("departmentDays", unit.passedOn);
      return { due: passing.due, basis: `待主管部门批复：${reckoningOf(passing)}` };
    }
    case "open": {
      const bureau = dueOf("bureauDays", year.congressDecidedOn);
      const basis = `${reckoningOf(bureau)}，由财政部门批复；批复后${year.rule.publicationDays}日内公开`;
      return { due: bureau.due, basis };
    }
  }
}

/** What is known of the congress, as a sentence. */
export function congressText({ congressDecidedOn, rule }: StatusOfYear): string {
  if (congressDecidedOn !== null) return `人大于${dayText(congressDecidedOn)}批准该年度决算。`;
  return rule.congress === "ignore" ? "" : "人大批准该年度决算的日期尚未登记，批复的期限因此不能推算。";
}
