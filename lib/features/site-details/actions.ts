"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { saveSiteDetails } from "@/lib/features/site-details/mutations";
import { saveSiteDetailsSchema } from "@/lib/features/site-details/schema";
import { action } from "@/lib/platform/action";

/** Stores what the district says of its site. */
export const saveSiteDetailsAction = action("saveSiteDetailsAction", {
  input: saveSiteDetailsSchema,
  permission: inDistrict("siteDetails.manage"),
  run: (input, { user, district }) => saveSiteDetails(district.id, user, input),
  revalidates: ["/admin"],
});
