import type { z } from "zod";
import {
  isOwnPoint,
  nextOwnId,
  pointChangeProblems,
  type PointChange,
} from "@/lib/domain/review-points/points-of-year";
import { reviewPoints } from "@/lib/domain/review-points/points";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readPointChanges } from "@/lib/features/review-points/data";
import type { demandSignOffsSchema, savePointSchema } from "@/lib/features/review-points/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

type Author = AuditActor & { id: string };

/** Longest list of own points: their ids have two digits. */
const mostOwnPoints = 99;

/** Keeps a point of a year as a district wants it: off, in other words, for some kinds of unit, or one of its own. */
export async function savePoint(
  districtId: string,
  actor: Author,
  { fiscalYearId, known, pointId, ...wanted }: z.output<typeof savePointSchema>,
): Promise<Outcome<{ pointId: string }>> {
  return db().$transaction(async (transaction) => {
    const year = await openYear(transaction, districtId, fiscalYearId);
    if (year === null) return refused(closedYear);
    const changes = await readPointChanges(districtId, fiscalYearId, transaction);
    const id = pointId ?? nextOwnId(changes);
    if (pointId === null && changes.filter((change) => isOwnPoint(change.pointId)).length >= mostOwnPoints)
      return refused(`自定要点最多 ${mostOwnPoints} 条。`);
    const change: PointChange = { pointId: id, ...wanted };
    const problems = pointChangeProblems(change);
    if (problems.length > 0) return refused(...problems);
    const before = changes.find((each) => each.pointId === id);
    if (pointId !== null && isOwnPoint(id) && !before) throw new AppError("notFound", `point ${id}`);
    if ((before?.number ?? 0) !== known) return refused("他人刚刚调整了这条要点，请刷新后核对再保存。");
    const original = reviewPoints.find((point) => point.id === id);
    if (original && change.question === original.question) change.question = null;
    if (original && sameKinds(change.kinds, original.kinds ?? null)) change.kinds = null;
    if (isSame(change, before ?? { pointId: id, isOff: false, question: null, area: null, kinds: null }))
      return refused("要点与现在相同，没有需要保存的内容。");
    await keep(transaction, { districtId, fiscalYearId, actor, year }, [{ change, number: known + 1 }]);
    return done({ pointId: id });
  });
}

/** Takes over what last year made of its points, where this year has made nothing of them. */
export async function takeOverPoints(
  districtId: string,
  actor: Author,
  fiscalYearId: string,
): Promise<Outcome<{ count: number }>> {
  return db().$transaction(async (transaction) => {
    const year = await openYear(transaction, districtId, fiscalYearId);
    if (year === null) return refused(closedYear);
    const last = await transaction.fiscalYear.findFirst({ where: { districtId, year: year.year - 1 } });
    const changed = new Set(
      (await readPointChanges(districtId, fiscalYearId, transaction)).map(({ pointId }) => pointId),
    );
    const offered = (last ? await readPointChanges(districtId, last.id, transaction) : []).filter(
      ({ pointId }) => !changed.has(pointId),
    );
    if (offered.length === 0) return refused("上年度没有可以沿用的调整。");
    await keep(
      transaction,
      { districtId, fiscalYearId, actor, year },
      offered.map(({ pointId, isOff, question, area, kinds }) => ({
        change: { pointId, isOff, question, area, kinds },
        number: 1,
      })),
    );
    return done({ count: offered.length });
  });
}

/** Whether 批复 of a year's reports waits for 初审 and 复核. */
export async function demandSignOffs(
  districtId: string,
  actor: Author,
  { fiscalYearId, demands, known }: z.output<typeof demandSignOffsSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const year = await openYear(transaction, districtId, fiscalYearId);
    if (year === null) return refused(closedYear);
    if (year.demandsSignOffs !== known) return refused("他人刚刚修改了这项要求，请刷新后核对再保存。");
    if (demands === known) return refused("这项要求与现在相同，没有需要保存的内容。");
    await transaction.fiscalYear.update({ where: { id: fiscalYearId }, data: { demandsSignOffs: demands } });
    await recordAudit(
      {
        districtId,
        action: "fiscalYear.signOffsDemanded",
        actor,
        subject: { kind: "fiscalYear", id: fiscalYearId, name: `${year.year}年度` },
        details: { demands },
      },
      transaction,
    );
    return done(undefined);
  });
}

const closedYear = "本年度已经关闭，审核要点不能再调整。";

/** Waits for who changes the same year. @returns `null` for a closed one @throws AppError notFound for another district's */
async function openYear(
  transaction: Prisma.TransactionClient,
  districtId: string,
  id: string,
): Promise<FiscalYearRow | null> {
  await transaction.$executeRaw`SELECT FROM fiscal_year WHERE district_id = ${districtId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await transaction.fiscalYear.findFirst({ where: { id, districtId } });
  if (!row) throw new AppError("notFound", `fiscal year ${id}`);
  const year = toFiscalYearRow(row);
  return year.stage === "closed" ? null : year;
}

const sameKinds = (one: PointChange["kinds"], other: PointChange["kinds"]) =>
  JSON.stringify(one?.toSorted()) === JSON.stringify(other?.toSorted());

function isSame(one: PointChange, other: PointChange): boolean {
  const textOf = ({ isOff, question, area, kinds }: PointChange) =>
    JSON.stringify([isOff, question, area, kinds?.toSorted() ?? null]);
  return textOf(one) === textOf(other);
}

async function keep(
  transaction: Prisma.TransactionClient,
  {
    districtId,
    fiscalYearId,
    actor,
    year,
  }: { districtId: string; fiscalYearId: string; actor: Author; year: FiscalYearRow },
  changes: readonly { change: PointChange; number: number }[],
): Promise<void> {
  const at = now();
  await transaction.reviewPointChange.createMany({
    data: changes.map(({ change: { kinds, ...change }, number }) => ({
      districtId,
      fiscalYearId,
      ...change,
      kinds: [...(kinds ?? [])],
      number,
      byId: actor.id,
      at,
    })),
  });
  await recordAudit(
    {
      districtId,
      action: "fiscalYear.reviewPointsChanged",
      actor,
      subject: { kind: "fiscalYear", id: fiscalYearId, name: `${year.year}年度` },
      details: { points: changes.map(({ change }) => sentenceOf(change)) },
    },
    transaction,
  );
}

/** P-01停用；D-01：内容 */
function sentenceOf({ pointId, isOff, question, kinds }: PointChange): string {
  const words = question === null ? "文字照旧" : question;
  return `${pointId}${isOff ? "停用" : "启用"}：${words}${kinds ? `（限 ${kinds.length} 类单位）` : ""}`;
}
