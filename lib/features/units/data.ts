import type { UnitKind } from "@/lib/domain/words/funds";
import type { OwedYears } from "@/lib/domain/report/owed-years";
import { db } from "@/lib/platform/db";

export interface UnitRow extends OwedYears {
  id: string;
  parentId: string | null;
  level: "department" | "unit";
  kind: UnitKind;
  code: string;
  name: string;
  isExempt: boolean;
  exemptBasis: string | null;
}

/** Departments and units of a district by code; the tree is in `parentId`. */
export async function listUnits(districtId: string): Promise<UnitRow[]> {
  return db().unit.findMany({
    where: { districtId },
    orderBy: { code: "asc" },
    select: {
      id: true,
      parentId: true,
      level: true,
      kind: true,
      code: true,
      name: true,
      firstYear: true,
      lastYear: true,
      isExempt: true,
      exemptBasis: true,
    },
  });
}
