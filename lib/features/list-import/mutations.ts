import { randomUUID } from "node:crypto";
import { can } from "@/lib/domain/report/permissions";
import { countOutcomes } from "@/lib/domain/lists/difference";
import { changesByEvent } from "@/lib/domain/register/changes";
import { periodsBeside, unitEventLabels, type UnitRegister } from "@/lib/domain/register/register";
import { recordAudit, recordAudits, type AuditActor, type AuditEntry } from "@/lib/features/audit/mutations";
import {
  askFor,
  itemOutcomeOf,
  settleItem,
  type Claim,
  type ItemOutcome,
} from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import {
  findImport,
  planOf,
  readListFile,
  type ListDeeds,
  type ListPlan,
  type StoredImport,
} from "@/lib/features/list-import/data";
import {
  APPLIED_AT_ONCE,
  changingLines,
  importKinds,
  importPath,
  importResultSchema,
  type ImportKindId,
  type ImportResult,
  type ReadListInput,
} from "@/lib/features/list-import/schema";
import { writePortalAddresses } from "@/lib/features/portal-addresses/mutations";
import type { Person } from "@/lib/features/session/data";
import { writeCatalogue } from "@/lib/features/subjects/mutations";
import { lockRegister, writeRegister } from "@/lib/features/units/mutations";
import { issueFirstPasswords, lockUsers, unusablePassword, writePeople } from "@/lib/features/users/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Takes a file in: it is read and kept, and nothing else is written. */
export async function readListImport(
  districtId: string,
  actor: { id: string },
  { kind, fileName, catalogueId, content }: ReadListInput,
): Promise<Outcome<{ importId: string }>> {
  if (kind === "subjects" && catalogueId === null) return refused("请填写科目目录的名称。");
  const read = await readListFile(kind, Buffer.from(content, "base64"));
  if (!read.ok) return read;
  const { id: importId } = await db().listImport.create({
    data: {
      districtId,
      kind,
      fileName,
      catalogueId: kind === "subjects" ? catalogueId : null,
      sheets: read.data as unknown as Prisma.InputJsonArray,
      readById: actor.id,
      readAt: now(),
    },
    select: { id: true },
  });
  return done({ importId });
}

/** What came of asking: it is applied, or a background job is to do it. */
export interface ApplyAnswer {
  jobId: string | null;
}

/**
 * Applies an import as the person saw it, or asks for a background job when it is large. Only what stands in the
 * difference is done, all of it or nothing, and only while what is stored is what it was compared with.
 */
export async function applyListImport(
  districtId: string,
  actor: AuditActor & { id: string },
  input: { importId: string; digest: string },
): Promise<Outcome<ApplyAnswer>> {
  const stored = await importOf(districtId, input.importId);
  if (stored.emptiedAt !== null) return refused(contentGone);
  const plan = await planOf(stored, { districtId, importerId: actor.id });
  const reasons = reasonsAgainst(stored, plan, input.digest);
  if (reasons.length > 0) return refused(...reasons);
  if (changingLines(plan.lines) <= APPLIED_AT_ONCE) {
    const applied = await apply(districtId, actor, input);
    return applied.ok ? done({ jobId: null }) : applied;
  }
  return db().$transaction(async (transaction) => {
    const jobId = await askFor(transaction, {
      districtId,
      kind: "listImport",
      askedBy: actor,
      subject: `${importKinds[stored.kind].label} ${stored.fileName}`,
      items: [{ label: stored.fileName, href: importPath(stored.kind, stored.id), input }],
    });
    await transaction.listImport.update({ where: { districtId_id: { districtId, id: stored.id } }, data: { jobId } });
    return done({ jobId });
  });
}

/** A background job's import: for a person who may still do it. */
export async function applyImportOfJob(
  claim: Claim,
  { importId, digest }: ItemOf<"listImport">,
  person: Person,
): Promise<ItemOutcome> {
  const { districtId } = claim;
  const { kind } = await importOf(districtId, importId);
  const { label, permission } = importKinds[kind];
  if (!can(person.actor, permission, { districtId }))
    return { state: "leftOut", reasons: [`您已没有导入${label}的权限。`] };
  const outcome = await apply(districtId, person.user, { importId, digest }, (transaction, result) =>
    settleItem(claim, itemOutcomeOf(result), transaction),
  );
  return itemOutcomeOf(outcome);
}

const changedMeanwhile =
  "您核对之后，系统中的数据又有变动（其他管理员可能刚刚修改过）。没有导入任何内容，请刷新本页，重新核对后再导入。";

/** The event of the log that an import is. */
const importedEvents = {
  units: { action: "units.imported" },
  users: { action: "users.imported" },
  subjects: { action: "catalogue.imported" },
  portal: { action: "portalAddresses.imported" },
} as const satisfies Record<ImportKindId, Pick<AuditEntry, "action">>;

const contentGone = "这个文件的内容已过保存期限，没有导入。请重新选择文件。";

/** Reading, comparing and writing some thousand records. */
const LIMIT_MS = 60_000;

async function apply(
  districtId: string,
  actor: AuditActor & { id: string },
  { importId, digest }: { importId: string; digest: string },
  settle?: (transaction: Prisma.TransactionClient, outcome: Outcome<unknown>) => Promise<void>,
): Promise<Outcome<undefined>> {
  const started = performance.now();
  const { kind, catalogueId } = await importOf(districtId, importId);
  // Before the transaction: it takes a processor, not the database.
  const passwordHash = kind === "users" ? await unusablePassword() : "";
  const outcome = await db().$transaction(
    async (transaction): Promise<Outcome<undefined>> => {
      if (kind === "units") await lockRegister(transaction, districtId);
      if (kind === "users") await lockUsers(transaction, districtId);
      await transaction.$executeRaw`
        SELECT FROM list_import WHERE district_id = ${districtId}::uuid AND id = ${importId}::uuid FOR UPDATE`;
      const stored = await importOf(districtId, importId, transaction);
      if (stored.emptiedAt !== null) {
        await settle?.(transaction, refused(contentGone));
        return refused(contentGone);
      }
      const options = { districtId, importerId: actor.id, nextId: ascendingIds(), client: transaction };
      const plan = await planOf(stored, options);
      const reasons = reasonsAgainst(stored, plan, digest);
      if (reasons.length > 0) {
        await settle?.(transaction, refused(...reasons));
        return refused(...reasons);
      }
      const created = await writeDeeds(transaction, { districtId, actor, stored, deeds: plan.deeds, passwordHash });
      const { lines, questions } = plan;
      const result: ImportResult = { lines, questions, created, durationMs: Math.round(performance.now() - started) };
      await transaction.listImport.update({
        where: { districtId_id: { districtId, id: importId } },
        data: { appliedById: actor.id, appliedAt: now(), result: result as unknown as Prisma.InputJsonObject },
      });
      const { new: added, changed } = countOutcomes(lines);
      await recordAudit(
        {
          districtId,
          ...importedEvents[kind],
          actor,
          subject:
            kind === "subjects"
              ? { kind: "catalogue", id: catalogueId, name: catalogueId! }
              : { kind: "district", id: districtId, name: stored.fileName },
          details: { fileName: stored.fileName, added, changed, importId, open: questions },
        },
        transaction,
      );
      await settle?.(transaction, done(undefined));
      return done(undefined);
    },
    { timeout: LIMIT_MS, maxWait: 10_000 },
  );
  return outcome;
}

/** Why an import is not applied as the person saw it; empty when it may be. */
function reasonsAgainst({ appliedAt }: StoredImport, plan: ListPlan, digest: string): string[] {
  if (appliedAt !== null) return ["这个文件已经导入过。"];
  if (plan.digest !== digest) return [changedMeanwhile];
  if (plan.refusals.length > 0) return plan.refusals;
  const { problem } = countOutcomes(plan.lines);
  if (problem > 0) return [`还有 ${problem} 行有问题。请在文件中改正后重新选择文件。`];
  return changingLines(plan.lines) === 0 ? ["文件与系统中的数据一致，没有需要导入的变化。"] : [];
}

const IDS_AT_ONCE = 1_000;

/** Ids of which each is greater than the one before: events of one day are read in the order of theirs. */
function ascendingIds(): () => string {
  let batch = 0;
  let ids: string[] = [];
  return () => {
    if (ids.length === 0) {
      // The first digits count the batches.
      const prefix = (batch++).toString(16).padStart(4, "0");
      ids = Array.from({ length: IDS_AT_ONCE }, () => prefix + randomUUID().slice(4))
        .sort()
        .reverse();
    }
    return ids.pop()!;
  };
}

interface Writing {
  districtId: string;
  actor: AuditActor & { id: string };
  stored: StoredImport;
  deeds: ListDeeds;
  passwordHash: string;
}

/** @returns the people who are new. */
async function writeDeeds(
  transaction: Prisma.TransactionClient,
  { districtId, actor, stored, deeds, passwordHash }: Writing,
): Promise<ImportResult["created"]> {
  switch (deeds.kind) {
    case "units":
      await writeRegister(transaction, districtId, deeds.before, deeds.after, actor);
      await recordAudits(eventsOfUnits(districtId, actor, deeds, stored.id), transaction);
      return [];
    case "users":
      return writePeople(transaction, districtId, actor, deeds.deeds, { passwordHash, importId: stored.id });
    case "portal":
      await writePortalAddresses(transaction, districtId, actor, { deeds: deeds.deeds, importId: stored.id });
      return [];
    case "subjects":
      await writeCatalogue(transaction, deeds.catalogueId, deeds.rows);
      return [];
  }
}

/** Every unit that entered, and every event, is found in the log under its unit. */
function eventsOfUnits(
  districtId: string,
  actor: AuditActor,
  { before, after }: { before: UnitRegister; after: UnitRegister },
  importId: string,
): AuditEntry[] {
  const known = new Set(before.periods.map(({ unitId }) => unitId));
  const begun = periodsBeside(after, before);
  const nameOf = new Map(begun.map(({ unitId, name }) => [unitId, name]));
  const entered = begun.filter(
    ({ unitId }, at) => !known.has(unitId) && begun.findIndex((each) => each.unitId === unitId) === at,
  );
  const recorded = new Set(before.events);
  const events = after.events.filter((event) => !recorded.has(event) && event.kind !== "found");
  return [
    ...entered.map(
      ({ unitId, name, code, kind, validFrom }): AuditEntry => ({
        districtId,
        action: "unit.created",
        actor,
        subject: { kind: "unit", id: unitId, name },
        details: { code, kind, foundedOn: validFrom, importId },
      }),
    ),
    ...events.map(
      ({ kind, effectiveOn, document, successors }): AuditEntry => ({
        districtId,
        action: "unit.updated",
        actor,
        subject: { kind: "unit", id: successors[0]!.unitId, name: nameOf.get(successors[0]!.unitId) ?? "" },
        details: {
          event: unitEventLabels[kind],
          effectiveOn,
          document: `${document.number}（${document.date}）`,
          changes: changesByEvent({ kind }, successors[0]!.unitId, { before, after }),
          importId,
        },
      }),
    ),
  ];
}

/** @throws AppError notFound when the district has no such import. */
async function importOf(
  districtId: string,
  importId: string,
  client?: Prisma.TransactionClient,
): Promise<StoredImport> {
  const stored = await findImport(districtId, importId, client);
  if (!stored) throw new AppError("notFound", `import ${importId}`);
  return stored;
}

/** First passwords for people who are new by an import and have not signed in; each is told once and kept nowhere. */
export async function issuePasswordsOfImport(
  districtId: string,
  actor: AuditActor,
  { importId, userIds }: { importId: string; userIds: readonly string[] },
): Promise<Outcome<{ issued: { userId: string; username: string; name: string; password: string }[] }>> {
  const row = await db().listImport.findUnique({ where: { districtId_id: { districtId, id: importId } } });
  if (!row?.result) throw new AppError("notFound", `import ${importId}`);
  const created = new Set(importResultSchema.parse(row.result).created.map(({ userId }) => userId));
  const issued = await issueFirstPasswords(
    districtId,
    actor,
    userIds.filter((userId) => created.has(userId)),
  );
  return done({ issued });
}

/** Moments before which imports are emptied, and the present one. */
interface ImportRetention {
  at: Date;
  appliedBefore: Date;
  /** For those that were read and not applied. */
  unusedBefore: Date;
}

/**
 * Empties the rows of old imports: of the file, and of what came of it. Who brought in which file, when, and how many
 * records were new or changed stays.
 *
 * @returns how many imports.
 */
export async function emptyOldImports({ at, appliedBefore, unusedBefore }: ImportRetention): Promise<number> {
  const old = await db().listImport.findMany({
    where: {
      emptiedAt: null,
      OR: [{ appliedAt: { lt: appliedBefore } }, { appliedAt: null, readAt: { lt: unusedBefore } }],
    },
    select: { districtId: true, id: true },
  });
  let emptied = 0;
  for (const { districtId, id } of old)
    emptied += await db().$transaction(async (transaction) => {
      await transaction.$executeRaw`
        SELECT FROM list_import WHERE district_id = ${districtId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      const key = { districtId_id: { districtId, id } };
      const row = await transaction.listImport.findUniqueOrThrow({ where: key });
      if (row.emptiedAt !== null) return 0;
      const result = row.result === null ? null : importResultSchema.parse(row.result);
      const kept: ImportResult | null = result && {
        lines: [],
        questions: [],
        created: [],
        durationMs: result.durationMs,
        counts: countOutcomes(result.lines),
      };
      await transaction.listImport.update({
        where: key,
        data: { emptiedAt: at, sheets: [], ...(kept && { result: kept as unknown as Prisma.InputJsonObject }) },
      });
      return 1;
    });
  return emptied;
}
