import type { CongressApproval } from "@/lib/domain/decision/congress-approval";
import type { CongressDemand, DecisionRule } from "@/lib/domain/decision/decision-rule";
import { dayOf } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";
import type { CongressApproval as Row, Prisma } from "@/lib/platform/generated/prisma/client";

/** A recorded decision. */
export interface RecordedCongressApproval extends CongressApproval {
  revision: number;
  /** Name of the person who recorded or last corrected it. */
  recordedBy: string;
  recordedAt: Date;
}

/** What a year's rule says of approval without the congress; `null` once its decision is recorded. */
export function demandOf(approval: CongressApproval | null, rule: DecisionRule): CongressDemand | null {
  return approval === null ? rule.congress : null;
}

/** The stored decision in the shape that the domain has. */
export function toCongressApproval({ body, meeting, decisionNumber, decidedOn }: Row): CongressApproval {
  return { body, meeting, decisionNumber, decidedOn: dayOf(decidedOn) };
}

/** The decision on a year of a district; `null` while none is recorded. */
export async function readCongressApproval(
  districtId: string,
  fiscalYearId: string,
  client: Prisma.TransactionClient = db(),
): Promise<CongressApproval | null> {
  const row = await client.congressApproval.findUnique({
    where: { districtId_fiscalYearId: { districtId, fiscalYearId } },
  });
  return row && toCongressApproval(row);
}

/** The decision on a year with who recorded it, for the bureau. */
export async function readRecordedCongressApproval(
  districtId: string,
  fiscalYearId: string,
): Promise<RecordedCongressApproval | null> {
  const row = await db().congressApproval.findUnique({
    where: { districtId_fiscalYearId: { districtId, fiscalYearId } },
  });
  if (!row) return null;
  const names = await namesOf(districtId, [row.recordedById]);
  const { revision, recordedById, recordedAt } = row;
  return { ...toCongressApproval(row), revision, recordedBy: names.get(recordedById) ?? "", recordedAt };
}
