"use server";

import { onLetter } from "@/lib/features/letters/loaders";
import { askForIssue, issueLetter, receiveLetter, revokeLetter } from "@/lib/features/letters/mutations";
import {
  issueLetterSchema,
  issueManySchema,
  receiveLetterSchema,
  revokeLetterSchema,
} from "@/lib/features/letters/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Asks for the issue of drafts; it is done in the background. */
export const askForIssueAction = action("askForIssueAction", {
  input: issueManySchema,
  permission: inDistrict("letter.issue"),
  run: (input, { user, district }) => askForIssue(district.id, user, input),
  revalidates: ["/review", "/desk"],
});

/** Issues one letter. */
export const issueLetterAction = action("issueLetterAction", {
  input: issueLetterSchema,
  permission: onLetter("mayIssue"),
  run: (input, { session: { user, district }, place }) => issueLetter(district.id, user, place, input),
  revalidates: ["/review", "/desk"],
});

/** 签收 */
export const receiveLetterAction = action("receiveLetterAction", {
  input: receiveLetterSchema,
  permission: onLetter("mayReceive"),
  run: (input, { session: { user, district } }) => receiveLetter(district.id, user, input),
  revalidates: ["/review", "/desk"],
});

export const revokeLetterAction = action("revokeLetterAction", {
  input: revokeLetterSchema,
  permission: onLetter("mayIssue"),
  run: (input, { session: { user, district }, place }) => revokeLetter(district.id, user, place, input),
  revalidates: ["/review", "/desk"],
});
