import "server-only";
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
  signedHash,
} from "@/lib/features/point-answers/data";
import type { PointLine, PointsOfReport, SignOffLine } from "@/lib/features/point-answers/schema";
import { saidState } from "@/lib/features/report-states/data";
import { shownReport, type ReportView } from "@/lib/features/report-view/loaders";
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

/** Where in the page a cited place stands: a part by itself, an entered figure in the published one that it goes into. */
function shownAt(model: ReportModel, address: string): string {
  if (address.startsWith("part:")) return address.slice("part:".length);
  if (!address.includes(":")) return address;
  const published = model
    .dependentsOf(address as FactKey)
    .find((cell) => model.tableSet.tables.some(({ id }) => cell.startsWith(`${id}.`)));
  return published ?? address;
}
