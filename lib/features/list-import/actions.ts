"use server";

import { onImport, onKind } from "@/lib/features/list-import/loaders";
import { applyListImport, issuePasswordsOfImport, readListImport } from "@/lib/features/list-import/mutations";
import { applyListSchema, issuePasswordsSchema, readListSchema } from "@/lib/features/list-import/schema";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** Takes a list in: read, understood and kept. Nothing is changed before somebody has seen the difference. */
export const readListAction = action("readListAction", {
  input: readListSchema,
  permission: onKind,
  run: (input, { user, district }) => readListImport(district.id, user, input),
  limit: costlyLimit,
});

/** Applies an import as the person saw it; a large one becomes a background job. */
export const applyListAction = action("applyListAction", {
  input: applyListSchema,
  permission: onImport,
  run: (input, { user, district }) => applyListImport(district.id, user, input),
  limit: costlyLimit,
  revalidates: ["/"],
});

/** First passwords of people who are new; the answer carries them, and nothing else ever does. */
export const issuePasswordsAction = action("issuePasswordsAction", {
  input: issuePasswordsSchema,
  permission: onImport,
  run: (input, { user, district }) => issuePasswordsOfImport(district.id, user, input),
  limit: costlyLimit,
});
