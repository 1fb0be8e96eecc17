"use server";

import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { congressApprovalSchema } from "@/lib/features/congress-approvals/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Records the decision of the people's congress on a year, or corrects it. */
export const recordCongressApprovalAction = action("recordCongressApprovalAction", {
  input: congressApprovalSchema,
  permission: inDistrict("congress.record"),
  run: (input, { user, district }) => recordCongressApproval(district.id, user, input),
  revalidates: ["/review", "/desk", "/"],
});
