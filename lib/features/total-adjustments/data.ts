import type { TotalScope } from "@/lib/domain/consolidation/scope";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { keyOfRow } from "@/lib/features/total-facts/data";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import { namesOf } from "@/lib/features/users/data";
import { valueOf } from "@/lib/domain/formats/stored-decimal";
import { db } from "@/lib/platform/db";

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
  /** Of an approved one: that it be withdrawn. Of a withdrawn one: why it was. `null`: nobody asked. */
  withdrawal: { byId: string; by: string; at: Date; reason: string } | null;
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
    rows.flatMap(({ proposedById, decidedById, withdrawalAskedById }) => [
      proposedById,
      decidedById,
      withdrawalAskedById,
    ]),
  );
  return rows.map(
    ({ proposedById, decidedById, withdrawalAskedById, withdrawalAskedAt, withdrawalReason, lines, ...row }) => ({
      ...row,
      withdrawal:
        withdrawalAskedById === null
          ? null
          : {
              byId: withdrawalAskedById,
              by: names.get(withdrawalAskedById) ?? "",
              at: withdrawalAskedAt!,
              reason: withdrawalReason!,
            },
      proposedById,
      proposedBy: names.get(proposedById) ?? "",
      decidedBy: decidedById === null ? null : (names.get(decidedById) ?? ""),
      lines: lines.map(({ measure, amount, ...line }) => ({
        key: keyOfRow(line),
        amount: valueOf(measure, amount.toFixed(2))!,
      })),
    }),
  );
}
