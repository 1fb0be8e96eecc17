/**
 * 审核情况记录表: what was asked of a report, what was answered, and who signed for it, for the file of the bureau. The
 * notes of the bureau for itself are not in it.
 */
import { signOffRoles, type SignOffRole } from "../words/sign-offs";
import { pointAnswers, pointAreas, type PointArea } from "./point";
import { isAnswered, lapsedSince, progressOf, type PointStanding, type SignOff } from "./standing";

export interface RecordSheet {
  title: string;
  district: string;
  unit: { name: string; code: string; department: string | null };
  year: number;
  /** Of the report: its version, how often it was handed in, and when last. */
  version: number;
  round: number;
  submittedOn: string | null;
  areas: { label: string; lines: RecordLine[] }[];
  /** 应审44项，通过40项…… */
  summary: string;
  signatures: RecordSignature[];
  /** SHA-256 of what stands in the report now. */
  contentHash: string;
  /** Both signatures stand. */
  isComplete: boolean;
}

export interface RecordLine {
  id: string;
  question: string;
  result: string;
  /** Note for the record, who answered and when. */
  note: string;
  by: string;
}

export interface RecordSignature {
  role: string;
  by: string;
  on: string;
  note: string;
  /** Says that it stands no more, and for which points. */
  remark: string;
  /** Of what was reviewed then. */
  contentHash: string | null;
}

export interface RecordedReview {
  district: string;
  unit: RecordSheet["unit"];
  year: number;
  version: number;
  round: number;
  submittedOn: string | null;
  standings: readonly PointStanding[];
  signOffs: readonly SignOff[];
  contentHash: string;
  /** A moment as people read it. */
  momentText: (at: Date) => string;
}

/** The sheet of a report as its review stands. */
export function recordSheetOf(review: RecordedReview): RecordSheet {
  const { standings, signOffs, momentText } = review;
  const { asked, answered, problems, lapsed } = progressOf(standings);
  const notApplicable = standings.filter(
    (standing) => isAnswered(standing) && standing.answer!.answer === "notApplicable",
  ).length;
  const signatures = (Object.keys(signOffRoles) as SignOffRole[]).map((role): RecordSignature => {
    const signOff = signOffs.findLast((each) => each.role === role);
    if (!signOff) return { role: signOffRoles[role], by: "", on: "", note: "", remark: "未签字", contentHash: null };
    const fallen = lapsedSince(signOff, standings);
    return {
      role: signOffRoles[role],
      by: signOff.by,
      on: momentText(signOff.at),
      note: signOff.note,
      remark: fallen.length === 0 ? "" : `签字后${fallen.join("、")}有变动，签字失效`,
      contentHash: signOff.contentHash,
    };
  });
  return {
    title: `${review.unit.name}${review.year}年度决算审核情况记录表`,
    district: review.district,
    unit: review.unit,
    year: review.year,
    version: review.version,
    round: review.round,
    submittedOn: review.submittedOn,
    areas: (Object.keys(pointAreas) as PointArea[])
      .map((area) => ({
        label: pointAreas[area],
        lines: standings.filter(({ point }) => point.area === area).map((standing) => lineOf(standing, momentText)),
      }))
      .filter(({ lines }) => lines.length > 0),
    summary:
      `应审 ${asked} 项，通过 ${answered - problems - notApplicable} 项，有问题 ${problems} 项，不适用 ${notApplicable} 项` +
      `${lapsed > 0 ? `，结论失效 ${lapsed} 项` : ""}${asked > answered + lapsed ? `，未办理 ${asked - answered - lapsed} 项` : ""}。`,
    signatures,
    contentHash: review.contentHash,
    isComplete: signatures.every(({ by, remark }) => by !== "" && remark === ""),
  };
}

function lineOf(standing: PointStanding, momentText: (at: Date) => string): RecordLine {
  const { point, answer } = standing;
  const result = answer && pointAnswers[answer.answer];
  return {
    id: point.id,
    question: point.question,
    result: !answer || !result ? "未办理" : isAnswered(standing) ? result : `已失效（原为${result}）`,
    note: answer?.note ?? "",
    by: answer ? `${answer.by} ${momentText(answer.at)}` : "",
  };
}
