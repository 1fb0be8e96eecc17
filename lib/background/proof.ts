import { subHours } from "date-fns";
import { isNight } from "@/lib/background/night";
import { listProvenDistricts } from "@/lib/features/proof/data";
import { askForCheck } from "@/lib/features/proof/mutations";
import { now } from "@/lib/platform/clock";

/** A night has one check, whichever server asks for it. */
const CHECK_HOURS = 20;

/** Asks at night, for every district, for the comparison of everything published with the signed log. */
export async function lookAfterProof(): Promise<void> {
  const at = now();
  if (!isNight(at)) return;
  for (const { id } of await listProvenDistricts()) await askForCheck(id, subHours(at, CHECK_HOURS));
}
