"use server";

import { setPortalAddress } from "@/lib/features/portal-addresses/mutations";
import { setPortalAddressSchema } from "@/lib/features/portal-addresses/schema";
import { onUnit } from "@/lib/features/report-opening/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** Says where the county's portal shows a unit's published report of a year. */
export const setPortalAddressAction = action("setPortalAddressAction", {
  input: setPortalAddressSchema,
  permission: onUnit("portal.enter"),
  run: (input, { user, district }) => setPortalAddress(district.id, user, input),
  // Each address that is stored is asked soon.
  limit: costlyLimit,
  revalidates: ["/review", "/desk"],
});
