import type { TotalScope } from "@/lib/domain/consolidation/scope";
import type { FactLine } from "@/lib/domain/consolidation/sum-of-facts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { exactValue, keyOfRow, type SummedRow } from "@/lib/features/total-facts/data";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import { namesOf } from "@/lib/features/users/data";
import { valueOf } from "@/lib/features/versions/data";
import { db, pool } from "@/lib/platform/db";

/** What is entered into a total beside its units, as far as it is approved. */
export async function approvedAdjustments(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<{ onBehalf: FactLine[]; adjustment: FactLine[]; open: number }> {
  if (scope.kind === "own") return { onBehalf: [], adjustment: [], open: 0 };
  const departmentId = departmentOfScope(scope);
  const { rows } = await pool().query<SummedRow & { kind: "onBehalf" | "adjustment" }>(
    `SELECT a.kind, l.sheet, l.subject AS row, l.fund, l.column_id AS column, l.measure, sum(l.amount)::text AS amount,
       count(*)::int AS units, bool_or(l.amount <> 0) AS "isMoved"
     FROM total_adjustment a
     JOIN total_adjustment_line l ON l.district_id = a.district_id AND l.adjustment_id = a.id
     WHERE a.district_id = $1 AND a.year = $2 AND a.state = 'approved' AND ($3::uuid IS NULL OR a.department_id = $3)
     GROUP BY a.kind, l.sheet, l.subject, l.fund, l.column_id, l.measure`,
    [districtId, year, departmentId],
  );
  const { rows: open } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM total_adjustment
     WHERE district_id = $1 AND year = $2 AND state = 'proposed' AND ($3::uuid IS NULL OR department_id = $3)`,
    [districtId, year, departmentId],
  );
  const of = (kind: "onBehalf" | "adjustment") =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({
        key: keyOfRow(row),
        amount: exactValue(row.measure, row.amount),
        units: row.units,
        isMoved: row.isMoved,
      }));
  return { onBehalf: of("onBehalf"), adjustment: of("adjustment"), open: open[0]!.count };
}

/** An adjustment with its lines, as the bureau lists it. */
export interface ListedAdjustment {
  id: string;
  kind: "onBehalf" | "adjustment";
  departmentId: string | null;
  state: "proposed" | "approved" | "withdrawn";
  basis: string;
  documentNumber: string;
  documentDate: Date;
  proposedById: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  lines: { key: FactKey; amount: number }[];
}

/** The adjustments of a total, the newest first; those of the district with those of its departments. */
export async function listAdjustments(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<ListedAdjustment[]> {
  const departmentId = departmentOfScope(scope);
  const rows = await db().totalAdjustment.findMany({
    where: { districtId, year, ...(departmentId !== null && { departmentId }) },
    orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
    include: { lines: true },
  });
  const names = await namesOf(
    districtId,
    rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
  );
  return rows.map(({ proposedById, decidedById, lines, ...row }) => ({
    ...row,
    proposedById,
    proposedBy: names.get(proposedById) ?? "",
    decidedBy: decidedById === null ? null : (names.get(decidedById) ?? ""),
    lines: lines.map(({ measure, amount, ...line }) => ({
      key: keyOfRow(line),
      amount: valueOf(measure, amount.toFixed(2))!,
    })),
  }));
}
