"use server";

import { setSeparation } from "@/lib/features/duties/mutations";
import { separationSchema } from "@/lib/features/duties/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Separates approval from publication, or lets one person do both. */
export const setSeparationAction = action("setSeparationAction", {
  input: separationSchema,
  permission: inDistrict("duties.manage"),
  run: (input, { user, district }) => setSeparation(district.id, user, input),
  revalidates: ["/admin", "/review"],
});
