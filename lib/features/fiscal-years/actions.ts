"use server";

import { askBeforeClosing, askBeforeDeadline } from "@/lib/features/fiscal-years/loaders";
import { setFiscalYearStage, updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { isUnanswered, setFiscalYearStageSchema, updateFiscalYearSchema } from "@/lib/features/fiscal-years/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

// What a year's dates or its end do is asked first: with `questions`, nothing has been done yet.

export const updateFiscalYearAction = action("updateFiscalYearAction", {
  input: updateFiscalYearSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: async ({ confirmed, ...input }, { user, district }) => {
    const questions = askBeforeDeadline(input.deadline);
    if (isUnanswered(questions, confirmed)) return done({ questions });
    const outcome = await updateFiscalYear(district.id, user, input, questions);
    return outcome.ok ? done({ questions: [] }) : outcome;
  },
  revalidates: ["/admin"],
});

export const setFiscalYearStageAction = action("setFiscalYearStageAction", {
  input: setFiscalYearStageSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: async ({ fiscalYearId, stage, confirmed }, { user, district }) => {
    const questions = stage === "closed" ? await askBeforeClosing(district.id, fiscalYearId) : [];
    if (isUnanswered(questions, confirmed)) return done({ questions });
    const outcome = await setFiscalYearStage(district.id, user, fiscalYearId, stage, questions);
    return outcome.ok ? done({ questions: [] }) : outcome;
  },
  revalidates: ["/admin"],
});
