import { z } from "zod";
import { openPointKinds, type OpenPointKind } from "@/lib/domain/report/open-points";
import { bulkSteps } from "@/lib/features/background-jobs/schema";
import { transitionNames, type TransitionName } from "@/lib/domain/report/lifecycle";

/** What was open and somebody went on with, as a step stores it. */
export const confirmedSchema = z.array(
  z.object({ kind: z.enum(openPointKinds as [OpenPointKind, ...OpenPointKind[]]), id: z.string().max(400) }),
);

export const transitionSchema = z.object({
  versionId: z.uuid(),
  /** The version's revision that the person had before their eyes. */
  revision: z.number().int().min(0),
  step: z.enum(transitionNames as [TransitionName, ...TransitionName[]]),
  reason: z.string().trim().max(2000, "原因最多两千字。").optional(),
  /** What is open, as it was shown in the dialog and confirmed there. */
  confirmed: confirmedSchema.max(2000).default([]),
});

/** Most reports that are looked at in one request before a step of many. */
export const forecastAtOnce = 40;

/** What would become of a step of many reports; asked before it is. */
export const forecastSchema = z.object({
  step: z.enum(bulkSteps),
  versionIds: z.array(z.uuid()).min(1).max(forecastAtOnce),
});

/** Most reports that one background job takes a step of. */
export const MOST_AT_ONCE = 2_000;

/** One step of many reports, each at the revision that the person saw. */
export const bulkStepSchema = z.object({
  step: z.enum(bulkSteps),
  versions: z
    .array(z.object({ versionId: z.uuid(), revision: z.number().int().min(0) }))
    .min(1, "请至少选择一个单位。")
    .max(MOST_AT_ONCE, "一次最多办理两千个单位。"),
  /**
   * 公开 also of those whose approval kept no text: the person has confirmed that they go out as this release writes
   * them.
   */
  takesUnkeptTexts: z.boolean().default(false),
});
