"use server";

import { addOwnDays, removeOwnDay, saveDecisionRule } from "@/lib/features/decision-rules/mutations";
import { decisionRuleSchema, ownDaysSchema, removeOwnDaySchema } from "@/lib/features/decision-rules/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Sets the clocks of a year, and what its approvals wait for. */
export const saveDecisionRuleAction = action("saveDecisionRuleAction", {
  input: decisionRuleSchema,
  permission: inDistrict("decisionRule.manage"),
  run: (input, { user, district }) => saveDecisionRule(district.id, user, input),
  revalidates: ["/review", "/desk", "/"],
});

/** Enters days that are worked, or not, beside the public arrangements. */
export const addOwnDaysAction = action("addOwnDaysAction", {
  input: ownDaysSchema,
  permission: inDistrict("decisionRule.manage"),
  run: (input, { user, district }) => addOwnDays(district.id, user, input),
  revalidates: ["/review", "/desk", "/"],
});

/** Takes back a day that was entered. */
export const removeOwnDayAction = action("removeOwnDayAction", {
  input: removeOwnDaySchema,
  permission: inDistrict("decisionRule.manage"),
  run: ({ day }, { user, district }) => removeOwnDay(district.id, user, day),
  revalidates: ["/review", "/desk", "/"],
});
