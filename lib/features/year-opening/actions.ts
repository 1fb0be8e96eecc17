"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import {
  discardDraft,
  openPrepared,
  restoreShipped,
  saveStep,
  startDraft,
} from "@/lib/features/year-opening/mutations";
import {
  discardDraftSchema,
  openPreparedSchema,
  restoreShippedSchema,
  saveStepSchema,
  startDraftSchema,
} from "@/lib/features/year-opening/schema";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** Begins to prepare a year; nothing of it counts before it is opened. */
export const startDraftAction = action("startDraftAction", {
  input: startDraftSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: ({ year }, { user, district }) => startDraft(district.id, user, year),
});

/** Saves one step of a year that is being prepared. */
export const saveStepAction = action("saveStepAction", {
  input: saveStepSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => saveStep(district.id, user, input),
});

/** Goes back to the subjects that come with the system, after an import of others. */
export const restoreShippedAction = action("restoreShippedAction", {
  input: restoreShippedSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => restoreShipped(district.id, user, input),
});

/** Gives up a year that is being prepared. */
export const discardDraftAction = action("discardDraftAction", {
  input: discardDraftSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => discardDraft(district.id, user, input),
});

/** Opens a year as it was prepared. What has consequences is asked first: with `questions`, nothing has been done. */
export const openPreparedAction = action("openPreparedAction", {
  input: openPreparedSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => openPrepared(district.id, user, input),
  limit: costlyLimit,
  revalidates: ["/"],
});
