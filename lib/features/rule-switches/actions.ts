"use server";

import { readSwitchesEffect } from "@/lib/features/rule-switches/data";
import { saveRuleSwitches } from "@/lib/features/rule-switches/mutations";
import { ruleSwitchesSchema } from "@/lib/features/rule-switches/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** What the switches would do to the year's reports, before anything is saved. */
export const previewRuleSwitchesAction = action("previewRuleSwitchesAction", {
  input: ruleSwitchesSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: ({ fiscalYearId, switches }, { district }) => readSwitchesEffect(district.id, fiscalYearId, switches),
  limit: costlyLimit,
});

export const saveRuleSwitchesAction = action("saveRuleSwitchesAction", {
  input: ruleSwitchesSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => saveRuleSwitches(district.id, user, input),
  revalidates: ["/admin", "/desk", "/review", "/rules"],
});
