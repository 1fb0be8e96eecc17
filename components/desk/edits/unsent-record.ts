import { z } from "zod";
import { moneyUnitLabels, type MoneyUnit } from "@/lib/domain/words/amounts";
import { isFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { savePerformanceSchema } from "@/lib/features/performance/schema";
import { changeKinds } from "@/lib/features/versions/schema";
import type { QueuedEdit } from "./edit";

/** What a page leaves in the browser: the edits that no server has, and what of other releases nobody could read. */
export interface Unsent {
  edits: readonly QueuedEdit[];
  /** As it was found, character by character; kept until a person has seen it. */
  unread: readonly string[];
}

export const nothingUnsent: Unsent = { edits: [], unread: [] };

/** Of the form below. Raised when the form changes; `readUnsent` then tells what becomes of the older one. */
const VERSION = 2;

const queuedEdit: z.ZodType<QueuedEdit> = z.object({
  base: z.number().int().min(0),
  edit: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("cell"),
      key: z.custom<FactKey>(isFactKey),
      input: z.string(),
      unit: z.enum(Object.keys(moneyUnitLabels) as [MoneyUnit, ...MoneyUnit[]]),
      how: z.enum(changeKinds).exactOptional(),
    }),
    z.object({ kind: z.literal("text"), slot: z.string().min(1), text: z.string() }),
    z.object({ kind: z.literal("performance"), performance: savePerformanceSchema.shape.performance }),
    z.object({
      kind: z.literal("explanation"),
      findingKey: z.string().min(1),
      fingerprint: z.string(),
      text: z.string(),
    }),
  ]),
});

const record = z.object({ version: z.literal(VERSION), edits: z.array(z.unknown()), unread: z.array(z.string()) });

export function writeUnsent({ edits, unread }: Unsent): string {
  return JSON.stringify({ version: VERSION, edits, unread });
}

/**
 * Reads what a page of any release has left. Nothing is dropped: an edit that this release cannot read is handed on as
 * it was found, and so is a whole record of a form that it does not know. Version 1, until 2026-11, was the list of
 * edits alone.
 */
export function readUnsent(text: string): Unsent {
  const value = parsed(text);
  if (Array.isArray(value)) return sorted(value, []);
  const known = record.safeParse(value);
  return known.success ? sorted(known.data.edits, known.data.unread) : { edits: [], unread: [text] };
}

function sorted(found: readonly unknown[], unread: readonly string[]): Unsent {
  const readings = found.map((each) => ({ each, reading: queuedEdit.safeParse(each) }));
  return {
    edits: readings.flatMap(({ reading }) => (reading.success ? [reading.data] : [])),
    unread: [...unread, ...readings.flatMap(({ each, reading }) => (reading.success ? [] : [JSON.stringify(each)]))],
  };
}

/** One value in something that nobody could read, with its name in there. */
export interface UnreadValue {
  name: string;
  value: string;
}

/** What a person may copy of it: every text and number with its name, or the whole as one text. */
export function valuesOfUnread(unread: string): UnreadValue[] {
  const values = leaves(parsed(unread), []);
  return values.length > 0 ? values : [{ name: "", value: unread }];
}

function leaves(value: unknown, path: readonly string[]): UnreadValue[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([name, part]) => leaves(part, [...path, name]));
  return value === null || value === undefined || value === "" ? [] : [{ name: path.join("."), value: String(value) }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
