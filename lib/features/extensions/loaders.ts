import "server-only";
import { can } from "@/lib/domain/report/permissions";
import { listExtensions } from "@/lib/features/extensions/data";
import type { ExtensionLine } from "@/lib/features/extensions/schema";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { listUnitsOfYear } from "@/lib/features/units/data";

export interface ExtensionsOfYear {
  extensions: ExtensionLine[];
  /** Units that owe the year, for who may give them more time; empty for others. */
  units: { id: string; code: string; name: string }[];
}

/** What units of a year have of deadlines of their own, and whom the person may give one. */
export async function loadExtensions(fiscalYear: FiscalYearRow): Promise<ExtensionsOfYear> {
  const { actor, district } = await requirePermission("queue.read");
  const mayExtend = can(actor, "deadline.extend", { districtId: district.id }) && fiscalYear.stage === "open";
  const [extensions, units] = await Promise.all([
    listExtensions(district.id, fiscalYear),
    mayExtend ? listUnitsOfYear(district.id, fiscalYear.year) : [],
  ]);
  return {
    extensions,
    units: units
      .filter(({ level, isOwing }) => level === "unit" && isOwing)
      .map(({ id, code, name }) => ({ id, code, name })),
  };
}
