import { toAppError } from "@/lib/platform/errors";
import { LostDatabase } from "@/lib/platform/postgres/installation-record";

/**
 * What a person at the command line reads of an error: one sentence, and of what nobody foresaw its last line for
 * whoever maintains the system.
 */
export function sentenceOfFailure(error: unknown): string {
  // Several lines, each a way on.
  if (error instanceof LostDatabase) return error.message;
  const known = toAppError(error);
  if (known.code !== "internal") return known.sentence;
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  // Our own errors of starting and stopping are written for the person.
  if (/\p{Script=Han}/u.test(message) && !message.includes("\n")) return message;
  const lines = message.split("\n").map((line) => line.trim());
  const lastLine = lines.filter((line) => line !== "").at(-1) ?? "";
  return `命令没有完成：系统发生内部错误（${[name, lastLine].filter((part) => part !== "").join("：")}）。请将此句告知系统管理员；设置 LOG_LEVEL=debug 后重试可得到详细信息。`;
}
