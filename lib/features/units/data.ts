import type { UnitKind } from "@/lib/domain/funding";
import { db } from "@/lib/platform/db";

export interface UnitRow {
  id: string;
  parentId: string | null;
  level: "department" | "unit";
  kind: UnitKind;
  code: string;
  name: string;
  isActive: boolean;
  isExempt: boolean;
  exemptBasis: string | null;
}

/** Departments and units of a district by code; the tree is in `parentId`. */
export async function listUnits(districtId: string): Promise<UnitRow[]> {
  return db().unit.findMany({
    where: { districtId },
    orderBy: { code: "asc" },
    select: { id: true, parentId: true, level: true, kind: true, code: true, name: true, isActive: true, isExempt: true, exemptBasis: true },
  });
}
