"use server";

import { askForPackage } from "@/lib/features/portal-packages/mutations";
import { askForPackageSchema } from "@/lib/features/portal-packages/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** Asks for what the county's portal is handed over, as a background job. */
export const askForPackageAction = action("askForPackageAction", {
  input: askForPackageSchema,
  permission: inDistrict("portal.handOver"),
  run: (input, { user, district }) => askForPackage(district.id, user, input),
  limit: costlyLimit,
  revalidates: ["/review/portal"],
});
