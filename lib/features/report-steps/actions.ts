"use server";

import type { z } from "zod";
import { actionOfTransition } from "@/lib/domain/report/permissions";
import { makeMissingFiles } from "@/lib/features/publication/mutations";
import { publishReports, takeStep } from "@/lib/features/report-steps/mutations";
import { publishReportsSchema, transitionSchema } from "@/lib/features/report-steps/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done, refused } from "@/lib/platform/action-result";

/**
 * Takes a step: 上报, 撤回, 开始审核, 退回, 批复, 公开, 更正. A refusal names every reason. The files of a publication take
 * seconds: the person does not wait for them, and public pages notice them by themselves (lib/platform/page-cache.mjs).
 */
export const transitionAction = action("transitionAction", {
  input: transitionSchema,
  permission: onVersion(({ step }: z.output<typeof transitionSchema>) => actionOfTransition(step)),
  run: async ({ reason, ...input }, { session }) => {
    const given = reason === undefined ? input : { ...input, reason };
    const outcome = await takeStep(session.district.id, session.user, given);
    return outcome.ok ? outcome : refused(...outcome.reasons);
  },
  revalidates: ["/desk", "/review"],
  afterwards: async ({ versionId, status }, _, { session }) => {
    if (status === "published") await makeMissingFiles(session.district.id, { versionIds: [versionId] });
  },
});

/** Publishes several approved reports; says of each that could not be why. */
export const publishReportsAction = action("publishReportsAction", {
  input: publishReportsSchema,
  permission: inDistrict("report.publishAll"),
  run: async ({ versions, takesUnkeptTexts }, { user, district }) =>
    done(await publishReports(district.id, user, versions, { takesUnkeptTexts })),
  revalidates: ["/review"],
  afterwards: async (outcomes, _, { district }) => {
    const versionIds = outcomes.filter(({ reasons }) => reasons.length === 0).map(({ versionId }) => versionId);
    await makeMissingFiles(district.id, { versionIds });
  },
  limit: costlyLimit,
});
