"use server";

import { partiesOf } from "@/lib/domain/report/permissions";
import { requireYear } from "@/lib/features/fiscal-years/data";
import { chooseForStep, listChosen, readSince, type QueueOf } from "@/lib/features/queue/data";
import { endVisit } from "@/lib/features/queue/mutations";
import {
  assignSchema,
  queueYearSchema,
  readQueueQuery,
  stepChoiceSchema,
  type Chosen,
} from "@/lib/features/queue/schema";
import { assignReviewers } from "@/lib/features/review-assignments/mutations";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done, refused } from "@/lib/platform/action-result";

/** What is chosen, as the data asks for it; `null` where its filter says something that the queue does not know. */
function chosenOf({ of }: Chosen) {
  if (of.kind === "ticked") return { unitIds: of.unitIds };
  const { query, unknown } = readQueueQuery(Object.fromEntries(new URLSearchParams(of.query)));
  return unknown.length > 0 ? null : { query };
}

async function queueOf(districtId: string, userId: string, year: number): Promise<QueueOf> {
  const fiscalYear = await requireYear(districtId, year);
  return { districtId, fiscalYear, userId, since: await readSince(districtId, fiscalYear.id, userId) };
}

const unknownFilter = "队列的筛选条件有系统不认识的部分，没有办理。请从审核队列重新选择。";

/** Which of the chosen reports a step of many can be taken of. Changes nothing. */
export const chooseForStepAction = action("chooseForStepAction", {
  input: stepChoiceSchema,
  permission: inDistrict("report.stepMany"),
  run: async ({ step, chosen }, { actor, user, district }) => {
    const asked = chosenOf(chosen);
    if (asked === null) return refused(unknownFilter);
    const of = await queueOf(district.id, user.id, chosen.year);
    return done(await chooseForStep(of, step, asked, partiesOf(actor, "report.stepMany", { districtId: district.id })));
  },
});

/** Gives the chosen reports to reviewers, or takes them back. */
export const assignReviewersAction = action("assignReviewersAction", {
  input: assignSchema,
  permission: inDistrict("review.assign"),
  run: async ({ chosen, to, onlyUnassigned }, { user, district }) => {
    const asked = chosenOf(chosen);
    if (asked === null) return refused(unknownFilter);
    const of = await queueOf(district.id, user.id, chosen.year);
    const units = await listChosen(of, asked);
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
