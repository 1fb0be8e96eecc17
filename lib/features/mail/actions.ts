"use server";

import { sendMailAgain } from "@/lib/features/mail/mutations";
import { mailIdSchema } from "@/lib/features/mail/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Has a mail sent again of which nobody knows whether it arrived. */
export const sendMailAgainAction = action("sendMailAgainAction", {
  input: mailIdSchema,
  permission: inDistrict("notices.manage"),
  run: ({ mailId }, { user, district }) => sendMailAgain(district.id, user, mailId),
  revalidates: ["/admin"],
});
