"use server";

import {
  askForDrafts,
  deleteDraft,
  draftCorrection,
  draftUnitLetters,
  editLetter,
  fillInCongress,
} from "@/lib/features/letter-drafts/mutations";
import { correctLetterSchema, draftManySchema, editLetterSchema } from "@/lib/features/letter-drafts/schema";
import { onLetter } from "@/lib/features/letters/loaders";
import { letterIdSchema, seenLetterSchema } from "@/lib/features/letters/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Asks for the drafts of a year's letters; they are written in the background. */
export const askForDraftsAction = action("askForDraftsAction", {
  input: draftManySchema,
  permission: inDistrict("letter.draft"),
  run: (input, { user, district }) => askForDrafts(district.id, user, input),
  revalidates: ["/review", "/desk"],
});

/** Stores what was written in a draft. */
export const editLetterAction = action("editLetterAction", {
  input: editLetterSchema,
  permission: onLetter("mayDraft"),
  run: (input, { session: { user, district }, place }) => editLetter(district.id, user, place, input),
  revalidates: ["/review", "/desk"],
});

/** Takes the decision of the congress over into a draft that was begun before it was recorded. */
export const fillInCongressAction = action("fillInCongressAction", {
  input: seenLetterSchema,
  permission: onLetter("mayDraft"),
  run: (input, { session: { user, district }, place }) => fillInCongress(district.id, user, place, input),
  revalidates: ["/review", "/desk"],
});

export const deleteDraftAction = action("deleteDraftAction", {
  input: seenLetterSchema,
  permission: onLetter("mayDraft"),
  run: (input, { session: { user, district }, place }) => deleteDraft(district.id, user, place, input),
  revalidates: ["/review", "/desk"],
});

/** Drafts the letter that takes the place of an issued one. */
export const draftCorrectionAction = action("draftCorrectionAction", {
  input: correctLetterSchema,
  permission: onLetter("mayDraft"),
  run: (input, { session: { user, district } }) => draftCorrection(district.id, user, input),
  revalidates: ["/review", "/desk"],
});

/** Drafts a department's letters to its units from the bureau's. */
export const draftUnitLettersAction = action("draftUnitLettersAction", {
  input: letterIdSchema,
  permission: onLetter("mayPassOn"),
  run: ({ letterId }, { session: { user, district } }) => draftUnitLetters(district.id, user, letterId),
  revalidates: ["/review", "/desk"],
});
