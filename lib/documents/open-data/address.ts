import { z } from "zod";

/** Where a published report is: as it stands in addresses and query strings. */
export const reportAddressSchema = z.object({
  unitCode: z.string().regex(/^[A-Za-z0-9-]{1,30}$/),
  year: z.string().regex(/^\d{4}$/).transform(Number),
  number: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .optional(),
});

/** Query string of the list of reports. */
export const reportListQuerySchema = z.object({
  year: z.string().regex(/^\d{4}$/).transform(Number).optional(),
  unit: z.string().regex(/^[A-Za-z0-9-]{1,30}$/).optional(),
  page: z.string().regex(/^[1-9]\d{0,4}$/).transform(Number).default(1),
});
