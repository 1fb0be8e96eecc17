"use server";

import { explainShownFinding, judgeExplanation } from "@/lib/features/checks/mutations";
import { explainFindingSchema, judgeExplanationSchema } from "@/lib/features/checks/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";

/**
 * Explains a finding (核实说明); an empty text takes the explanation back. Revalidates nothing: the desk knows what it
 * sent.
 */
export const explainFindingAction = action("explainFindingAction", {
  input: explainFindingSchema,
  permission: onVersion("report.write"),
  run: (input, { session, context }) => explainShownFinding(context.districtId, session.user.id, input),
});

/** The bureau's judgement of an explanation: accepted, or refused with a reason. */
export const judgeExplanationAction = action("judgeExplanationAction", {
  input: judgeExplanationSchema,
  permission: onVersion("explanation.judge"),
  run: (input, { session, context }) => judgeExplanation(context.districtId, session.user, input),
  revalidates: ["/desk", "/review"],
});
