import { subHours } from "date-fns";
import { isNight } from "@/lib/background/night";
import { compareTotals } from "@/lib/background/total-check";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { keepInspections } from "@/lib/features/inspections/mutations";
import { listDistrictIds } from "@/lib/features/published-figures/data";
import { askForAudit, askForMissingFigures } from "@/lib/features/published-figures/mutations";
import { now } from "@/lib/platform/clock";

/** A night has one comparison, whichever server asks for it. */
const AUDIT_HOURS = 20;

/**
 * Asks, for every district, for what is not taken apart yet (an earlier release has published without lines); at night
 * for the audit of what is. Who asks for the audit compares the kept totals of departments and districts, too. The lists
 * of 公开体检 are judged anew with the new day, so that nobody waits for it in the morning.
 */
export async function lookAfterFigures(): Promise<void> {
  const at = now();
  let isAsked = false;
  for (const id of await listDistrictIds()) {
    const missing = await askForMissingFigures(id);
    if (missing > 0 || !isNight(at)) continue;
    isAsked = (await askForAudit(id, subHours(at, AUDIT_HOURS))) || isAsked;
    for (const fiscalYear of await listFiscalYears(id)) await keepInspections(id, fiscalYear);
  }
  if (isAsked) await compareTotals();
}
