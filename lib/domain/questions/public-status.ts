/** How the publication of one unit's year stands, for the public: from recorded days and nothing else. */
import type { DecisionRule } from "../decision/decision-rule";
import { dueDate, reckoningOf, type DueDate, type LetterDays } from "../decision/due-dates";
import type { OwnDay } from "../decision/working-days";
import { dayText, type Day } from "../register/days";
import type { UnitStatus } from "./views/units";

/** What the state of a year rests on. */
export interface StatusOfYear {
  today: Day;
  congressDecidedOn: Day | null;
  rule: DecisionRule;
  holidays: readonly OwnDay[];
}

/** What is recorded of one unit. */
export interface RecordedUnit {
  code: string;
  name: string;
  departmentCode: string | null;
  departmentName: string | null;
  exemptBasis: string | null;
  /** First published. */
  publishedOn: Day | null;
  /** In the system, where there is no letter. */
  approvedOn: Day | null;
  /** The bureau's letter that covers it, and its department's to it. */
  bureauLetter: LetterDays | null;
  ownLetter: LetterDays | null;
}

/** The states of units of one year. Thousands are approved on the same few days: each due date is worked out once. */
export function statusesOf(units: readonly RecordedUnit[], year: StatusOfYear): UnitStatus[] {
  const known = new Map<string, DueDate>();
  const dueOf: DueOf = (clock, from) => {
    const key = `${clock} ${from}`;
    const due = known.get(key) ?? dueDate(clock, from, year.rule, year.holidays);
    known.set(key, due);
    return due;
  };
  return units.map((unit) => statusOf(unit, year, dueOf));
}

type DueOf = (clock: DueDate["clock"], from: Day | null) => DueDate;

/** The state of a unit with its day and what that rests on. */
function statusOf(unit: RecordedUnit, { today, congressDecidedOn, rule }: StatusOfYear, dueOf: DueOf): UnitStatus {
  const { code, name, departmentCode, departmentName, publishedOn, exemptBasis, bureauLetter, ownLetter } = unit;
  const of = { code, name, departmentCode, departmentName, publishedOn };
  // Where the bureau has written, the department's letter is what counts; the approval in the system stands in for none.
  const approvedOn = bureauLetter ? (ownLetter?.signedOn ?? null) : unit.approvedOn;
  const publication = dueOf("publicationDays", approvedOn);
  const { due } = publication;
  if (publishedOn !== null) {
    const isLate = due !== null && publishedOn > due;
    return {
      ...of,
      state: "published",
      due,
      basis: due === null ? "" : `${isLate ? "逾期公开；" : ""}${reckoningOf(publication)}`,
    };
  }
  if (exemptBasis !== null) return { ...of, state: "exempt", due: null, basis: exemptBasis };
  if (approvedOn !== null)
    return { ...of, state: due !== null && today > due ? "late" : "due", due, basis: reckoningOf(publication) };
  if (bureauLetter) {
    const passing = dueOf("departmentDays", bureauLetter.receivedOn);
    return { ...of, state: "unapproved", due: passing.due, basis: `待主管部门批复：${reckoningOf(passing)}` };
  }
  const bureau = dueOf("bureauDays", congressDecidedOn);
  const basis = `${reckoningOf(bureau)}，由财政部门批复；批复后${rule.publicationDays}日内公开`;
  const waits = congressDecidedOn === null && rule.congress !== "ignore";
  return { ...of, state: waits ? "congress" : "unapproved", due: bureau.due, basis };
}

/** What is known of the congress, as a sentence. */
export function congressText({ congressDecidedOn, rule }: StatusOfYear): string {
  if (congressDecidedOn !== null) return `人大于${dayText(congressDecidedOn)}批准该年度决算。`;
  return rule.congress === "ignore" ? "" : "人大批准该年度决算的日期尚未登记。";
}
