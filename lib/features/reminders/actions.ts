"use server";

import { previewReminder, sendReminder } from "@/lib/features/reminders/mutations";
import { previewReminderSchema, sendReminderSchema } from "@/lib/features/reminders/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** What a reminder would say, to whom, and whom it would not reach. */
export const previewReminderAction = action("previewReminderAction", {
  input: previewReminderSchema,
  permission: inDistrict("reminder.send"),
  run: (input, { district }) => previewReminder(district.id, input),
});

/** Reminds units of a report that they owe. */
export const sendReminderAction = action("sendReminderAction", {
  input: sendReminderSchema,
  permission: inDistrict("reminder.send"),
  run: (input, { user, district }) => sendReminder(district.id, user, input),
  revalidates: ["/review"],
});
