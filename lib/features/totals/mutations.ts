import { outdatedBy } from "@/lib/domain/consolidation/frozen";
import { totalScopeLabels, versionBasisLabels, type TotalScope } from "@/lib/domain/consolidation/scope";
import { addressProblem, addressProblemMessages } from "@/lib/domain/formats/address-problem";
import { formatOf } from "@/lib/domain/formats/format-of";
import { unitOfInput } from "@/lib/domain/formats/stored-values";
import { amountProblemMessage, parseAmount } from "@/lib/domain/words/amounts";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { askFor, settleItem, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { hashOfTotal, makeTotal, partsOfTotal, readPartsNow } from "@/lib/features/totals/data";
import {
  departmentOfScope,
  madeTotalSchema,
  type AskedTotal,
  type DecideAdjustment,
  type FreezeTotal,
  type MadeTotal,
  type ProposeAdjustment,
} from "@/lib/features/totals/schema";
import { dateOf, listUnitsOfYear } from "@/lib/features/units/data";
import { decimalOf } from "@/lib/features/versions/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

type Person = AuditActor & { id: string };

async function requireYear(districtId: string, year: number): Promise<FiscalYearRow> {
  const found = (await listFiscalYears(districtId)).find((each) => each.year === year);
  if (!found) throw new AppError("notFound", `year ${year}`);
  return found;
}

/** What a total is called: 区教育局2021年度部门汇总. @throws AppError notFound for a department of another district */
async function nameOfScope(districtId: string, year: number, scope: TotalScope): Promise<string> {
  const departmentId = departmentOfScope(scope);
  if (departmentId === null) return `${year}年度${totalScopeLabels.district}`;
  const [department] = await listUnitsOfYear(districtId, year, { unitIds: [departmentId] });
  if (department?.level !== "department") throw new AppError("notFound", `department ${departmentId}`);
  return `${department.name}${year}年度${totalScopeLabels[scope.kind]}`;
}

/**
 * Writes down what is to be entered into a total beside its units. It counts once another person has approved it.
 *
 * @throws AppError notFound for a year or a department that the district has not.
 */
export async function proposeAdjustment(
  districtId: string,
  actor: Person,
  { year, departmentId, lines, documentDate, ...said }: ProposeAdjustment,
): Promise<Outcome<{ adjustmentId: string }>> {
  const fiscalYear = await requireYear(districtId, year);
  const scope: TotalScope = departmentId === null ? { kind: "district" } : { kind: "department", departmentId };
  const name = await nameOfScope(districtId, year, scope);
  if (documentDate > chinaDay(now())) return refused("文件日期还没有到，请核对。");
  const { sheets } = formatOf(fiscalYear.tableSetId);
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const problems: string[] = [];
  const stored = new Map<string, Prisma.TotalAdjustmentLineCreateManyInput>();
  const id = crypto.randomUUID();
  lines.forEach(({ place, code, amount }, at) => {
    const [sheet = "", row = "", fund = "", column = ""] = place.split(":");
    const address = { sheet, row: row === "" ? code : row, fund, column } as FactAddress;
    const ofPlace = addressProblem(address, sheets, catalogues);
    const measure = sheets.measureOf(address);
    const unit = unitOfInput(measure, "yuan" as const);
    // What is taken out of a sum is negative, wherever it stands.
    const typed = parseAmount(amount, unit, { allowNegative: true });
    const behaviour = sheets.inSumOf(address);
    const key = `${sheet}:${address.row}:${fund}:${column}`;
    if (ofPlace) problems.push(`第 ${at + 1} 笔：${addressProblemMessages[ofPlace]}`);
    else if (behaviour === "left" || behaviour === "memberByMember")
      problems.push(`第 ${at + 1} 笔：这一栏不汇总，不能调整。`);
    else if (!typed.ok) problems.push(`第 ${at + 1} 笔：${amountProblemMessage(typed.problem, unit)}`);
    else if (typed.value === null || typed.value === 0) problems.push(`第 ${at + 1} 笔：请填写不为零的金额。`);
    else if (stored.has(key)) problems.push(`第 ${at + 1} 笔：与前面一笔是同一栏，请合并填列。`);
    else
      stored.set(key, {
        districtId,
        adjustmentId: id,
        ...address,
        measure,
        amount: decimalOf(measure, typed.value),
      });
  });
  if (problems.length > 0) return refused(...problems);
  await db().$transaction(async (transaction) => {
    await transaction.totalAdjustment.create({
      data: {
        districtId,
        id,
        year,
        departmentId,
        ...said,
        documentDate: dateOf(documentDate),
        proposedById: actor.id,
        proposedAt: now(),
      },
    });
    await transaction.totalAdjustmentLine.createMany({ data: [...stored.values()] });
    await recordAudit(
      {
        districtId,
        action: "adjustment.proposed",
        actor,
        subject: { kind: "fiscalYear", id: fiscalYear.id, name },
        details: { document: `${said.documentNumber}（${documentDate}）`, lines: stored.size },
      },
      transaction,
    );
  });
  return done({ adjustmentId: id });
}

/**
 * Approves an adjustment of somebody else, or withdraws one.
 *
 * @throws AppError notFound for an adjustment of another district.
 */
export async function decideAdjustment(
  districtId: string,
  actor: Person,
  { adjustmentId, decision }: DecideAdjustment,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM total_adjustment WHERE district_id = ${districtId}::uuid AND id = ${adjustmentId}::uuid FOR UPDATE`;
    const found = await transaction.totalAdjustment.findUnique({
      where: { districtId_id: { districtId, id: adjustmentId } },
    });
    if (!found) throw new AppError("notFound", `adjustment ${adjustmentId}`);
    if (found.state === "withdrawn") return refused("这笔代编或调整已经撤销，请刷新后再办。");
    if (decision === "approved" && found.state === "approved") return refused("这笔代编或调整已经批准，请刷新后再办。");
    if (decision === "approved" && found.proposedById === actor.id)
      return refused("提请的人不能批准自己的代编或调整，请由另一位审核人批准。");
    await transaction.totalAdjustment.update({
      where: { districtId_id: { districtId, id: adjustmentId } },
      data: { state: decision, decidedById: actor.id, decidedAt: now() },
    });
    await recordAudit(
      {
        districtId,
        action: decision === "approved" ? "adjustment.approved" : "adjustment.withdrawn",
        actor,
        subject: { kind: "fiscalYear", id: null, name: `${found.year}年度汇总` },
        details: { document: found.documentNumber },
      },
      transaction,
    );
    return done(undefined);
  });
}

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

/**
 * Hands a total of approved accounts to another person for approval. What is incomplete or wrong is not handed on.
 *
 * @throws AppError notFound for a year or a department that the district has not.
 */
export async function proposeTotal(districtId: string, actor: Person, asked: AskedTotal): Promise<Outcome<undefined>> {
  if (asked.basis !== "approved") return refused(`提请批准的汇总须按“${versionBasisLabels.approved}”口径。`);
  const fiscalYear = await requireYear(districtId, asked.year);
  const name = await nameOfScope(districtId, asked.year, asked.scope);
  const made = await makeTotal(districtId, fiscalYear, asked.scope, asked.basis);
  const blocking = made.findings.filter(({ severity }) => severity === "blocking");
  if (blocking.length > 0) return refused(...blocking.map(({ message }) => message));
  await db().$transaction(async (transaction) => {
    await storeTotal(transaction, districtId, asked, made, actor.id);
    await recordAudit(
      {
        districtId,
        action: "total.proposed",
        actor,
        subject: { kind: "fiscalYear", id: fiscalYear.id, name },
        details: { contentHash: hashOfTotal(made) },
      },
      transaction,
    );
  });
  return done(undefined);
}

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
  const found = await db().total.findUnique({ where: { districtId_id: { districtId, id: totalId } } });
  if (!found?.madeById) throw new AppError("notFound", `total ${totalId}`);
  if (found.frozenById !== null) return refused("这份汇总已经批准，请刷新后再办。");
  if (found.madeById === actor.id) return refused("提请的人不能批准自己编制的汇总，请由另一位审核人批准。");
  const scope: TotalScope =
    found.departmentId === null
      ? { kind: "district" }
      : { kind: found.scope as "own" | "department", departmentId: found.departmentId };
  const made = readStored(madeTotalSchema, found.content, `total ${totalId}`);
  if (found.contentHash !== contentHash || hashOfTotal(made) !== contentHash)
    return refused("汇总的内容与您看到的不同，请刷新后核对再批准。");
  const today = await readPartsNow(districtId, found.year, scope);
  if (outdatedBy(partsOfTotal(made), today.parts, today.scope).length > 0)
    return refused("提请之后有单位的决算变动，这份汇总已经过时。请重新提请。");
  const name = await nameOfScope(districtId, found.year, scope);
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.total.updateMany({
      where: { districtId, id: totalId, frozenById: null },
      data: { frozenById: actor.id, frozenAt: now() },
    });
    if (count === 0) return refused("这份汇总已经批准，请刷新后再办。");
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
