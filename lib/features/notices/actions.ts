"use server";

import { markNoticesRead, saveDeadlineDays } from "@/lib/features/notices/mutations";
import { deadlineDaysSchema, markNoticesReadSchema } from "@/lib/features/notices/schema";
import { inDistrict, signedIn } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** The signed-in person has read a notice, or all of theirs. */
export const markNoticesReadAction = action("markNoticesReadAction", {
  input: markNoticesReadSchema,
  permission: signedIn,
  run: ({ noticeId }, { user, district }) => markNoticesRead(district.id, user.id, noticeId),
});

/** Changes how many days before their deadline units are told. */
export const saveDeadlineDaysAction = action("saveDeadlineDaysAction", {
  input: deadlineDaysSchema,
  permission: inDistrict("notices.manage"),
  run: ({ days }, { user, district }) => saveDeadlineDays(district.id, user, days),
  revalidates: ["/admin"],
});
