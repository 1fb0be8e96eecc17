/**
 * What a letter asks for by a day (有关要求 and 需要整改的问题 with a 期限), and what became of it. The letter stays as it
 * was issued: an extension and the end of a matter are events beside it, each with a reason.
 */
import { dayText, type Day } from "../../register/days";
import { daysAfter } from "../working-days";
import type { Letter } from "./letter";
import { isInForce, letterStatuses, type LetterStatus } from "./letter-rules";

/** Parts of a letter whose lines may have a day. */
export const letterDueParts = { requirement: "落实批复要求", problem: "整改问题" } as const;
export type LetterDuePart = keyof typeof letterDueParts;

/** One line with a day. */
export interface LetterDuePlace {
  part: LetterDuePart;
  /** Of the line in its part, from 0. */
  position: number;
}

export interface LetterDueEvent extends LetterDuePlace {
  kind: "extended" | "settled";
  /** The new last day, or the day on which it was done. */
  on: Day;
  reason: string;
}

export interface LetterDue<Event extends LetterDueEvent = LetterDueEvent> extends LetterDuePlace {
  text: string;
  /** As the letter says it. */
  issuedDueOn: Day;
  /** After its extensions. */
  dueOn: Day;
  settledOn: Day | null;
  /** Of this line, the oldest first. */
  events: Event[];
}

/** The lines of a letter that have a day, in its order, as the events left them. */
export function letterDues<Event extends LetterDueEvent>(
  { requirements, problems }: Pick<Letter, "requirements" | "problems">,
  events: readonly Event[],
): LetterDue<Event>[] {
  const duesOf = (part: LetterDuePart, lines: Letter["problems"]) =>
    lines.flatMap(({ text, dueOn }, position) => {
      if (dueOn === null) return [];
      const own = events.filter((event) => event.part === part && event.position === position);
      const extended = own.findLast(({ kind }) => kind === "extended");
      const settled = own.find(({ kind }) => kind === "settled");
      return [
        {
          part,
          position,
          text,
          issuedDueOn: dueOn,
          dueOn: extended?.on ?? dueOn,
          settledOn: settled?.on ?? null,
          events: own,
        },
      ];
    });
  return [...duesOf("requirement", requirements), ...duesOf("problem", problems)];
}

/** How the letter and its line stand for what is to be recorded of it; `due` is `undefined` where it has no such line. */
interface DueFacts {
  status: LetterStatus;
  signedOn: Day | null;
  due: LetterDue | undefined;
  today: Day;
}

/** Why something cannot be recorded on a day of a line of a letter; empty when it can. */
export function dueEventProblems(kind: LetterDueEvent["kind"], on: Day, facts: DueFacts): string[] {
  const { status, signedOn, due, today } = facts;
  if (!isInForce(status) || signedOn === null) return [`这份批复${letterStatuses[status]}，不能办理延期或者办结。`];
  if (due === undefined) return ["批复中没有这一项有期限的要求。"];
  if (due.settledOn !== null) return [`这一项已于${dayText(due.settledOn)}办结。`];
  if (kind === "settled") {
    if (on < signedOn) return [`办结日期不能早于成文日期（${dayText(signedOn)}）。`];
    return on > today ? [`办结日期${dayText(on)}还没有到。`] : [];
  }
  if (on < today) return [`延期后的期限${dayText(on)}已经过去，不能延到过去的日期。`];
  return on <= due.dueOn ? [`延期后的期限须晚于现在的期限（${dayText(due.dueOn)}）。`] : [];
}

/** First day that an extension may name. */
export function firstExtension({ dueOn }: Pick<LetterDue, "dueOn">, today: Day): Day {
  const next = daysAfter(dueOn, 1);
  return next < today ? today : next;
}
