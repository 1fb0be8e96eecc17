import { z } from "zod";
import { defectIds, type DefectId } from "@/lib/domain/inspection/defects";
import { glances, type Glance } from "@/lib/domain/inspection/inspection";

/** What the bureau's list is narrowed to, as it stands in the address; a blank field of its form narrows nothing. */
export const inspectionQuerySchema = z.strictObject({
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .optional(),
  defect: z
    .literal("")
    .transform(() => undefined)
    .or(z.enum(defectIds as [DefectId, ...DefectId[]]))
    .optional(),
  glance: z.enum(Object.keys(glances) as [Glance, ...Glance[]]).optional(),
  department: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,30}$/)
    .transform((code) => code || undefined)
    .optional(),
  q: z.string().trim().max(40).optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(1),
});
export type InspectionQuery = z.output<typeof inspectionQuerySchema>;

/** Units of a page of the list. */
export const UNITS_OF_A_PAGE = 100;
