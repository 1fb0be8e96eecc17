import type { z } from "zod";
import { problemAnswer } from "./answers";

/** What a parameter is, for whoever gave another one. */
type Hints<Shape extends z.ZodRawShape> = { [Name in keyof Shape]: string };

export type ReadQuery<Data> = { ok: true; data: Data } | { ok: false; answer: Response };

/**
 * The query string of a request by its schema. A parameter that there is not, one that is given twice, and a value that
 * is none are answered with 400 and the names and values there are.
 */
export function readQuery<Shape extends z.ZodRawShape>(
  request: Request,
  schema: z.ZodObject<Shape>,
  hints: Hints<Shape>,
): ReadQuery<z.output<z.ZodObject<Shape>>> {
  const given = [...new URL(request.url).searchParams];
  const known = Object.keys(schema.shape);
  const allowed = known.map((name) => `${name}（${hints[name as keyof Shape]}）`).join("、") || "没有";
  const unknown = given.find(([name]) => !known.includes(name));
  if (unknown) return refused(`没有参数“${shortened(unknown[0])}”。可用的参数：${allowed}。`);
  const twice = given.find(([name], at) => given.some(([other], index) => index > at && other === name));
  if (twice) return refused(`参数“${twice[0]}”给了两次，只能给一次。`);
  const read = schema.safeParse(Object.fromEntries(given));
  if (read.success) return { ok: true, data: read.data };
  const name = String(read.error.issues[0]!.path[0]);
  return refused(`参数“${name}”的值有误，应为：${hints[name as keyof Shape]}。`);
}

function refused(detail: string): { ok: false; answer: Response } {
  return { ok: false, answer: problemAnswer(400, "查询参数有误", detail) };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
