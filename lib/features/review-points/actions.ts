"use server";

import { demandSignOffs, savePoint, takeOverPoints } from "@/lib/features/review-points/mutations";
import { demandSignOffsSchema, savePointSchema, takeOverPointsSchema } from "@/lib/features/review-points/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Keeps one 审核要点 of a year as the district wants it. */
export const savePointAction = action("savePointAction", {
  input: savePointSchema,
  permission: inDistrict("reviewPoints.manage"),
  run: (input, { user, district }) => savePoint(district.id, user, input),
  revalidates: ["/admin", "/review"],
});

/** Takes over what last year made of its points. */
export const takeOverPointsAction = action("takeOverPointsAction", {
  input: takeOverPointsSchema,
  permission: inDistrict("reviewPoints.manage"),
  run: ({ fiscalYearId }, { user, district }) => takeOverPoints(district.id, user, fiscalYearId),
  revalidates: ["/admin", "/review"],
});

/** Makes 批复 of a year wait for both signatures, or not. */
export const demandSignOffsAction = action("demandSignOffsAction", {
  input: demandSignOffsSchema,
  permission: inDistrict("reviewPoints.manage"),
  run: (input, { user, district }) => demandSignOffs(district.id, user, input),
  revalidates: ["/admin", "/review"],
});
