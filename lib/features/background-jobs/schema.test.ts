import { expect, it } from "vitest";
import { transitionOf } from "@/lib/domain/report/lifecycle";
import { bulkSteps } from "@/lib/features/background-jobs/schema";

it("steps of many reports take no approval back: each is another person's, with a reason of its own", () => {
  const takenBack = bulkSteps.filter((step) => transitionOf(step).requires.includes("otherThanApprover"));
  expect(takenBack).toEqual([]);
});
