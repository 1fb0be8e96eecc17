import { letterDues, type LetterDueEvent } from "@/lib/domain/decision/letter/letter-dues";
import type { LetterStatus } from "@/lib/domain/decision/letter/letter-rules";
import type { LetterDuty } from "@/lib/domain/decision/due-list";
import { letterContentSchema } from "@/lib/features/letters/schema";
import { dayOf } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** An event as people read it. */
export interface RecordedDueEvent extends LetterDueEvent {
  by: string;
  at: string;
}

/** What became of the lines of letters that have a day, by letter, the oldest first. */
export async function listDueEvents(
  districtId: string,
  letterIds: readonly string[],
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, RecordedDueEvent[]>> {
  const rows = await client.letterDueEvent.findMany({
    where: { districtId, letterId: { in: [...letterIds] } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    districtId,
    rows.map(({ byId }) => byId),
  );
  const events = new Map<string, RecordedDueEvent[]>(letterIds.map((id) => [id, []]));
  for (const { letterId, part, position, kind, on, reason, byId, at } of rows)
    events.get(letterId)!.push({
      part,
      position,
      kind,
      on: dayOf(on),
      reason,
      by: names.get(byId) ?? "",
      at: at.toISOString(),
    });
  return events;
}

/** The same of one letter. */
export async function readDueEvents(
  districtId: string,
  letterId: string,
  client?: Prisma.TransactionClient,
): Promise<RecordedDueEvent[]> {
  return (await listDueEvents(districtId, [letterId], client)).get(letterId)!;
}

const inForce: LetterStatus[] = ["issued", "received"];

/** What the bureau's and the departments' letters of a year in force ask for by a day. */
export async function listLetterDuties(districtId: string, fiscalYearId: string): Promise<LetterDuty[]> {
  const rows = await db().approvalLetter.findMany({
    where: { districtId, fiscalYearId, status: { in: inForce } },
    select: {
      id: true,
      number: true,
      addresseeId: true,
      content: true,
      fiscalYear: { select: { year: true } },
    },
  });
  const events = await listDueEvents(
    districtId,
    rows.map(({ id }) => id),
  );
  const asking = rows.flatMap(({ id, number, addresseeId, content, fiscalYear }) => {
    const letter = readStored(letterContentSchema, content, `letter ${id}`);
    return letterDues(letter, events.get(id)!).map((due) => ({
      letterId: id,
      number: number!,
      addresseeId,
      letter,
      year: fiscalYear.year,
      due,
    }));
  });
  if (asking.length === 0) return [];
  const units = await db().$queryRaw<{ id: string; code: string }[]>`
    SELECT a.id, u.code
    FROM unnest(${[...new Set(asking.map(({ addresseeId }) => addresseeId))]}::uuid[]) a(id)
    CROSS JOIN LATERAL unit_as_of(a.id, make_date(${asking[0]!.year}::int, 12, 31)) u`;
  const codes = new Map(units.map(({ id, code }) => [id, code]));
  return asking.map(({ letterId, number, addresseeId, letter: { issuer, addressee }, due }) => ({
    letterId,
    number,
    issuer,
    unitCode: codes.get(addresseeId) ?? "",
    unitName: addressee,
    due,
  }));
}
