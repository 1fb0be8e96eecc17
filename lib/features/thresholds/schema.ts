import { z } from "zod";
import { thresholdDefinitions, type ThresholdId } from "@/lib/domain/words/thresholds";

/** Largest limits that make sense: ten times the base, a full score. */
const most = { percent: 1_000, yuan: 1_000_000_000_000, points: 100 } as const;

/** A limit as it is typed: digits of any width, thousands separators. */
function limit(unit: keyof typeof most) {
  return z
    .string()
    .transform((text) => text.normalize("NFKC").replace(/[,\s]/g, ""))
    .pipe(
      z
        .string()
        .regex(/^\d+(?:\.\d{1,2})?$/, "请填写数字，最多两位小数。")
        .transform(Number)
        .pipe(z.number().max(most[unit], `不能大于${most[unit].toLocaleString("en-US")}。`)),
    );
}

/** All limits of a year. */
export const limitsSchema = z.object(
  Object.fromEntries(thresholdDefinitions.map(({ id, unit }) => [id, limit(unit)])) as Record<
    ThresholdId,
    ReturnType<typeof limit>
  >,
);
export type LimitsInput = z.input<typeof limitsSchema>;

/** `known` are the limits the person started from: somebody else's change in the meantime is not overwritten. */
export const thresholdsSchema = z.object({
  fiscalYearId: z.uuid(),
  known: z.record(z.string(), z.number()),
  limits: limitsSchema,
});

/** What other limits would do to the year's reports that are not published. */
export interface YearEffect {
  /** Reports looked at. */
  reports: number;
  /** Only those for which something would change. */
  units: { name: string; coming: readonly string[]; going: readonly string[]; reasons: number }[];
  /** `null`: no limit of sums is another one. */
  totals: TotalsEffect | null;
}

/** What other limits would find in the totals of a year. */
export interface TotalsEffect {
  /** Totals looked at. */
  totals: number;
  /** Only those for which something would change. */
  changed: { name: string; coming: readonly string[]; going: readonly string[] }[];
}
