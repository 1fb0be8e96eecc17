"use server";

import { revalidatePath } from "next/cache";
import { permittedSession } from "@/lib/features/session/loaders";
import { readYearEffect } from "@/lib/features/thresholds/data";
import { saveThresholds } from "@/lib/features/thresholds/mutations";
import { thresholdsSchema, type ThresholdsInput, type YearEffect } from "@/lib/features/thresholds/schema";
import { done, type ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** What the limits would do to the year's reports, before anything is saved. */
export async function previewThresholdsAction(input: ThresholdsInput): Promise<ActionResult<YearEffect>> {
  return runAction("previewThresholdsAction", thresholdsSchema, input, async ({ fiscalYearId, limits }) => {
    const { district } = await permittedSession("fiscalYear.manage");
    return done(await readYearEffect(district.id, fiscalYearId, limits));
  });
}

export async function saveThresholdsAction(input: ThresholdsInput): Promise<ActionResult> {
  return runAction("saveThresholdsAction", thresholdsSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("fiscalYear.manage");
    const outcome = await saveThresholds(district.id, user, parsed);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}
