"use server";

import { findCounterparts } from "@/lib/features/counterparts/data";
import { findCounterpartsSchema } from "@/lib/features/counterparts/schema";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { saveCellsSchema, saveTextsSchema } from "@/lib/features/versions/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** Saves cells while somebody types or pastes. Revalidates nothing: the grid knows what it sent. */
export const saveCellsAction = action("saveCellsAction", {
  input: saveCellsSchema,
  permission: onVersion("report.edit"),
  isBrief: true,
  run: async (input, { session, context }) => done(await saveCells(session.user, context, input)),
});

/** Saves texts: reasons, profile, statements that a sheet has no data. */
export const saveTextsAction = action("saveTextsAction", {
  input: saveTextsSchema,
  permission: onVersion("report.write"),
  isBrief: true,
  run: async (input, { session, context }) => done(await saveTexts(session.user, context, input)),
});

/** Units that a payment of the version may have gone to or come from, by a part of code or name. */
export const findCounterpartsAction = action("findCounterpartsAction", {
  input: findCounterpartsSchema,
  permission: onVersion("report.edit"),
  run: async ({ query }, { context }) =>
    done(await findCounterparts(context.districtId, { year: context.year, query, but: context.unitId })),
});
