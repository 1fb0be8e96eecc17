import { z } from "zod";

/** One row of a catalogue file (the CSV columns; `initials` are derived when it is imported). */
export const subjectRowSchema = z.object({
  code: z.string().regex(/^\d{3}(\d{2}){0,2}$/),
  name: z.string().min(1),
  level: z.coerce.number().int().min(1).max(3),
  note: z.string().default(""),
  source: z.string().min(1),
  /** Codes of earlier subjects that it took over, separated by blanks. */
  replaces: z
    .string()
    .regex(/^(\d{5,7}( \d{5,7})*)?$/)
    .default(""),
});
export type SubjectRow = z.infer<typeof subjectRowSchema>;
