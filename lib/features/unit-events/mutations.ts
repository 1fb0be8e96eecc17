import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { changesByEvent } from "@/lib/domain/register/changes";
import type { EventDraft } from "@/lib/domain/register/event-draft";
import { questionText } from "@/lib/domain/register/event-questions";
import { relatedUnits } from "@/lib/domain/register/openings";
import { recordEvent } from "@/lib/domain/register/record-event";
import {
  partiesOf,
  periodsOf,
  unitEventLabels,
  type UnitEvent,
  type UnitRegister,
} from "@/lib/domain/register/register";
import { yearOf } from "@/lib/domain/register/days";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { followLastYear } from "@/lib/features/report-opening/mutations";
import type { recordEventSchema } from "@/lib/features/unit-events/schema";
import { readEventContext } from "@/lib/features/units/data";
import { isUnanswered } from "@/lib/features/fiscal-years/schema";
import { changeRegister, stateOf, writeRegister } from "@/lib/features/units/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** With `questions`, nothing was recorded yet: they have to be confirmed first, as they stand. */
export interface EventAnswer {
  questions: string[];
}

/**
 * Records an event: every unit that it touches, who owes which year, and the event itself, or nothing. What it does to
 * accounts is asked first; `confirmed` are the consequences that the person saw.
 */
export async function recordUnitEvent(
  districtId: string,
  actor: AuditActor,
  input: z.output<typeof recordEventSchema>,
): Promise<Outcome<EventAnswer>> {
  return changeRegister<EventAnswer>(districtId, async (transaction, register) => {
    const draft = draftOf(input, register);
    const recorded = recordEvent(register, draft, await readEventContext(districtId, transaction));
    if (!recorded.ok) return recorded;
    const parties = partiesOf(recorded.event);
    const unseen = register.events.slice(input.seenEvents);
    if (unseen.some((event) => [...partiesOf(event)].some((unitId) => parties.has(unitId))))
      return refused("其他管理员刚刚登记了这些单位的变动，请刷新后核对再登记。");
    const questions = recorded.questions.map((question) => questionText(recorded.register, question));
    if (isUnanswered(questions, input.confirmed)) return done({ questions });
    await writeRegister(transaction, districtId, register, recorded.register, actor);
    await followOpenings(transaction, districtId, recorded.register, recorded.event);
    await recordAudit(
      {
        districtId,
        action: "unit.updated",
        actor,
        subject: { kind: "unit", id: subjectOf(recorded.event), name: namesOf(recorded.register, [...parties]) },
        details: {
          event: unitEventLabels[draft.kind],
          effectiveOn: draft.effectiveOn,
          document: `${draft.document.number}（${draft.document.date}）`,
          changes: [...parties].flatMap((unitId) =>
            changesByEvent(recorded.event, unitId, { before: register, after: recorded.register }),
          ),
          predecessors: namesOf(register, recorded.event.predecessors),
          successors: namesOf(
            recorded.register,
            recorded.event.successors.map(({ unitId }) => unitId),
          ),
          open: questions,
          unitIds: [...parties],
        },
      },
      transaction,
    );
    return done({ questions: [] });
  });
}

/** The event with ids for the units that it founds. */
function draftOf(
  { effectiveOn, document, content }: z.output<typeof recordEventSchema>,
  register: UnitRegister,
): EventDraft {
  const base = { id: randomUUID(), effectiveOn, document };
  switch (content.kind) {
    case "merge":
      return { ...base, ...content, successor: { unitId: randomUUID(), state: stateOf(content.successor, register) } };
    case "split":
      return {
        ...base,
        ...content,
        successors: content.successors.map(({ unitId, share, state }) => ({
          unitId: unitId ?? randomUUID(),
          share,
          state: state && stateOf(state, register),
        })),
      };
    default:
      return { ...base, ...content };
  }
}

/** The unit under which the log lists an event: the one that goes in, or the first that comes out. */
function subjectOf({ predecessors, successors }: UnitEvent): string | null {
  return predecessors[0] ?? successors[0]?.unitId ?? null;
}

function namesOf(register: UnitRegister, unitIds: readonly string[]): string {
  return unitIds.map((unitId) => periodsOf(register, unitId).at(-1)?.name ?? "").join("、");
}

/** Reports that are being written open with what the event has handed to their units, from its year on. */
async function followOpenings(
  transaction: Prisma.TransactionClient,
  districtId: string,
  register: UnitRegister,
  event: UnitEvent,
): Promise<void> {
  // Only who ends or is divided hands balances over.
  if (event.finalReport === null) return;
  const [party] = partiesOf(event);
  const year = yearOf(event.effectiveOn);
  for (const each of [year, year + 1])
    for (const unitId of relatedUnits(register, party!).toSorted())
      await followLastYear(transaction, districtId, unitId, each);
}
