"use server";

import { savePerformance } from "@/lib/features/performance/mutations";
import {
  savePerformanceSchema,
  type PerformanceResult,
  type SavePerformanceInput,
} from "@/lib/features/performance/schema";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { done, type ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Saves the performance part as a whole, compared with the revision it was made on. */
export async function savePerformanceAction(input: SavePerformanceInput): Promise<ActionResult<PerformanceResult>> {
  return runAction("savePerformanceAction", savePerformanceSchema, input, async ({ versionId, personId, ...save }) => {
    const { session, context } = await permittedVersion("report.edit", versionId, personId);
    return done(await savePerformance(session.user, context, save));
  });
}
