import "server-only";
import { recordSheetOf } from "@/lib/domain/review-points/record-sheet";
import { writeRecordSheet, type RecordSheetFormat } from "@/lib/documents/record-sheet/write-record-sheet";
import { seenParts } from "@/lib/domain/differences/seen-parts";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { can } from "@/lib/domain/report/permissions";
import { citedAddresses } from "@/lib/domain/review-points/cited-places";
import { placeLabel } from "@/lib/domain/review-points/place-label";
import { lapsedSince, progressOf } from "@/lib/domain/review-points/standing";
import { signOffRoles, type SignOffRole } from "@/lib/domain/words/sign-offs";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { formatDateTime } from "@/lib/domain/words/moments";
import {
  answerLine,
  citedHash,
  listSignOffs,
  placesOf,
  readStandings,
  reviewedHash,
  signedHash,
} from "@/lib/features/point-answers/data";
import type { PointLine, PointsOfReport, SignOffLine } from "@/lib/features/point-answers/schema";
import { readStateAt, saidState } from "@/lib/features/report-states/data";
import { shownReport, type ReportView } from "@/lib/features/report-view/loaders";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

/** Places that a point names; of more the count. */
const mostPlaces = 6;
/** Changes that a lapsed answer tells; of more the count. */
const mostChanges = 4;

/**
 * The points of a report with their answers, for the bureau alone.
 *
 * @throws AppError forbidden for anyone else: notes of the bureau are in it.
 */
export async function loadPoints(view: ReportView): Promise<PointsOfReport> {
  const { session, district, model, version } = view;
  if (!can(session.actor, "queue.read", { districtId: district.id })) throw new AppError("forbidden", "points");
  const state = saidState(view, view.catalogues, shownReport(view));
  const places = placesOf(state);
  const titles = new Map(seenParts(state).map(({ id, title }) => [id, title]));
  const [standings, signOffs] = await Promise.all([readStandings(view, places), listSignOffs(district.id, version.id)]);
  const labelOf = (address: string, said: string | null) => placeLabel(model, address, { titles, said });
  const lines = standings.map(({ point, answer, changed, earlier }): PointLine => {
    const addresses = citedAddresses(places, point.cites);
    return {
      id: point.id,
      area: point.area,
      question: point.question,
      comparisons: [...point.comparisons],
      rules: [...point.rules],
      isUnproven: point.source === "practice",
      isOwn: point.isOwn,
      hash: citedHash(places, point),
      places: addresses
        .slice(0, mostPlaces)
        .map((address) => ({ address: shownAt(model, address), label: labelOf(address, places.get(address)!) })),
      placeCount: addresses.length,
      answer: answer && answerLine(answer),
      changed: changed.slice(0, mostChanges).map(({ address, was, now }) => ({
        label: labelOf(address, was ?? now),
        // Of a part there is a hash, which tells nobody anything.
        was: address.startsWith("part:") ? "" : (was ?? "没有"),
        now: address.startsWith("part:") ? "" : (now ?? "没有"),
      })),
      changedCount: changed.length,
      earlier: earlier.map(answerLine),
    };
  });
  return {
    lines,
    progress: progressOf(standings),
    signOffs: (Object.keys(signOffRoles) as SignOffRole[]).flatMap((role): SignOffLine[] => {
      const newest = signOffs.findLast((each) => each.role === role);
      return newest
        ? [
            {
              role,
              by: newest.by,
              at: formatDateTime(newest.at),
              note: newest.note,
              lapsed: lapsedSince(newest, standings),
            },
          ]
        : [];
    }),
    signed: signedHash(standings),
    demandsSignOffs: view.fiscalYear.demandsSignOffs,
  };
}

/**
 * 审核情况记录表 of a version as a file, and a name for it.
 *
 * @throws AppError notSignedIn, or forbidden for anyone but the bureau.
 */
export async function loadRecordSheet(
  versionId: string,
  format: RecordSheetFormat,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const { session, context } = await permittedVersion("report.read", versionId);
  if (!can(session.actor, "queue.read", context)) throw new AppError("forbidden", `record sheet of ${versionId}`);
  const read = await readStateAt(context.districtId, { versionId, at: null, step: null });
  const { district, unit, department, fiscalYear, version } = read.content;
  const standings = await readStandings(read.content, placesOf(read.state));
  const sheet = recordSheetOf({
    district: district.name,
    unit: { name: unit.name, code: unit.code, department: department?.name ?? null },
    year: fiscalYear.year,
    version: version.number,
    round: version.round,
    submittedOn: version.submittedAt && formatDateTime(version.submittedAt),
    standings,
    signOffs: await listSignOffs(context.districtId, versionId),
    contentHash: reviewedHash(read.state),
    momentText: formatDateTime,
  });
  const bytes = await writeRecordSheet(sheet, format, env().OFFICE_FONT_FOLDER);
  return { bytes: Uint8Array.from(bytes), name: `${sheet.title.replace(/[\\/:*?"<>|]/g, "_")}.${format}` };
}

/** Where in the page a cited place stands: a part by itself, an entered figure in the published one that it goes into. */
function shownAt(model: ReportModel, address: string): string {
  if (address.startsWith("part:")) return address.slice("part:".length);
  if (!address.includes(":")) return address;
  const published = model
    .dependentsOf(address as FactKey)
    .find((cell) => model.tableSet.tables.some(({ id }) => cell.startsWith(`${id}.`)));
  return published ?? address;
}
