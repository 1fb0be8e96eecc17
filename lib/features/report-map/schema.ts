import { z } from "zod";

/** Drafts whose checks are run in one request: each takes about a tenth of a second. */
export const CHECKED_AT_ONCE = 4;

/** Reports of a map whose checks are not of what they say now. */
export const checkReportsSchema = z.object({
  year: z.number().int().min(2000).max(2100),
  unitIds: z.array(z.uuid()).min(1).max(CHECKED_AT_ONCE),
});

/** Findings by part, as a version keeps them. */
export const storedPartsSchema = z.record(
  z.string(),
  z.object({ blocking: z.number().int(), explain: z.number().int() }),
);
