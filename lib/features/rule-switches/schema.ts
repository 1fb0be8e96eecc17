import { z } from "zod";
import type { SwitchEffect } from "@/lib/domain/checks/switch-effect";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { ruleChanges } from "@/lib/domain/words/rule-switches";
import { textOf } from "@/lib/features/typed-texts/schema";

const ruleId = z.string().min(1).max(20);

/** One changed rule; the reason stands in the rule book of the year, for everybody. */
const ruleSwitchSchema = z.object({
  ruleId,
  change: z.enum(ruleChanges, "请选择本年度怎样处理。"),
  reason: textOf("原因", 500).min(1, "请写明原因。"),
});

/** All changed rules of a year. */
export const switchesSchema = z
  .array(ruleSwitchSchema)
  .max(500)
  .refine(
    (switches) => new Set(switches.map(({ ruleId }) => ruleId)).size === switches.length,
    "同一条规则只能调整一次。",
  );

/** `known` are the changes the person started from: somebody else's change in the meantime is not overwritten. */
export const ruleSwitchesSchema = z.object({
  fiscalYearId: z.uuid(),
  known: z.array(z.object({ ruleId, change: z.enum(ruleChanges), reason: z.string().max(500) })).max(500),
  switches: switchesSchema,
});

/** What other switches would do to the year's reports. */
export interface SwitchesEffect {
  /** Reports looked at: those that are not approved. */
  reports: number;
  /** Reports that are approved or published: they keep the rules that they were approved by. */
  decided: number;
  /** Only those for which something would change. */
  units: ({ name: string; status: VersionStatus } & { [K in keyof SwitchEffect]: string[] })[];
}

/** Whether the unit of an effect has handed its report in. */
export function isHandedIn({ status }: SwitchesEffect["units"][number]): boolean {
  return status === "submitted" || status === "underReview";
}
