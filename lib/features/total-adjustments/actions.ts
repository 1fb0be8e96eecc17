"use server";

import { onUnit } from "@/lib/features/report-opening/loaders";
import { inDistrict } from "@/lib/features/session/loaders";
import { decideAdjustment, proposeAdjustment } from "@/lib/features/total-adjustments/mutations";
import {
  decideAdjustmentSchema,
  proposeAdjustmentSchema,
  proposeOnBehalfSchema,
} from "@/lib/features/total-adjustments/schema";
import { action } from "@/lib/platform/action";

/** Writes down what is to be entered into a total beside its units. */
export const proposeAdjustmentAction = action("proposeAdjustmentAction", {
  input: proposeAdjustmentSchema,
  permission: inDistrict("total.prepare"),
  run: (input, { user, district }) => proposeAdjustment(district.id, user, input),
  revalidates: ["/review"],
});

/** Approves an adjustment of somebody else or sends it back; asks for a withdrawal, or decides one that another person asked for. */
export const decideAdjustmentAction = action("decideAdjustmentAction", {
  input: decideAdjustmentSchema,
  permission: inDistrict("total.approve"),
  run: (input, { user, district }) => decideAdjustment(district.id, user, input),
  revalidates: ["/review"],
});

/** Writes down what a department enters on behalf of those without a report; the bureau approves it. */
export const proposeOnBehalfAction = action("proposeOnBehalfAction", {
  input: proposeOnBehalfSchema,
  permission: onUnit("total.enter"),
  run: ({ unitId, ...said }, { user, district }) =>
    proposeAdjustment(district.id, user, { ...said, departmentId: unitId, kind: "onBehalf" }),
  revalidates: ["/desk", "/review"],
});
