import type { PartChange } from "@/lib/domain/consolidation/frozen";
import type { TotalScope, VersionBasis } from "@/lib/domain/consolidation/scope";
import { sumOfFacts } from "@/lib/domain/consolidation/sum-of-facts";
import { formatOf } from "@/lib/domain/formats/format-of";
import { hashOfTotal } from "@/lib/features/made-totals/data";
import { madeTotalSchema, type MadeTotal } from "@/lib/features/total-content/schema";
import { openFacts, sumVersions } from "@/lib/features/total-facts/data";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import { namesOf } from "@/lib/features/users/data";
import { db, pool } from "@/lib/platform/db";
import type { Prisma, Total as TotalRow } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** A total that is kept, with whoever made and approved it. */
export interface StoredTotal {
  id: string;
  basis: VersionBasis;
  made: MadeTotal;
  contentHash: string;
  madeById: string | null;
  madeBy: string;
  madeAt: Date;
  frozenBy: string | null;
  frozenAt: Date | null;
  /** Who did not approve it, or took it back; `null`: nobody. */
  returned: { byId: string; by: string; at: Date; reason: string } | null;
}

/** Where in its life a total is looked for: one that was approved, that waits for it, or that was sent back. */
export type KeptState = "frozen" | "proposed" | "returned";

const conditionOf: Record<KeptState, Prisma.TotalWhereInput> = {
  frozen: { frozenById: { not: null } },
  proposed: { madeById: { not: null }, frozenById: null, returnedById: null },
  returned: { returnedById: { not: null } },
};

/** The newest stored total of a scope and basis, of any state or a named one; `null`: there is none. */
export async function findStoredTotal(
  districtId: string,
  year: number,
  scope: TotalScope,
  { basis, state }: { basis: VersionBasis; state?: KeptState },
): Promise<StoredTotal | null> {
  const row = await db().total.findFirst({
    where: {
      districtId,
      year,
      scope: scope.kind,
      departmentId: departmentOfScope(scope),
      basis,
      ...(state && conditionOf[state]),
    },
    orderBy: [{ madeAt: "desc" }, { id: "desc" }],
  });
  return row && toStoredTotal(districtId, row);
}

async function toStoredTotal(districtId: string, row: TotalRow): Promise<StoredTotal> {
  const names = await namesOf(districtId, [row.madeById, row.frozenById, row.returnedById]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ""));
  return {
    id: row.id,
    basis: row.basis as VersionBasis,
    made: readStored(madeTotalSchema, row.content, `total ${row.id}`),
    contentHash: row.contentHash,
    madeById: row.madeById,
    madeBy: nameOf(row.madeById) ?? "",
    madeAt: row.madeAt,
    frozenBy: nameOf(row.frozenById),
    frozenAt: row.frozenAt,
    returned:
      row.returnedById === null
        ? null
        : { byId: row.returnedById, by: nameOf(row.returnedById)!, at: row.returnedAt!, reason: row.returnReason! },
  };
}

/** A correction of a unit that a kept total does not add up. */
export interface CorrectionSince {
  unitId: string;
  number: number;
  reason: string;
  /** The code that it was published under, and when; `null`: approved, and not published yet. */
  published: { code: string; at: Date } | null;
}

/** The decided corrections that stand between the versions of a total and those of now, in the order of their numbers. */
export async function listCorrectionsSince(
  districtId: string,
  year: number,
  changes: readonly PartChange[],
): Promise<CorrectionSince[]> {
  const corrected = changes.filter((change) => change.kind === "corrected");
  const { rows } = await pool().query<Omit<CorrectionSince, "published"> & { code: string | null; at: Date | null }>(
    `SELECT r.unit_id AS "unitId", v.number, coalesce(v.correction_reason, '') AS reason, p.unit_code AS code, p.published_at AS at
     FROM unnest($3::uuid[], $4::int[], $5::int[]) AS asked(unit_id, since, upto)
     JOIN fiscal_year y ON y.district_id = $1 AND y.year = $2
     JOIN report r ON r.district_id = $1 AND r.fiscal_year_id = y.id AND r.unit_id = asked.unit_id
     JOIN report_version v ON v.district_id = $1 AND v.report_id = r.id AND v.number > asked.since AND v.number <= asked.upto
     LEFT JOIN publication p ON p.district_id = $1 AND p.version_id = v.id
     ORDER BY r.unit_id, v.number`,
    [
      districtId,
      year,
      corrected.map(({ unitId }) => unitId),
      corrected.map(({ from }) => from),
      corrected.map(({ to }) => to),
    ],
  );
  return rows.map(({ code, at, ...correction }) => ({
    ...correction,
    published: code !== null && at !== null ? { code, at } : null,
  }));
}

/** What is wrong with a kept total. */
export interface TotalProblem {
  totalId: string;
  /** `hash`: its content is not what was hashed; `facts`: the versions that it names add up to something else. */
  problem: "hash" | "facts";
}

/**
 * Compares every kept total of decided accounts with what it was made of: its hash, and, while the versions stand as they
 * were, the sum of their facts.
 */
export async function listTotalProblems(): Promise<TotalProblem[]> {
  const problems: TotalProblem[] = [];
  const kept = await db().total.findMany({
    where: { basis: { in: ["approved", "published"] } },
    select: { districtId: true, id: true },
  });
  for (const key of kept) {
    const row = await db().total.findUnique({
      where: { districtId_id: key },
      include: { parts: true },
    });
    if (!row) continue;
    const { districtId, id: totalId, parts } = row;
    const made = readStored(madeTotalSchema, row.content, `total ${totalId}`);
    if (hashOfTotal(made) !== row.contentHash) problems.push({ totalId, problem: "hash" });
    const versions = await db().reportVersion.findMany({
      where: { districtId, id: { in: parts.map(({ versionId }) => versionId) } },
      select: { id: true, contentHash: true },
    });
    const hashes = new Map(versions.map(({ id, contentHash }) => [id, contentHash]));
    if (parts.some(({ versionId, contentHash }) => hashes.get(versionId) !== contentHash)) continue;
    const { tableSetId } = await db().fiscalYear.findUniqueOrThrow({
      where: { districtId_year: { districtId, year: row.year } },
    });
    const { sheets } = formatOf(tableSetId);
    const facts = await openFacts(
      districtId,
      parts.map(({ versionId }) => versionId),
    );
    const lines = await sumVersions(facts);
    const { amounts } = sumOfFacts([{ sheets, lines }], sheets);
    const isSame =
      amounts.size === made.summands.units.length &&
      made.summands.units.every(([factKey, amount]) => amounts.get(factKey) === amount);
    if (!isSame) problems.push({ totalId, problem: "facts" });
  }
  return problems;
}
