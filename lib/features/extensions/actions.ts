"use server";

import { extendDeadline, withdrawExtension } from "@/lib/features/extensions/mutations";
import { extendDeadlineSchema, withdrawExtensionSchema } from "@/lib/features/extensions/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Gives one unit a later deadline. */
export const extendDeadlineAction = action("extendDeadlineAction", {
  input: extendDeadlineSchema,
  permission: inDistrict("deadline.extend"),
  run: (input, { user, district }) => extendDeadline(district.id, user, input),
  revalidates: ["/review", "/desk"],
});

/** Takes the later deadline of a unit back. */
export const withdrawExtensionAction = action("withdrawExtensionAction", {
  input: withdrawExtensionSchema,
  permission: inDistrict("deadline.extend"),
  run: (input, { user, district }) => withdrawExtension(district.id, user, input),
  revalidates: ["/review", "/desk"],
});
