"use server";

import type { z } from "zod";
import { actionOfTransition, partiesOf } from "@/lib/domain/report/permissions";
import { forecastStep } from "@/lib/features/report-steps/data";
import { askForStep, takeSingleStep } from "@/lib/features/report-steps/mutations";
import { bulkStepSchema, forecastSchema, transitionSchema } from "@/lib/features/report-steps/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done, refused } from "@/lib/platform/action-result";

/**
 * Takes a step: 上报, 撤回, 开始审核, 退回, 批复, 公开, 更正. A refusal names every reason. The files of a publication
 * are a background job: the person does not wait for them, and public pages notice them by themselves (site/store.ts).
 */
export const transitionAction = action("transitionAction", {
  input: transitionSchema,
  permission: onVersion(({ step }: z.output<typeof transitionSchema>) => actionOfTransition(step)),
  run: async ({ reason, ...input }, { session }) => {
    const given = reason === undefined ? input : { ...input, reason };
    const outcome = await takeSingleStep(session.district.id, session.user, given);
    return outcome.ok ? outcome : refused(...outcome.reasons);
  },
  revalidates: ["/desk", "/review"],
});

/** What would become of a step of many reports, before it is asked for. Changes nothing. */
export const forecastStepAction = action("forecastStepAction", {
  input: forecastSchema,
  permission: inDistrict("report.stepMany"),
  run: async ({ step, versionIds }, { actor, district }) =>
    done(
      await forecastStep(
        district.id,
        partiesOf(actor, "report.stepMany", { districtId: district.id }),
        step,
        versionIds,
      ),
    ),
  limit: costlyLimit,
});

/**
 * Asks for one step of many reports: a background job takes it, of each report by itself. Answers with the job's id.
 */
export const askForStepAction = action("askForStepAction", {
  input: bulkStepSchema,
  permission: inDistrict("report.stepMany"),
  run: async (input, { user, district }) => done({ jobId: await askForStep(district.id, user, input) }),
  revalidates: ["/review"],
  limit: costlyLimit,
});
