"use server";

import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { saveCellsSchema, saveTextsSchema } from "@/lib/features/versions/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** Saves cells while somebody types or pastes. Revalidates nothing: the grid knows what it sent. */
export const saveCellsAction = action("saveCellsAction", {
  input: saveCellsSchema,
  permission: onVersion("report.edit"),
  run: async (input, { session, context }) => done(await saveCells(session.user, context, input)),
});

/** Saves texts: reasons, profile, statements that a sheet has no data. */
export const saveTextsAction = action("saveTextsAction", {
  input: saveTextsSchema,
  permission: onVersion("report.edit"),
  run: async (input, { session, context }) => done(await saveTexts(session.user, context, input)),
});
