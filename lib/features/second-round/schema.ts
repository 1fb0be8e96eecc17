import { z } from "zod";

/** What somebody has looked at, each by the hash of what they saw. */
export const markSeenSchema = z.object({
  versionId: z.uuid(),
  marks: z
    .array(z.object({ part: z.string().min(1).max(500), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(200),
});
export type MarkSeenInput = z.infer<typeof markSeenSchema>;
