import { findingsOfTotal } from "@/lib/domain/consolidation/department-report";
import type { OutdatedPart } from "@/lib/domain/report/blockers";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { Finding } from "@/lib/domain/words/finding";
import { madeTotalSchema, type MadeMember } from "@/lib/features/total-content/schema";
import { outdatedSince, readMakingNow } from "@/lib/features/made-totals/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** The total that a version of a department's accounts has its figures from. */
export interface TakenTotal {
  totalId: string;
  contentHash: string;
  takenAt: Date;
  frozenAt: Date;
  members: readonly MadeMember[];
  /** What the rules of a sum found in it, none of it blocking. */
  findings: readonly Finding[];
  /** Last year's facts of the same units; `null` where the system has not the accounts of all of them. */
  lastYear: ReadonlyMap<FactKey, number> | null;
  /** Units whose accounts are not any more what was added up. */
  outdated: readonly OutdatedPart[];
}

/** `null` for a version that has taken none, as every unit's. */
export async function readTakenTotal(
  districtId: string,
  versionId: string,
  client: Prisma.TransactionClient = db(),
): Promise<TakenTotal | null> {
  const row = await client.takenTotal.findUnique({
    where: { districtId_versionId: { districtId, versionId } },
    include: { total: true },
  });
  if (!row) return null;
  const { total } = row;
  const made = readStored(madeTotalSchema, total.content, `total ${total.id}`);
  const scope = { kind: "department", departmentId: total.departmentId! } as const;
  return {
    totalId: total.id,
    contentHash: total.contentHash,
    takenAt: row.takenAt,
    frozenAt: total.frozenAt!,
    members: made.members,
    findings: findingsOfTotal(made.findings),
    lastYear:
      made.members.length > 0 && made.members.every(({ hasPriorYear }) => hasPriorYear)
        ? new Map(made.priorYear)
        : null,
    outdated: outdatedSince({ made, madeAt: total.madeAt }, await readMakingNow(districtId, total.year, scope)),
  };
}
