import type { ErrorCode } from "@/lib/platform/errors";

/**
 * What every server action answers. `reasons` are Chinese sentences for the form; `fields` names the inputs they belong
 * to; `code` is set when the refusal is not about the data (expired session, no permission …).
 */
export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | { ok: false; reasons: string[]; fields?: Record<string, string[]>; code?: ErrorCode };

/** A mutation's own answer: the value, or the expected refusals as sentences, by the inputs they belong to where known. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; reasons: string[]; fields?: Record<string, string[]> };

export function done<T>(data: T): { ok: true; data: T } {
  return { ok: true, data };
}

/** Refused for inputs that are named by their paths, as the schema names them. */
export function refusedFields(problems: readonly { field: string; reason: string }[]) {
  const fields: Record<string, string[]> = {};
  for (const { field, reason } of problems) (fields[field] ??= []).push(reason);
  return { ok: false as const, reasons: problems.map(({ reason }) => reason), fields };
}

export function refused(...reasons: string[]): { ok: false; reasons: string[] } {
  return { ok: false, reasons };
}
