"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { recordEventSchema } from "@/lib/features/unit-events/schema";
import { action } from "@/lib/platform/action";

/** Records an event of the register; answers what has to be confirmed first, or nothing when it is recorded. */
export const recordUnitEventAction = action("recordUnitEventAction", {
  input: recordEventSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => recordUnitEvent(district.id, user, input),
  revalidates: ["/"],
});
