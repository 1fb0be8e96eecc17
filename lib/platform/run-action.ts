import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { zhCN } from "zod/locales";
import type { ActionResult } from "@/lib/platform/action-result";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";

// What a schema does not say itself is said in Chinese.
z.config(zhCN());

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
    if (error.code === "internal" || error.code === "databaseUnavailable") logger.error({ error: error.cause ?? error }, "action failed");
    else logger.warn({ code: error.code, detail: error.detail }, "action refused");
    return { ok: false, code: error.code, reasons: [error.sentence] };
  }
}
