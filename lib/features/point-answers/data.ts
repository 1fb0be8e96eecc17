import { z } from "zod";
import { citablePlaces, citedBy, type CitedPlaces } from "@/lib/domain/review-points/cited-places";
import { pointsAsked, type PointOfYear } from "@/lib/domain/review-points/points-of-year";
import {
  signedAnswers,
  standingSignOff,
  standingsOf,
  type GivenAnswer,
  type PointStanding,
  type SignOff,
} from "@/lib/domain/review-points/standing";
import type { ReportState } from "@/lib/domain/differences/report-state";
import { isFormatId } from "@/lib/domain/formats/format-of";
import { signOffRoles, type SignOffRole } from "@/lib/domain/words/sign-offs";
import { actorLabel } from "@/lib/domain/report/deputies";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { AnswerLine } from "@/lib/features/point-answers/schema";
import { saidState } from "@/lib/features/report-states/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readPointChanges } from "@/lib/features/review-points/data";
import { namesOf } from "@/lib/features/users/data";
import type { ReportContent } from "@/lib/features/versions/data";
import { hashOf } from "@/lib/platform/content-hash";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

const citedSchema = z.record(z.string(), z.string());
const signedSchema = z.record(z.string(), z.number().int().min(1));

/** Every answer to the points of a version, oldest first. */
export async function listAnswers(
  districtId: string,
  versionId: string,
  client: Prisma.TransactionClient = db(),
): Promise<GivenAnswer[]> {
  const rows = await client.reviewPointAnswer.findMany({
    where: { districtId, versionId },
    orderBy: [{ pointId: "asc" }, { number: "asc" }],
  });
  const names = await namesOf(
    districtId,
    rows.flatMap(({ byId, onBehalfOfId }) => [byId, onBehalfOfId]),
    client,
  );
  return rows.map(({ pointId, number, answer, note, bureauNote, commentId, cited, byId, onBehalfOfId, at }) => ({
    pointId,
    number,
    answer,
    note,
    bureauNote,
    commentId,
    cited: readStored(citedSchema, cited, `answer to ${pointId} of version ${versionId}`) as CitedPlaces,
    by: actorLabel(names.get(byId) ?? "", onBehalfOfId && (names.get(onBehalfOfId) ?? "")),
    at,
  }));
}

/** Every 初审 and 复核 of a version, oldest first. */
export async function listSignOffs(
  districtId: string,
  versionId: string,
  client: Prisma.TransactionClient = db(),
): Promise<SignOff[]> {
  const rows = await client.reviewSignOff.findMany({
    where: { districtId, versionId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    districtId,
    rows.flatMap(({ byId, onBehalfOfId }) => [byId, onBehalfOfId]),
    client,
  );
  return rows.map(({ role, note, answers, contentHash, byId, onBehalfOfId, at }) => ({
    role,
    note,
    answers: readStored(signedSchema, answers, `signed answers of version ${versionId}`),
    contentHash,
    parties: onBehalfOfId === null ? [byId] : [byId, onBehalfOfId],
    by: actorLabel(names.get(byId) ?? "", onBehalfOfId && (names.get(onBehalfOfId) ?? "")),
    at,
  }));
}

/** The points that a report is asked. */
export async function readPointsAsked(
  { district, unit, scope, fiscalYear }: Pick<ReportContent, "district" | "unit" | "scope" | "fiscalYear">,
  client: Prisma.TransactionClient = db(),
): Promise<PointOfYear[]> {
  const changes = await readPointChanges(district.id, fiscalYear.id, client);
  return pointsAsked(changes, { kind: unit.kind, scope, year: fiscalYear.year });
}

/** What a report says in every place that a point can cite. */
export function placesOf(state: ReportState): ReadonlyMap<string, string> {
  return citablePlaces(state, hashOf);
}

/** How a version stands against its points. */
export async function readStandings(
  content: ReportContent,
  places: ReadonlyMap<string, string>,
  client: Prisma.TransactionClient = db(),
): Promise<PointStanding[]> {
  const points = await readPointsAsked(content, client);
  return standingsOf(points, await listAnswers(content.district.id, content.version.id, client), places);
}

/** Of what was reviewed: everything that is printed. */
export function reviewedHash({ tables, document }: Pick<ReportState, "tables" | "document">): string {
  return hashOf({ tables, document });
}

/** Signatures that the year wants before 批复 and that are not there; asked while the report is in review alone. */
export async function missingSignOffs(
  content: ReportContent,
  client: Prisma.TransactionClient = db(),
): Promise<SignOffRole[]> {
  const { fiscalYear, version, district } = content;
  if (!fiscalYear.demandsSignOffs || version.status !== "underReview" || !isFormatId(fiscalYear.tableSetId)) return [];
  const catalogues = await readCatalogues(fiscalYear.catalogueId, { client });
  const standings = await readStandings(content, placesOf(saidState(content, catalogues)), client);
  const signOffs = await listSignOffs(district.id, version.id, client);
  return (Object.keys(signOffRoles) as SignOffRole[]).filter(
    (role) => standingSignOff(role, signOffs, standings) === null,
  );
}

/** An answer as a page shows it. */
export function answerLine({ number, answer, note, bureauNote, commentId, by, at }: GivenAnswer): AnswerLine {
  return { number, answer, note, bureauNote, commentId, by, at: formatDateTime(at) };
}

/** Of everything that an answer to a point is given on now. */
export function citedHash(places: ReadonlyMap<string, string>, point: PointOfYear): string {
  return hashOf(citedBy(places, point));
}

/** Of the answers that stand: what a person signs for. */
export function signedHash(standings: readonly PointStanding[]): string {
  return hashOf(signedAnswers(standings));
}
