"use server";

import { recordDueEvent } from "@/lib/features/letter-dues/mutations";
import { recordDueEventSchema } from "@/lib/features/letter-dues/schema";
import { onLetter } from "@/lib/features/letters/loaders";
import { action } from "@/lib/platform/action";

/** Gives a line of a letter more time, or says that it is settled. */
export const recordDueEventAction = action("recordDueEventAction", {
  input: recordDueEventSchema,
  permission: onLetter("mayIssue"),
  run: (input, { session: { user, district }, place }) => recordDueEvent(district.id, user, place, input),
  revalidates: ["/review", "/desk"],
});
