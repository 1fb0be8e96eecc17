import { z } from "zod";

export const openReportSchema = z.object({ unitId: z.uuid(), fiscalYearId: z.uuid() });
