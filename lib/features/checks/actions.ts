"use server";

import { revalidatePath } from "next/cache";
import type { Finding } from "@/lib/domain/words/finding";
import { explainFinding, judgeExplanation, runChecks } from "@/lib/features/checks/mutations";
import {
  explainFindingSchema,
  judgeExplanationSchema,
  runChecksSchema,
  type ExplainFindingInput,
  type JudgeExplanationInput,
} from "@/lib/features/checks/schema";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { done, type ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Runs the checks on what is stored, for whoever may read the version; queues show the counts afterwards. */
export async function runChecksAction(input: {
  versionId: string;
}): Promise<ActionResult<{ revision: number; findings: Finding[] }>> {
  return runAction("runChecksAction", runChecksSchema, input, async ({ versionId }) => {
    const { context } = await permittedVersion("report.read", versionId);
    const { revision, findings } = await runChecks(context.districtId, versionId);
    return done({ revision, findings });
  });
}

/** Explains a finding (核实说明); an empty text takes the explanation back. Revalidates nothing: the desk knows what it sent. */
export async function explainFindingAction(input: ExplainFindingInput): Promise<ActionResult> {
  return runAction("explainFindingAction", explainFindingSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion("report.edit", parsed.versionId, parsed.personId);
    return explainFinding(context.districtId, session.user.id, parsed);
  });
}

/** The bureau's judgement of an explanation: accepted, or refused with a reason. */
export async function judgeExplanationAction(input: JudgeExplanationInput): Promise<ActionResult> {
  return runAction("judgeExplanationAction", judgeExplanationSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion("explanation.judge", parsed.versionId);
    const outcome = await judgeExplanation(context.districtId, session.user.id, parsed);
    revalidatePath("/desk", "layout");
    revalidatePath("/review", "layout");
    return outcome;
  });
}
