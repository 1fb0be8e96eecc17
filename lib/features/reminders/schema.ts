import { z } from "zod";
import { longestReminder, unknownPlaces } from "@/lib/domain/notices/reminder-template";
import type { Recipient } from "@/lib/features/notices/data";
import { textOf } from "@/lib/features/typed-texts/schema";

/** More units are not reminded by one call. */
const MOST_UNITS = 20_000;

export const reminderTemplateSchema = textOf("催报内容", longestReminder)
  .min(1, "请填写催报内容。")
  .superRefine((template, context) => {
    const unknown = unknownPlaces(template);
    if (unknown.length > 0)
      context.addIssue({
        code: "custom",
        message: `没有这样的占位：${unknown.map((name) => `{${name}}`).join("、")}。`,
      });
  });

const target = { year: z.number().int(), unitIds: z.array(z.uuid()).min(1, "请选择单位。").max(MOST_UNITS) };

/** What a reminder would say, and to whom. */
export const previewReminderSchema = z.object({ ...target, template: reminderTemplateSchema });

/** `reminderId` is of the page that sends it: the same one sent again sends nothing. */
export const sendReminderSchema = z.object({ ...target, template: reminderTemplateSchema, reminderId: z.uuid() });

/** A unit that a reminder can be for. */
export interface ReminderTarget {
  unitId: string;
  unitCode: string;
  unitName: string;
  departmentName: string;
  /** 未开始, 填报中, 已退回. */
  stateLabel: string;
  dueOn: string;
  isExtended: boolean;
  /** Until the deadline; negative: so many days late. */
  daysLeft: number;
  /** When it was reminded last; ISO 8601. */
  lastRemindedAt: string | null;
}

export interface ReminderPreview {
  /** For sending it: browsers make none on a network without encryption. */
  reminderId: string;
  /** The words for the first unit. */
  unitName: string;
  text: string;
  /** Units that are reminded, and people who are told. */
  units: number;
  people: number;
  /** Names of units that nobody prepares: nobody can be told. */
  withoutPreparer: string[];
  /** Names of units that do not owe it any more. */
  settled: string[];
}

/** How far a person has got with a reminder. Times are ISO 8601. */
export interface ReminderReceipt extends Pick<Recipient, "name"> {
  readAt: string | null;
  mail: "none" | "waiting" | "sent" | "failed" | "unsure";
}

/** A reminder that was sent. */
export interface SentReminder {
  id: string;
  by: string;
  at: string;
  template: string;
  units: { unitCode: string; unitName: string; text: string; people: ReminderReceipt[] }[];
}
