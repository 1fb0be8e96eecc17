/** What a district has made of the points for a year: some off, some in other words, some of its own. */
import { appliesTo, type AskedReport, type PointArea, type ReviewPoint } from "./point";
import { reviewPoints } from "./points";
import type { UnitKind } from "../words/funds";

/** One point as a district wants it for a year. */
export interface PointChange {
  pointId: string;
  isOff: boolean;
  /** Its words; `null`: those of the product. A point of the district's own always has words. */
  question: string | null;
  /** Of a point of the district's own. */
  area: PointArea | null;
  /** Kinds of unit that are asked; `null`: as the product has it, of an own point all. */
  kinds: readonly UnitKind[] | null;
}

/** A point as a year asks it. */
export interface PointOfYear extends ReviewPoint {
  isOff: boolean;
  isOwn: boolean;
  /** The product's words, where the district has others. */
  original: string | null;
}

const ownId = /^D-\d{2}$/;

/** Whether a point is the district's own, by its id. */
export const isOwnPoint = (id: string): boolean => ownId.test(id);

const order = new Map(reviewPoints.map(({ area }, at) => [area, at]));

/** All points of a year, those that are off too, by area; own ones follow those of the product in their area. */
export function pointsOfYear(changes: readonly PointChange[]): PointOfYear[] {
  const changed = new Map(changes.map((change) => [change.pointId, change]));
  const known = reviewPoints.map((point): PointOfYear => {
    const change = changed.get(point.id);
    const question = change?.question ?? point.question;
    return {
      ...point,
      question,
      ...(change?.kinds && { kinds: change.kinds }),
      isOff: change?.isOff ?? false,
      isOwn: false,
      original: question === point.question ? null : point.question,
    };
  });
  const own = changes
    .filter(({ pointId, question, area }) => isOwnPoint(pointId) && question !== null && area !== null)
    .map(
      ({ pointId, question, area, kinds, isOff }): PointOfYear => ({
        id: pointId,
        area: area!,
        question: question!,
        // Nobody says what decides it: it stands while the whole report does.
        cites: wholeReport,
        comparisons: [],
        rules: [],
        ...(kinds && { kinds }),
        source: "practice",
        isOff,
        isOwn: true,
        original: null,
      }),
    );
  return [...known, ...own].toSorted(
    (one, other) => order.get(one.area)! - order.get(other.area)! || Number(one.isOwn) - Number(other.isOwn),
  );
}

const wholeReport = ["part:*"];

/** The points that a report is asked. */
export function pointsAsked(changes: readonly PointChange[], report: AskedReport): PointOfYear[] {
  return pointsOfYear(changes).filter((point) => !point.isOff && appliesTo(point, report));
}

/** The next free id of a district's own points. */
export function nextOwnId(changes: readonly Pick<PointChange, "pointId">[]): string {
  const numbers = changes.filter(({ pointId }) => isOwnPoint(pointId)).map(({ pointId }) => Number(pointId.slice(2)));
  return `D-${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}

/** Why a change of a point cannot be kept; empty when it can. */
export function pointChangeProblems({ pointId, question, area }: PointChange): string[] {
  if (reviewPoints.some(({ id }) => id === pointId)) return area === null ? [] : ["系统自带的要点不能改换类别。"];
  if (!isOwnPoint(pointId)) return ["没有这条审核要点。"];
  return [
    ...(question === null || question.trim() === "" ? ["请填写自定要点的内容。"] : []),
    ...(area === null ? ["请选择自定要点的类别。"] : []),
  ];
}
