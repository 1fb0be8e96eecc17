"use server";

import { inDistrict, signedIn } from "@/lib/features/session/loaders";
import { putAwayNotice, saveNotice } from "@/lib/features/year-notice/mutations";
import { putAwayNoticeSchema, saveNoticeSchema } from "@/lib/features/year-notice/schema";
import { action } from "@/lib/platform/action";

/** Changes what both sides are told of a year. */
export const saveNoticeAction = action("saveNoticeAction", {
  input: saveNoticeSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => saveNotice(district.id, user, input),
  revalidates: ["/review", "/desk"],
});

/** Puts the notice of a year away for oneself. */
export const putAwayNoticeAction = action("putAwayNoticeAction", {
  input: putAwayNoticeSchema,
  permission: signedIn,
  run: (input, { user, district }) => putAwayNotice(district.id, user.id, input),
});
