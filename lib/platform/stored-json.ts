import type { z } from "zod";

/**
 * JSON of a column in the form that this release reads.
 *
 * @param what is stored there and of which row, for the log: `confirmed points of version …`.
 * @throws Error naming it and the first place that does not fit: another release, or another hand, wrote it.
 */
export function readStored<S extends z.ZodType>(schema: S, stored: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${what} cannot be read: ${issue?.path.join(".") || "whole"}: ${issue?.message}`);
}
