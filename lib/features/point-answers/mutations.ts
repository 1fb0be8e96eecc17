import { citedAddresses, citedBy } from "@/lib/domain/review-points/cited-places";
import { placeKind, placeLabel } from "@/lib/domain/review-points/place-label";
import { pointAnswers } from "@/lib/domain/review-points/point";
import type { PointOfYear } from "@/lib/domain/review-points/points-of-year";
import { signedAnswers, signOffProblems } from "@/lib/domain/review-points/standing";
import { signOffRoles } from "@/lib/domain/words/sign-offs";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { recordAuditOfVersion, type AuditActor } from "@/lib/features/audit/mutations";
import { addCommentIn } from "@/lib/features/comments/mutations";
import {
  answerLine,
  citedHash,
  listAnswers,
  listSignOffs,
  placesOf,
  readPointsAsked,
  readStandings,
  reviewedHash,
  signedHash,
} from "@/lib/features/point-answers/data";
import type { AnswerOutcome, AnswerPointInput, SignOffInput } from "@/lib/features/point-answers/schema";
import { readStateAt, type StateInWork } from "@/lib/features/report-states/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

type Reviewer = AuditActor & { id: string };

const notInReview = "报告不在审核中，不能办理审核要点。";
const reportChanged = "报告的内容刚刚有变动，请刷新后核对再办理。";

/**
 * Keeps an answer, with what it was given on. Somebody who was faster is not written over: the person is told what they
 * answered, and answers again knowingly, or not.
 */
export async function answerPoint(
  districtId: string,
  reviewer: Reviewer,
  input: AnswerPointInput,
): Promise<Outcome<AnswerOutcome>> {
  const { versionId, pointId } = input;
  const read = await readStateAt(districtId, { versionId, at: null, step: null });
  const places = placesOf(read.state);
  return db().$transaction(async (transaction) => {
    const problem = await lockedProblem(transaction, districtId, read);
    if (problem !== null) return refused(problem);
    const point = (await readPointsAsked(read.content, transaction)).find(({ id }) => id === pointId);
    if (!point) return refused("本报告已不审核这条要点，请刷新。");
    const newest = (await listAnswers(districtId, versionId, transaction)).findLast((each) => each.pointId === pointId);
    const signedNow = async () => signedHash(await readStandings(read.content, places, transaction));
    if (newest && newest.number !== input.known)
      return done({ kind: "overtaken", by: answerLine(newest), signed: await signedNow() });
    if ((newest?.number ?? 0) !== input.known) return refused("这条要点的结论已有变化，请刷新后核对再办理。");
    if (citedHash(places, point) !== input.seen) return refused(reportChanged);
    const commentId = await toldUnit(transaction, { districtId, reviewer, input, point, places, model: read.model });
    const number = input.known + 1;
    await transaction.reviewPointAnswer.create({
      data: {
        districtId,
        versionId,
        pointId,
        number,
        answer: input.answer,
        note: input.note,
        bureauNote: input.bureauNote,
        commentId: commentId ?? (input.answer === "problem" ? (newest?.commentId ?? null) : null),
        cited: citedBy(places, point),
        byId: reviewer.id,
        onBehalfOfId: reviewer.onBehalfOf?.id ?? null,
        at: now(),
      },
    });
    await recordAuditOfVersion(
      {
        districtId,
        versionId,
        actor: reviewer,
        action: "point.answered",
        details: { point: pointId, answer: pointAnswers[input.answer] },
      },
      transaction,
    );
    const given = (await listAnswers(districtId, versionId, transaction)).findLast((each) => each.pointId === pointId)!;
    return done({ kind: "kept", answer: answerLine(given), signed: await signedNow() });
  });
}

/** Signs for the points of a report. */
export async function signOff(
  districtId: string,
  reviewer: Reviewer,
  { versionId, role, note, seen, goesOn }: SignOffInput,
): Promise<Outcome<undefined>> {
  const read = await readStateAt(districtId, { versionId, at: null, step: null });
  const places = placesOf(read.state);
  return db().$transaction(async (transaction) => {
    const problem = await lockedProblem(transaction, districtId, read);
    if (problem !== null) return refused(problem);
    const standings = await readStandings(read.content, places, transaction);
    if (signedHash(standings) !== seen) return refused("审核要点的结论刚刚有变动，请刷新后核对再签字。");
    const signOffs = await listSignOffs(districtId, versionId, transaction);
    const parties = [reviewer.id, ...(reviewer.onBehalfOf ? [reviewer.onBehalfOf.id] : [])];
    const problems = signOffProblems(role, parties, { signOffs, standings, goesOn });
    if (problems.length > 0) return refused(...problems);
    await transaction.reviewSignOff.create({
      data: {
        districtId,
        versionId,
        role,
        note,
        answers: signedAnswers(standings),
        contentHash: reviewedHash(read.state),
        byId: reviewer.id,
        onBehalfOfId: reviewer.onBehalfOf?.id ?? null,
        at: now(),
      },
    });
    await recordAuditOfVersion(
      { districtId, versionId, actor: reviewer, action: "signOff.signed", details: { role: signOffRoles[role] } },
      transaction,
    );
    return done(undefined);
  });
}

/** Waits for a step that is under way. @returns why nothing can be kept now; `null` where it can */
async function lockedProblem(
  transaction: Prisma.TransactionClient,
  districtId: string,
  { content: { version } }: StateInWork,
): Promise<string | null> {
  const [stored] = await transaction.$queryRaw<{ status: VersionStatus; revision: number }[]>`
    SELECT status::text AS status, revision FROM report_version
    WHERE district_id = ${districtId}::uuid AND id = ${version.id}::uuid FOR UPDATE`;
  if (!stored) throw new AppError("notFound", `version ${version.id}`);
  if (stored.status !== "submitted" && stored.status !== "underReview") return notInReview;
  return stored.revision === version.revision ? null : reportChanged;
}

/** Writes the problem to the unit where the person wants it, on the first place that the point cites. */
async function toldUnit(
  transaction: Prisma.TransactionClient,
  {
    districtId,
    reviewer,
    input,
    point,
    places,
    model,
  }: {
    districtId: string;
    reviewer: Reviewer;
    input: AnswerPointInput;
    point: PointOfYear;
    places: ReadonlyMap<string, string>;
    model: ReportModel;
  },
): Promise<string | null> {
  if (input.tellUnit === null) return null;
  const address = citedAddresses(places, point.cites).find((each) => placeKind(model, each) !== null);
  const anchor = address
    ? {
        kind: placeKind(model, address)!,
        id: address,
        label: placeLabel(model, address, { titles: new Map(), said: places.get(address)! }).slice(0, 300),
      }
    : { kind: "form" as const, id: "report", label: "整份报告" };
  const outcome = await addCommentIn(transaction, districtId, reviewer, {
    versionId: input.versionId,
    anchor,
    body: input.note,
    ...input.tellUnit,
  });
  // Only a published report refuses comments, and this one is locked in review.
  if (!outcome.ok) throw new AppError("internal", outcome.reasons.join(""));
  return outcome.data.commentId;
}
