import { z } from "zod";
import { pointAnswers, type PointAnswer, type PointArea, type PointComparison } from "@/lib/domain/review-points/point";
import type { PointProgress } from "@/lib/domain/review-points/standing";
import { signOffRoles, type SignOffRole } from "@/lib/domain/words/sign-offs";
import { textOf } from "@/lib/features/typed-texts/schema";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An answer to a point; `known` is the number of the answer that the person saw, 0 for none. */
export const answerPointSchema = z
  .object({
    versionId: z.uuid(),
    pointId: z.string().min(1).max(10),
    known: z.number().int().min(0).max(100_000),
    /** Of the question and of everything cited, as the person saw it. */
    seen: hash,
    answer: z.enum(Object.keys(pointAnswers) as [PointAnswer, ...PointAnswer[]], "请选择结论。"),
    note: textOf("审核情况", 2000),
    bureauNote: textOf("内部备注", 2000),
    /** Writes the problem to the unit as well, as a comment. */
    tellUnit: z.object({ needsAnswer: z.boolean(), isBlocking: z.boolean() }).nullable(),
  })
  .refine(({ answer, note }) => answer !== "problem" || note !== "", {
    path: ["note"],
    message: "请写明有什么问题。",
  })
  .refine(({ answer, tellUnit }) => tellUnit === null || answer === "problem", {
    path: ["tellUnit"],
    message: "有问题的要点才需要向单位提出意见。",
  });
export type AnswerPointInput = z.output<typeof answerPointSchema>;

/** 初审 or 复核 of a report's points; `seen` are the answers that the person signs for. */
export const signOffSchema = z.object({
  versionId: z.uuid(),
  role: z.enum(Object.keys(signOffRoles) as [SignOffRole, ...SignOffRole[]]),
  note: textOf("意见", 1000),
  seen: hash,
  /** The person knows that points are open and signs for the rest. */
  goesOn: z.boolean(),
});
export type SignOffInput = z.output<typeof signOffSchema>;

/** An answer as a page shows it. */
export interface AnswerLine {
  number: number;
  answer: PointAnswer;
  note: string;
  /** For the bureau alone. */
  bureauNote: string;
  commentId: string | null;
  by: string;
  at: string;
}

/** A point of a report as a page shows it. */
export interface PointLine {
  id: string;
  area: PointArea;
  question: string;
  comparisons: PointComparison[];
  rules: string[];
  /** It rests on practice that no text proves. */
  isUnproven: boolean;
  isOwn: boolean;
  /** Of what an answer would be given on. */
  hash: string;
  /** The first of the places that it cites, and how many there are. */
  places: { address: string; label: string }[];
  placeCount: number;
  answer: AnswerLine | null;
  /** What changed since the answer; empty while it stands. */
  changed: { label: string; was: string; now: string }[];
  changedCount: number;
  earlier: AnswerLine[];
}

export interface SignOffLine {
  role: SignOffRole;
  by: string;
  at: string;
  note: string;
  /** Points for which it does not stand any more. */
  lapsed: string[];
}

/** A report's points for the bureau. */
export interface PointsOfReport {
  lines: PointLine[];
  progress: PointProgress;
  signOffs: SignOffLine[];
  /** Of the answers as they are shown. */
  signed: string;
  demandsSignOffs: boolean;
}

/** What came of an answer: kept, or somebody else was faster, and said this. */
export type AnswerOutcome =
  /** `signed`: of all answers as they are now. */
  { kind: "kept"; answer: AnswerLine; signed: string } | { kind: "overtaken"; by: AnswerLine; signed: string };
