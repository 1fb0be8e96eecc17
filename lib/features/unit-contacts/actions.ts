"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { setContact } from "@/lib/features/unit-contacts/mutations";
import { setContactSchema } from "@/lib/features/unit-contacts/schema";
import { action } from "@/lib/platform/action";

/** Sets how the public reaches a unit or department about what it has published. */
export const setContactAction = action("setContactAction", {
  input: setContactSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => setContact(district.id, user, input),
  revalidates: ["/admin"],
});
