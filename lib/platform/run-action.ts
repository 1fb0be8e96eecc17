import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { zhCN } from "zod/locales";
import type { ActionResult } from "@/lib/platform/action-result";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext, withNumber } from "@/lib/platform/request-context";

// What a schema does not say itself is said in Chinese.
z.config(zhCN());

const nulSentence = "内容中含有无法保存的空字符（NUL），多由其他程序复制带入。请删去后重新输入或粘贴。";

/**
 * Runs an action's body: input that the schema refuses becomes field messages, an `AppError` becomes its sentence,
 * anything unforeseen is logged and becomes the general sentence with the number of the request. Redirects of Next pass through.
 *
 * @param name of the action, for the log.
 */
export async function runAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  input: unknown,
  body: (parsed: z.output<S>) => Promise<ActionResult<T>>,
): Promise<ActionResult<T>> {
  try {
    if (hasNul(input)) return { ok: false, code: "invalidInput", reasons: [nulSentence] };
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
    const context = await requestContext();
    const about = { action: name, code: error.code, ...context };
    if (error === thrown && error.code !== "internal") {
      logger.warn({ ...about, detail: error.detail }, "action refused");
      return { ok: false, code: error.code, reasons: [error.sentence] };
    }
    logger.error({ ...about, err: error.cause ?? thrown }, "action failed");
    return { ok: false, code: error.code, reasons: [withNumber(error.sentence, context)] };
  }
}

/** PostgreSQL stores no NUL character in a text: it is refused in words before it gets there. */
function hasNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, each]) => key.includes("\0") || hasNul(each));
}
