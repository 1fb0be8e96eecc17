"use server";

import { savePerformance } from "@/lib/features/performance/mutations";
import { savePerformanceSchema } from "@/lib/features/performance/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** Saves the performance part as a whole, compared with the revision it was made on. */
export const savePerformanceAction = action("savePerformanceAction", {
  input: savePerformanceSchema,
  permission: onVersion("report.edit"),
  run: async ({ performance, baseRevision }, { session, context }) =>
    done(await savePerformance(session.user, context, { performance, baseRevision })),
});
