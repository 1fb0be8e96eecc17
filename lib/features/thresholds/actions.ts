"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { readYearEffect } from "@/lib/features/thresholds/data";
import { saveThresholds } from "@/lib/features/thresholds/mutations";
import { thresholdsSchema } from "@/lib/features/thresholds/schema";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done } from "@/lib/platform/action-result";

/** What the limits would do to the year's reports, before anything is saved. */
export const previewThresholdsAction = action("previewThresholdsAction", {
  input: thresholdsSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: async ({ fiscalYearId, limits }, { district }) => done(await readYearEffect(district.id, fiscalYearId, limits)),
  limit: costlyLimit,
});

export const saveThresholdsAction = action("saveThresholdsAction", {
  input: thresholdsSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => saveThresholds(district.id, user, input),
  revalidates: ["/admin"],
});
