import { doAside } from "@/lib/background/aside";
import { can } from "@/lib/domain/report/permissions";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import type { Person } from "@/lib/features/session/data";

/** One volume's turn in a job, for a person who may still have it. */
export async function makeVolumeOfJob(
  { districtId }: Claim,
  { packageId, volume }: ItemOf<"portalPackage">,
  person: Person | null,
): Promise<ItemOutcome> {
  if (!person || !can(person.actor, "portal.handOver", { districtId }))
    return { state: "leftOut", reasons: ["您已没有制作门户移交包的权限。"] };
  return doAside("portalVolume", [districtId, packageId, volume]);
}
