"use server";

import { partiesOf } from "@/lib/domain/report/permissions";
import { requireYear } from "@/lib/features/fiscal-years/data";
import { chooseForStep, listChosen, listOwing, readQueueOf } from "@/lib/features/queue/data";
import { endVisit } from "@/lib/features/queue/mutations";
import { assignSchema, chosenSchema, queueYearSchema, stepChoiceSchema } from "@/lib/features/queue/schema";
import { assignReviewers } from "@/lib/features/review-assignments/mutations";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done } from "@/lib/platform/action-result";

/** Which of the chosen reports a step of many can be taken of. Changes nothing. */
export const chooseForStepAction = action("chooseForStepAction", {
  input: stepChoiceSchema,
  permission: inDistrict("report.stepMany"),
  run: async ({ step, chosen }, { actor, user, district }) => {
    const of = await readQueueOf(district.id, user.id, chosen.year);
    return done(
      await chooseForStep(of, step, chosen.of, partiesOf(actor, "report.stepMany", { districtId: district.id })),
    );
  },
});

/** Units among the chosen ones that can be reminded of their report. Changes nothing. */
export const chooseForReminderAction = action("chooseForReminderAction", {
  input: chosenSchema,
  permission: inDistrict("reminder.send"),
  run: async (chosen, { user, district }) =>
    done(await listOwing(await readQueueOf(district.id, user.id, chosen.year), chosen.of)),
});

/** Gives the chosen reports to reviewers, or takes them back. */
export const assignReviewersAction = action("assignReviewersAction", {
  input: assignSchema,
  permission: inDistrict("review.assign"),
  run: async ({ chosen, to, onlyUnassigned }, { user, district }) => {
    const of = await readQueueOf(district.id, user.id, chosen.year);
    const units = await listChosen(of, chosen.of);
    return assignReviewers(district.id, user, { fiscalYear: of.fiscalYear, units, to, onlyUnassigned });
  },
  revalidates: ["/review"],
  limit: costlyLimit,
});

/** From now on only what happens from here is new to the person. */
export const endQueueVisitAction = action("endQueueVisitAction", {
  input: queueYearSchema,
  permission: inDistrict("queue.read"),
  run: async ({ year }, { user, district }) => {
    const { id: fiscalYearId } = await requireYear(district.id, year);
    await endVisit({ districtId: district.id, fiscalYearId, userId: user.id });
    return done(undefined);
  },
  revalidates: ["/review"],
});
