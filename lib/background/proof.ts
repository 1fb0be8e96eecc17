import { subHours } from "date-fns";
import { isNight } from "@/lib/background/night";
import { listKeys, readCoverage } from "@/lib/features/proof/data";
import { askForCheck } from "@/lib/features/proof/mutations";
import { listDistricts } from "@/lib/features/report-package/data";
import { now } from "@/lib/platform/clock";

/** A night has one check, whichever server asks for it. */
const CHECK_HOURS = 20;

/**
 * Asks at night, for every district, for the comparison of everything published with the signed log, and of the audit log
 * with its chain.
 */
export async function lookAfterProof(): Promise<void> {
  const at = now();
  if (!isNight(at)) return;
  for (const { id } of await listDistricts()) {
    // A new installation with something published signs it first.
    const isBegun = (await listKeys(id)).length > 0 || (await readCoverage(id)).publications === 0;
    if (isBegun) await askForCheck(id, subHours(at, CHECK_HOURS));
  }
}
