import type { z } from "zod";
import { distributeEvenly, type UnitToAssign } from "@/lib/domain/report/review-assignment";
import { recordAudits, type AuditActor, type AuditEntry } from "@/lib/features/audit/mutations";
import { listReviewers, type Reviewer } from "@/lib/features/review-assignments/data";
import type { assigneeSchema } from "@/lib/features/review-assignments/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** A unit with who has it already. */
export interface AssignedUnit extends UnitToAssign {
  unitName: string;
  reviewerId: string | null;
}

interface Assigning {
  fiscalYear: { id: string; year: number };
  units: readonly AssignedUnit[];
  to: z.output<typeof assigneeSchema>;
  /** Those that somebody has stay with them. */
  onlyUnassigned: boolean;
}

/** How many reports each got; of what was taken back, one line without a person. */
export type Assigned = { reviewer: string | null; count: number }[];

/**
 * Gives the reports of units in a year to reviewers, or takes them back. Nothing is done where one of the reviewers
 * may not review.
 *
 * @throws AppError notFound for a person whom the district does not know as a reviewer.
 */
export async function assignReviewers(
  districtId: string,
  actor: AuditActor & { id: string },
  { fiscalYear, units, to, onlyUnassigned }: Assigning,
): Promise<Outcome<Assigned>> {
  const chosen = onlyUnassigned ? units.filter(({ reviewerId }) => reviewerId === null) : units;
  return db().$transaction(
    async (transaction): Promise<Outcome<Assigned>> => {
      const ids = to.kind === "one" ? [to.reviewerId] : to.kind === "evenly" ? [...new Set(to.reviewerIds)] : [];
      // Nobody is closed or loses the role until this is committed.
      await transaction.$executeRaw`
        SELECT FROM app_user WHERE district_id = ${districtId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id
          FOR SHARE`;
      const known = new Map((await listReviewers(districtId, transaction)).map((each) => [each.id, each]));
      const people = ids.map((id) => known.get(id) ?? { id, name: null, mayReview: false });
      const names = await strangersOf(transaction, districtId, people);
      const reasons = people.flatMap((person) =>
        person.mayReview ? [] : [refusalOf(person.name ?? names.get(person.id)!, known.get(person.id))],
      );
      if (reasons.length > 0) return refused(...reasons, "没有作任何改动，请另选审核人。");
      const changed = await write(transaction, { districtId, fiscalYear, actor, onlyUnassigned }, chosen, to, ids);
      if (changed.size === 0) return refused(nothingToDo[to.kind]);
      const entries = [...changed].map(([reviewerId, given]): AuditEntry => {
        const names = given.slice(0, NAMED).map(({ unitName }) => unitName);
        return {
          districtId,
          actor,
          action: reviewerId === null ? "review.unassigned" : "review.assigned",
          subject:
            reviewerId === null
              ? { kind: "fiscalYear", id: fiscalYear.id, name: `${fiscalYear.year}年度` }
              : { kind: "user", id: reviewerId, name: known.get(reviewerId)!.name },
          details: {
            year: fiscalYear.year,
            reviewedUnits: `${names.join("、")}${given.length > NAMED ? ` 等 ${given.length} 个` : ""}`,
          },
        };
      });
      await recordAudits(entries, transaction);
      return done(
        [...changed].map(([reviewerId, { length }]) => ({
          reviewer: reviewerId === null ? null : known.get(reviewerId)!.name,
          count: length,
        })),
      );
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

/** So many units are named in the log; more are counted. */
const NAMED = 20;

const nothingToDo = {
  one: "所选的单位已由该审核人负责，或都已分配，没有需要改动的。",
  evenly: "所选的单位都已分配，没有需要改动的。",
  nobody: "所选的单位都没有分配审核人，没有需要取消的。",
} as const;

function refusalOf(name: string, known: Reviewer | undefined): string {
  return known?.isClosed
    ? `${name}的账号已停用，不能再分配审核任务。`
    : `${name}没有审核人角色，不能分配审核任务。需要时请先由管理员授予角色。`;
}

/** Names of people who never were reviewers. @throws AppError notFound where the district has no such person */
async function strangersOf(
  transaction: Prisma.TransactionClient,
  districtId: string,
  people: readonly { id: string; name: string | null }[],
): Promise<Map<string, string>> {
  const ids = people.flatMap(({ id, name }) => (name === null ? [id] : []));
  const found = await transaction.user.findMany({
    where: { districtId, id: { in: ids } },
    select: { id: true, name: true },
  });
  if (found.length < ids.length) throw new AppError("notFound", "a person of another district");
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** @returns the units whose reviewer is another one now, by the reviewer. */
async function write(
  transaction: Prisma.TransactionClient,
  of: { districtId: string; fiscalYear: { id: string }; actor: { id: string }; onlyUnassigned: boolean },
  units: readonly AssignedUnit[],
  to: Assigning["to"],
  reviewerIds: readonly string[],
): Promise<Map<string | null, AssignedUnit[]>> {
  const { districtId, fiscalYear, actor, onlyUnassigned } = of;
  const unitIds = units.map(({ unitId }) => unitId);
  if (to.kind === "nobody") {
    const taken = await transaction.$queryRaw<{ unitId: string }[]>`
      DELETE FROM review_assignment WHERE district_id = ${districtId}::uuid AND fiscal_year_id = ${fiscalYear.id}::uuid
        AND unit_id = ANY(${unitIds}::uuid[]) RETURNING unit_id AS "unitId"`;
    const ids = new Set(taken.map(({ unitId }) => unitId));
    return ids.size === 0 ? new Map() : new Map([[null, units.filter(({ unitId }) => ids.has(unitId))]]);
  }
  const loads = await transaction.reviewAssignment.groupBy({
    by: ["reviewerId"],
    where: { districtId, fiscalYearId: fiscalYear.id, unitId: { notIn: unitIds } },
    _count: { _all: true },
  });
  const loadOf = new Map(loads.map(({ reviewerId, _count }) => [reviewerId, _count._all]));
  const given = distributeEvenly(
    units,
    reviewerIds.map((id) => ({ id, load: loadOf.get(id) ?? 0 })),
  );
  const written = await transaction.$queryRaw<{ unitId: string; reviewerId: string }[]>`
    INSERT INTO review_assignment AS a (district_id, fiscal_year_id, unit_id, reviewer_id, assigned_by, assigned_at)
    SELECT ${districtId}::uuid, ${fiscalYear.id}::uuid, g.unit_id, g.reviewer_id, ${actor.id}::uuid,
      ${now()}::timestamptz
    FROM unnest(${[...given.keys()]}::uuid[], ${[...given.values()]}::uuid[]) AS g(unit_id, reviewer_id)
    ORDER BY g.unit_id
    ON CONFLICT (district_id, fiscal_year_id, unit_id) DO UPDATE
      SET reviewer_id = excluded.reviewer_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
      WHERE a.reviewer_id <> excluded.reviewer_id AND NOT ${onlyUnassigned}
    RETURNING unit_id AS "unitId", reviewer_id AS "reviewerId"`;
  const byReviewer = new Map<string | null, AssignedUnit[]>();
  const unitOf = new Map(units.map((unit) => [unit.unitId, unit]));
  for (const { unitId, reviewerId } of written)
    byReviewer.set(reviewerId, [...(byReviewer.get(reviewerId) ?? []), unitOf.get(unitId)!]);
  return byReviewer;
}
