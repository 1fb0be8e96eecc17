"use server";

import { revalidatePath } from "next/cache";
import { after } from "next/server";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { actionOfTransition, can } from "@/lib/domain/report/permissions";
import { makeMissingFiles } from "@/lib/features/publication/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { publishReports, takeStep, type PublicationOutcome } from "@/lib/features/report-steps/mutations";
import { listCellChanges } from "@/lib/features/versions/data";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import {
  cellHistorySchema,
  openReportSchema,
  publishReportsSchema,
  saveCellsSchema,
  saveTextsSchema,
  transitionSchema,
  type CellChangeRow,
  type CellResult,
  type PublishReportsInput,
  type SaveAnswer,
  type SaveCellsInput,
  type SaveTextsInput,
  type TextResult,
  type TransitionInput,
} from "@/lib/features/versions/schema";
import { permittedSession, sessionOrThrow } from "@/lib/features/session/loaders";
import { done, type ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";
import { AppError } from "@/lib/platform/errors";

/** Saves cells while somebody types or pastes. Revalidates nothing: the grid knows what it sent. */
export async function saveCellsAction(input: SaveCellsInput): Promise<ActionResult<SaveAnswer<CellResult>>> {
  return runAction("saveCellsAction", saveCellsSchema, input, async ({ versionId, personId, ...save }) => {
    const { session, context } = await permittedVersion("report.edit", versionId, personId);
    return done(await saveCells(session.user, context, save));
  });
}

/** Saves texts: reasons, profile, statements that a sheet has no data. */
export async function saveTextsAction(input: SaveTextsInput): Promise<ActionResult<SaveAnswer<TextResult>>> {
  return runAction("saveTextsAction", saveTextsSchema, input, async ({ versionId, personId, ...save }) => {
    const { session, context } = await permittedVersion("report.edit", versionId, personId);
    return done(await saveTexts(session.user, context, save));
  });
}

/** Who changed a cell or text, when and how; read when somebody looks at it. */
export async function cellHistoryAction(input: {
  versionId: string;
  address: string;
}): Promise<ActionResult<CellChangeRow[]>> {
  return runAction("cellHistoryAction", cellHistorySchema, input, async ({ versionId, address }) => {
    const { context } = await permittedVersion("report.read", versionId);
    return done(await listCellChanges(context.districtId, versionId, address));
  });
}

/** Begins a unit's report of a year. */
export async function openReportAction(input: {
  unitId: string;
  fiscalYearId: string;
}): Promise<ActionResult<{ versionId: string }>> {
  return runAction("openReportAction", openReportSchema, input, async (parsed) => {
    const session = await sessionOrThrow();
    const subject = { districtId: session.district.id, unitId: parsed.unitId, status: null };
    if (!can(session.actor, "report.open", subject))
      throw new AppError("forbidden", `${session.user.username}: report.open`);
    const outcome = await openReport(session.district.id, session.user, parsed);
    revalidatePath("/desk", "layout");
    revalidatePath("/review", "layout");
    return outcome;
  });
}

/** Takes a step: 上报, 撤回, 开始审核, 退回, 批复, 公开, 更正. A refusal names every reason. */
export async function transitionAction(
  input: TransitionInput,
): Promise<ActionResult<{ versionId: string; status: VersionStatus }>> {
  return runAction(
    "transitionAction",
    transitionSchema,
    input,
    async ({ versionId, revision, step, reason, confirmed }) => {
      const { session } = await permittedVersion(actionOfTransition(step), versionId);
      const outcome = await takeStep(session.district.id, session.user, {
        versionId,
        revision,
        step,
        confirmed,
        ...(reason === undefined ? {} : { reason }),
      });
      revalidatePath("/desk", "layout");
      revalidatePath("/review", "layout");
      if (step === "publish" && outcome.ok) makeFilesAfterwards(session.district.id, [versionId]);
      return outcome.ok ? outcome : { ok: false, reasons: outcome.reasons };
    },
  );
}

/** Publishes several approved reports; says of each that could not be why. */
export async function publishReportsAction(input: PublishReportsInput): Promise<ActionResult<PublicationOutcome[]>> {
  return runAction("publishReportsAction", publishReportsSchema, input, async ({ versions, takesUnkeptTexts }) => {
    const session = await permittedSession("report.publishAll");
    const outcomes = await publishReports(session.district.id, session.user, versions, { takesUnkeptTexts });
    revalidatePath("/review", "layout");
    makeFilesAfterwards(
      session.district.id,
      outcomes.filter(({ reasons }) => reasons.length === 0).map(({ versionId }) => versionId),
    );
    return done(outcomes);
  });
}

/** Files take seconds: the person does not wait for them. Public pages notice them, and publications, by themselves (lib/platform/page-cache.mjs). */
function makeFilesAfterwards(districtId: string, versionIds: string[]): void {
  after(async () => {
    await makeMissingFiles(districtId, { versionIds });
  });
}
