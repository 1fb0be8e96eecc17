import "server-only";
import { writeList, writeTemplate, type ListFormat } from "@/lib/documents/lists/write-list";
import { can } from "@/lib/domain/report/permissions";
import { auditFilterSchema } from "@/lib/features/audit-log/schema";
import { loadRowsOfList, templateOf } from "@/lib/features/list-exports/data";
import { recordListExport } from "@/lib/features/list-exports/mutations";
import {
  exportedLists,
  listFilterSchema,
  type ExportedListId,
  type TemplateListId,
} from "@/lib/features/list-exports/schema";
import { askedYear, listFiscalYears } from "@/lib/features/fiscal-years/data";
import { listChosen, readQueueOf } from "@/lib/features/queue/data";
import type { QueueQuery } from "@/lib/features/queue/schema";
import { sessionOrThrow, type Session } from "@/lib/features/session/loaders";
import { costlyLimit, isWithinLimit } from "@/lib/platform/action-limits";
import { AppError } from "@/lib/platform/errors";

/**
 * A list as a file, while it is read; `filter` may come straight from the query string. Who took which list out is in the
 * log.
 *
 * @throws AppError notSignedIn, forbidden, tooManyRequests, invalidInput for a filter that is none, notFound for a year or a catalogue.
 */
export async function loadList(
  list: ExportedListId,
  format: ListFormat,
  filter: Record<string, string>,
): Promise<{ stream: ReadableStream<Uint8Array>; name: string }> {
  const session = await sessionFor(list);
  if (exportedLists[list].isCostly && !(await isWithinLimit(`list of ${list}`, session.user.id, costlyLimit)))
    throw new AppError("tooManyRequests", `list of ${list}`);
  const parsed = listFilterSchema.safeParse(filter);
  if (!parsed.success) throw new AppError("invalidInput", parsed.error.message);
  const audit = auditFilterSchema.parse(filter);
  const { queue, ...narrowed } = parsed.data;
  const units = queue === undefined ? {} : { units: await unitsOfQueue(session, narrowed.year, queue) };
  const rows = await loadRowsOfList(list, session, { ...narrowed, ...units, audit });
  await recordListExport(session.district, session.user, { list, format, filter });
  return { stream: writeList(rows, format), name: rows.name };
}

/** Codes of the units that the queue of a year shows. @throws AppError notFound for a year that there is not */
async function unitsOfQueue({ district, user }: Session, asked: number | undefined, query: QueueQuery) {
  const year = askedYear(await listFiscalYears(district.id), asked)?.year;
  if (year === undefined) throw new AppError("notFound", `year ${asked}`);
  const shown = await listChosen(await readQueueOf(district.id, user.id, year), { kind: "shown", query });
  return new Set(shown.map(({ unitCode }) => unitCode));
}

/**
 * The empty form of a list, to be filled in and imported.
 *
 * @throws AppError notSignedIn or forbidden.
 */
export async function loadTemplate(list: TemplateListId): Promise<{ bytes: Uint8Array; name: string }> {
  await sessionFor(list);
  const { name, columns } = templateOf(list);
  return { bytes: await writeTemplate(name, columns), name: `${name}导入模板` };
}

async function sessionFor(list: ExportedListId): Promise<Session> {
  const session = await sessionOrThrow();
  if (!can(session.actor, exportedLists[list].permission, { districtId: session.district.id }))
    throw new AppError("forbidden", `list of ${list}`);
  return session;
}
