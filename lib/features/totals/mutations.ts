import { versionBasisLabels, type TotalScope } from "@/lib/domain/consolidation/scope";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { askFor, settleItem, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { requireYear } from "@/lib/features/fiscal-years/data";
import { hashOfTotal, makeTotal, outdatedSince, readMakingNow } from "@/lib/features/made-totals/data";
import { madeTotalSchema, type MadeTotal } from "@/lib/features/total-content/schema";
import { nameOfScope, partsOfTotal } from "@/lib/features/total-scopes/data";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import { findStoredTotal } from "@/lib/features/totals/data";
import type { AskedTotal, FreezeTotal, ProposeTotal, ReturnTotal } from "@/lib/features/totals/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

type Person = AuditActor & { id: string };

/** Keeps a total with its parts. */
async function storeTotal(
  transaction: Prisma.TransactionClient,
  districtId: string,
  { year, scope, basis }: AskedTotal,
  made: MadeTotal,
  madeById: string | null,
): Promise<void> {
  const { id } = await transaction.total.create({
    data: {
      districtId,
      year,
      scope: scope.kind,
      departmentId: departmentOfScope(scope),
      basis,
      content: made as unknown as Prisma.InputJsonObject,
      contentHash: hashOfTotal(made),
      madeById,
      madeAt: now(),
    },
    select: { id: true },
  });
  await transaction.totalPart.createMany({
    data: partsOfTotal(made).map((part) => ({ districtId, totalId: id, ...part })),
  });
}

/** Of the total that waits, when another one is handed on in its place. */
const REPLACED = "由新的提请代替。";

/**
 * Hands a total of approved accounts to another person for approval. What is incomplete or wrong is not handed on; one
 * that waits already is replaced only where the person has seen it.
 *
 * @throws AppError notFound for a year or a department that the district has not.
 */
export async function proposeTotal(
  districtId: string,
  actor: Person,
  { replaces, ...asked }: ProposeTotal,
): Promise<Outcome<undefined>> {
  if (asked.basis !== "approved") return refused(`提请批准的汇总须按“${versionBasisLabels.approved}”口径。`);
  const { year, scope, basis } = asked;
  const fiscalYear = await requireYear(districtId, year);
  const name = await nameOfScope(districtId, year, scope);
  const made = await makeTotal(districtId, fiscalYear, scope, basis);
  const blocking = made.findings.filter(({ severity }) => severity === "blocking");
  if (blocking.length > 0) return refused(...blocking.map(({ message }) => message));
  const waiting = await findStoredTotal(districtId, year, scope, { basis, state: "proposed" });
  if (waiting && waiting.id !== replaces)
    return refused(`${waiting.madeBy}已提请的汇总还在等待批准。请刷新后查看，再决定是否以新的提请代替。`);
  if (!waiting && replaces !== null) return refused("要代替的提请已经办理，请刷新后再办。");
  try {
    return await db().$transaction(async (transaction) => {
      if (waiting && !(await endProposal(transaction, { districtId, totalId: waiting.id, actor, reason: REPLACED })))
        return refused("要代替的提请已经办理，请刷新后再办。");
      await storeTotal(transaction, districtId, asked, made, actor.id);
      await recordAudit(
        {
          districtId,
          action: "total.proposed",
          actor,
          subject: { kind: "fiscalYear", id: fiscalYear.id, name },
          details: { contentHash: hashOfTotal(made), ...(waiting && { replaces: waiting.contentHash }) },
        },
        transaction,
      );
      return done(undefined);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused("他人刚刚提请了汇总，请刷新后再办。");
    throw error;
  }
}

/** Takes a total that waits for approval out of it; whether it still waited. */
async function endProposal(
  transaction: Prisma.TransactionClient,
  { districtId, totalId, actor, reason }: { districtId: string; totalId: string; actor: Person; reason: string },
): Promise<boolean> {
  const { count } = await transaction.total.updateMany({
    where: { districtId, id: totalId, frozenById: null, returnedById: null },
    data: { returnedById: actor.id, returnedAt: now(), returnReason: reason },
  });
  return count > 0;
}

/** A total that was handed on. @throws AppError notFound for one of another district, or made by a job */
async function requireProposed(districtId: string, totalId: string) {
  const found = await db().total.findUnique({ where: { districtId_id: { districtId, id: totalId } } });
  if (!found?.madeById) throw new AppError("notFound", `total ${totalId}`);
  const scope: TotalScope =
    found.departmentId === null
      ? { kind: "district" }
      : { kind: found.scope as "own" | "department", departmentId: found.departmentId };
  return { found, scope, name: await nameOfScope(districtId, found.year, scope) };
}

const decided = "这份汇总已经批准、退回或撤回，请刷新后再办。";

async function giveBack(
  districtId: string,
  actor: Person,
  { totalId, reason }: ReturnTotal,
  whose: "own" | "others",
): Promise<Outcome<undefined>> {
  const { found, name } = await requireProposed(districtId, totalId);
  if ((found.madeById === actor.id) !== (whose === "own"))
    return refused(whose === "own" ? "不是您提请的汇总，请用退回。" : "自己提请的汇总，请用撤回。");
  return db().$transaction(async (transaction) => {
    if (!(await endProposal(transaction, { districtId, totalId, actor, reason }))) return refused(decided);
    await recordAudit(
      {
        districtId,
        action: "total.returned",
        actor,
        subject: { kind: "fiscalYear", id: null, name },
        details: { contentHash: found.contentHash, reason },
      },
      transaction,
    );
    return done(undefined);
  });
}

/**
 * Sends a total back that somebody else has handed on: 退回.
 *
 * @throws AppError notFound for a total of another district.
 */
export const returnTotal = (districtId: string, actor: Person, input: ReturnTotal) =>
  giveBack(districtId, actor, input, "others");

/**
 * Takes a total back that the person has handed on: 撤回.
 *
 * @throws AppError notFound for a total of another district.
 */
export const takeBackTotal = (districtId: string, actor: Person, input: ReturnTotal) =>
  giveBack(districtId, actor, input, "own");

/**
 * Freezes a total that somebody else has handed on, while its parts are as they were.
 *
 * @throws AppError notFound for a total of another district.
 */
export async function freezeTotal(
  districtId: string,
  actor: Person,
  { totalId, contentHash }: FreezeTotal,
): Promise<Outcome<undefined>> {
  const { found, scope, name } = await requireProposed(districtId, totalId);
  if (found.frozenById !== null || found.returnedById !== null) return refused(decided);
  if (found.madeById === actor.id) return refused("提请的人不能批准自己编制的汇总，请由另一位审核人批准。");
  const made = readStored(madeTotalSchema, found.content, `total ${totalId}`);
  if (found.contentHash !== contentHash || hashOfTotal(made) !== contentHash)
    return refused("汇总的内容与您看到的不同，请刷新后核对再批准。");
  const changes = outdatedSince({ made, madeAt: found.madeAt }, await readMakingNow(districtId, found.year, scope));
  if (changes.length > 0)
    return refused(
      `提请之后，${changes.map((part) => `${part.name}${part.change}`).join("、")}，这份汇总已经过时。请重新提请。`,
    );
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.total.updateMany({
      where: { districtId, id: totalId, frozenById: null, returnedById: null },
      data: { frozenById: actor.id, frozenAt: now() },
    });
    if (count === 0) return refused(decided);
    await recordAudit(
      {
        districtId,
        action: "total.frozen",
        actor,
        subject: { kind: "fiscalYear", id: null, name },
        details: { contentHash },
      },
      transaction,
    );
    return done(undefined);
  });
}

/**
 * Asks for a total of many units to be made in the background.
 *
 * @throws AppError notFound for a year or a department that the district has not.
 */
export async function askForTotal(
  districtId: string,
  actor: Person,
  asked: AskedTotal,
): Promise<Outcome<{ jobId: string }>> {
  await requireYear(districtId, asked.year);
  const { year, scope, basis } = asked;
  const name = await nameOfScope(districtId, year, scope);
  const subject = `${name}（${versionBasisLabels[basis]}）`;
  const jobId = await db().$transaction((transaction) =>
    askFor(transaction, {
      districtId,
      kind: "total",
      askedBy: actor,
      subject,
      items: [
        {
          label: subject,
          href: null,
          input: { year, scope: scope.kind, departmentId: departmentOfScope(scope), basis },
        },
      ],
    }),
  );
  return done({ jobId });
}

/** Makes a total, and puts it in the place of the one that a job made before. */
export async function makeTotalOfJob(claim: Claim, item: ItemOf<"total">): Promise<ItemOutcome> {
  const { districtId } = claim;
  const { year, departmentId, basis } = item;
  const fiscalYear = await requireYear(districtId, year);
  const scope: TotalScope =
    departmentId === null ? { kind: "district" } : { kind: item.scope === "own" ? "own" : "department", departmentId };
  const made = await makeTotal(districtId, fiscalYear, scope, basis);
  const outcome: ItemOutcome = { state: "done", reasons: [] };
  await db().$transaction(async (transaction) => {
    await transaction.total.deleteMany({
      where: { districtId, year, scope: scope.kind, departmentId, basis, madeById: null },
    });
    await storeTotal(transaction, districtId, { year, scope, basis }, made, null);
    await settleItem(claim, outcome, transaction);
  });
  return outcome;
}
