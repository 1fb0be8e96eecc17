import type { z } from "zod";
import { chinaDay } from "@/lib/domain/words/moments";
import { dueEventProblems, letterDueParts, letterDues } from "@/lib/domain/decision/letter/letter-dues";
import { readDueEvents } from "@/lib/features/letter-dues/data";
import type { recordDueEventSchema } from "@/lib/features/letter-dues/schema";
import {
  auditLetter,
  lockLetter,
  requireIssuer,
  type LetterActor,
  type LetterPlace,
} from "@/lib/features/letters/mutations";
import { dateOf } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/**
 * Records that a line of a letter in force got more time, or that it was settled, with the reason; by whoever issued
 * the letter.
 *
 * @throws AppError notFound.
 */
export async function recordDueEvent(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  { letterId, part, position, kind, on, reason }: z.output<typeof recordDueEventSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const stored = await lockLetter(transaction, districtId, letterId);
    requireIssuer(stored, place);
    const dues = letterDues(stored.letter, await readDueEvents(districtId, letterId, transaction));
    const due = dues.find((each) => each.part === part && each.position === position);
    const { status, issuedOn: signedOn } = stored;
    const problems = dueEventProblems(kind, on, { status, signedOn, due, today: chinaDay(now()) });
    if (problems.length > 0) return refused(...problems);
    await transaction.letterDueEvent.create({
      data: { districtId, letterId, part, position, kind, on: dateOf(on), reason, byId: actor.id, at: now() },
    });
    await auditLetter(transaction, {
      districtId,
      actor,
      action: kind === "extended" ? "letter.dueExtended" : "letter.dueSettled",
      of: stored,
      details: {
        place: `${letterDueParts[part]}：${due!.text.slice(0, 100)}`,
        ...(kind === "extended" ? { dueOn: [due!.dueOn, on] } : { settledOn: on }),
        reason,
      },
    });
    return done(undefined);
  });
}
