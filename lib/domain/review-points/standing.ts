/** How a report stands against its points: what is answered, what has lapsed, and who signed for all of it. */
import { changedPlaces, citedBy, type ChangedPlace, type CitedPlaces } from "./cited-places";
import { signOffRoles, type SignOffRole } from "../words/sign-offs";
import type { PointAnswer } from "./point";
import type { PointOfYear } from "./points-of-year";

/** One answer to one point; the newest of a point is the one that counts. */
export interface GivenAnswer {
  pointId: string;
  /** From 1; each answer names the one that it follows. */
  number: number;
  answer: PointAnswer;
  /** Stands on the record sheet. */
  note: string;
  /** For the bureau alone; printed and handed out nowhere. */
  bureauNote: string;
  /** The comment to the unit that says the same. */
  commentId: string | null;
  cited: CitedPlaces;
  by: string;
  at: Date;
}

/** A point of a report with its answers. */
export interface PointStanding {
  point: PointOfYear;
  /** The newest. */
  answer: GivenAnswer | null;
  /** What changed since; empty while the answer stands. */
  changed: ChangedPlace[];
  /** Before the newest, oldest first. */
  earlier: GivenAnswer[];
}

/** Every asked point as it stands in a report that says `places` now. */
export function standingsOf(
  points: readonly PointOfYear[],
  answers: readonly GivenAnswer[],
  places: ReadonlyMap<string, string>,
): PointStanding[] {
  return points.map((point) => {
    const own = answers
      .filter(({ pointId }) => pointId === point.id)
      .toSorted((one, other) => one.number - other.number);
    const answer = own.at(-1) ?? null;
    return {
      point,
      answer,
      changed: answer === null ? [] : changedPlaces(answer.cited, citedBy(places, point)),
      earlier: own.slice(0, -1),
    };
  });
}

/** Whether a point has an answer that stands. */
export const isAnswered = ({ answer, changed }: Pick<PointStanding, "answer" | "changed">): boolean =>
  answer !== null && changed.length === 0;

export interface PointProgress {
  asked: number;
  answered: number;
  problems: number;
  lapsed: number;
}

export function progressOf(standings: readonly Pick<PointStanding, "answer" | "changed">[]): PointProgress {
  const answered = standings.filter(isAnswered);
  return {
    asked: standings.length,
    answered: answered.length,
    problems: answered.filter(({ answer }) => answer!.answer === "problem").length,
    lapsed: standings.filter(({ changed }) => changed.length > 0).length,
  };
}

export interface SignOff {
  role: SignOffRole;
  /** What the person wrote under it. */
  note: string;
  /** The answers that were signed, by point: their numbers. */
  answers: Readonly<Record<string, number>>;
  /** Of what was reviewed. */
  contentHash: string;
  /** The person, and whom they stood in for. */
  parties: readonly string[];
  by: string;
  at: Date;
}

/** The answers that somebody signs for. */
export function signedAnswers(standings: readonly PointStanding[]): Record<string, number> {
  return Object.fromEntries(
    standings.filter(isAnswered).map(({ point, answer }) => [point.id, answer!.number] as const),
  );
}

/** Points for which a signature does not stand any more: their answer lapsed, or is another one. */
export function lapsedSince({ answers }: Pick<SignOff, "answers">, standings: readonly PointStanding[]): string[] {
  return standings
    .filter((standing) => {
      const signed = answers[standing.point.id];
      return signed !== undefined && (standing.answer?.number !== signed || !isAnswered(standing));
    })
    .map(({ point }) => point.id);
}

/** The newest signature of a role while it stands. */
export function standingSignOff<S extends SignOff>(
  role: SignOffRole,
  signOffs: readonly S[],
  standings: readonly PointStanding[],
): S | null {
  const newest = signOffs.filter((each) => each.role === role).at(-1);
  return newest && lapsedSince(newest, standings).length === 0 ? newest : null;
}

/** Why somebody cannot sign; empty when they can. @param goesOn they know that points are open, and sign for the rest */
export function signOffProblems(
  role: SignOffRole,
  parties: readonly string[],
  {
    signOffs,
    standings,
    goesOn,
  }: { signOffs: readonly SignOff[]; standings: readonly PointStanding[]; goesOn: boolean },
): string[] {
  const { asked, answered, lapsed } = progressOf(standings);
  const first = standingSignOff("first", signOffs, standings);
  const other = role === "first" ? standingSignOff("second", signOffs, standings) : first;
  const problems: string[] = [];
  if (role === "second" && !first) problems.push("初审尚未签字，或者签字后有要点失效。请先完成初审。");
  if (other?.parties.some((party) => parties.includes(party)))
    problems.push(`${signOffRoles[other.role]}由您（或您所代理的人）签字，${signOffRoles[role]}须由另一人办理。`);
  if (!goesOn && answered < asked)
    problems.push(
      `还有 ${asked - answered} 项要点没有有效的结论${lapsed > 0 ? `，其中 ${lapsed} 项已失效` : ""}。请先办理，或确认就已办理的部分签字。`,
    );
  return problems;
}
