import { z } from "zod";

/** A department's accounts of a year. */
export const takeTotalSchema = z.object({ unitId: z.uuid(), fiscalYearId: z.uuid() });
export type TakeTotal = z.output<typeof takeTotalSchema>;

export const unitReasonsSchema = z.object({ versionId: z.uuid() });
