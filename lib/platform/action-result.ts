import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { logger } from "@/lib/platform/logger";
import { toAppError, type ErrorCode } from "@/lib/platform/errors";

/**
 * What every server action answers. `reasons` are Chinese sentences for the form; `fields` names the inputs they belong
 * to; `code` is set when the refusal is not about the data (expired session, no permission …).
 */
export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | { ok: false; reasons: string[]; fields?: Record<string, string[]>; code?: ErrorCode };

/** A mutation's own answer: the value, or the expected refusals as sentences. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; reasons: string[] };

export function done<T>(data: T): { ok: true; data: T } {
  return { ok: true, data };
}

export function refused(...reasons: string[]): { ok: false; reasons: string[] } {
  return { ok: false, reasons };
}

/**
 * Runs an action's body: input that the schema refuses becomes field messages, an `AppError` becomes its sentence,
 * anything unforeseen is logged and becomes the general sentence. Redirects of Next pass through.
 */
export async function runAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  body: (parsed: z.output<S>) => Promise<ActionResult<T>>,
): Promise<ActionResult<T>> {
  try {
    const parsed = schema.safeParse(input);
    if (!parsed.success) {
      const fields: Record<string, string[]> = {};
      for (const issue of parsed.error.issues) (fields[issue.path.join(".")] ??= []).push(issue.message);
      return { ok: false, code: "invalidInput", reasons: parsed.error.issues.map((issue) => issue.message), fields };
    }
    return await body(parsed.data);
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = toAppError(thrown);
    if (error.code === "internal") logger.error({ error: error.cause ?? error }, "action failed");
    else logger.warn({ code: error.code, detail: error.detail }, "action refused");
    return { ok: false, code: error.code, reasons: [error.sentence] };
  }
}
