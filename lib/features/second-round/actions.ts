"use server";

import { markSeen } from "@/lib/features/second-round/mutations";
import { markSeenSchema } from "@/lib/features/second-round/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";

/** Somebody of the bureau has looked at parts of a report, or at changes in it. */
export const markSeenAction = action("markSeenAction", {
  input: markSeenSchema,
  permission: onVersion("report.look"),
  run: (input, { session, context }) => markSeen(context.districtId, session.user.id, input),
});
