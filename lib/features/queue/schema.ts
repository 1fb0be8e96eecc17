import { z } from "zod";
import { queueMarks, queueOrders, queueStates } from "@/lib/domain/report/review-queue";
import type { ReportScope } from "@/lib/domain/words/report-identity";
import { bulkSteps } from "@/lib/features/background-jobs/schema";
import { MOST_AT_ONCE } from "@/lib/features/report-steps/schema";
import { assigneeSchema } from "@/lib/features/review-assignments/schema";

/** Reports of a page of the queue. */
export const REPORTS_OF_A_PAGE = 50;

const fields = {
  state: z.enum(queueStates),
  mark: z.enum(queueMarks),
  department: z.string().regex(/^[A-Za-z0-9-]{1,30}$/),
  /** One's own, nobody's, or a person's. */
  reviewer: z.enum(["mine", "none"]).or(z.uuid()),
  q: z.string().trim().max(40),
  order: z.enum(queueOrders),
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number),
};
type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];

/** What the queue of a year is narrowed to and put in order by, as it stands in the address. */
export type QueueQuery = { readonly [F in Field]?: z.output<(typeof fields)[F]> };

/** Part of an address that says nothing to the queue. */
export interface UnknownPart {
  name: string;
  value: string;
}

/** Reads an address: a blank field narrows nothing, and what the queue does not know is handed out by name. */
export function readQueueQuery(parameters: Readonly<Record<string, string | string[] | undefined>>): {
  query: QueueQuery;
  unknown: UnknownPart[];
} {
  const query: Record<string, unknown> = {};
  const unknown: UnknownPart[] = [];
  for (const [name, given] of Object.entries(parameters)) {
    if (name === "year" || given === undefined || given === "") continue;
    const field = fieldNames.find((each) => each === name);
    const read = field && fields[field].safeParse(given);
    if (read?.success) query[name] = read.data;
    else unknown.push({ name, value: [given].flat().join("、") });
  }
  return { query, unknown };
}

/** A query as text, without what narrows nothing; the same for the same. */
export function queueText(query: QueueQuery): string {
  const given = fieldNames.flatMap((name): [string, string][] => {
    const value = query[name];
    const isDefault = value === undefined || value === "" || (name === "page" && value === 1);
    return isDefault || (name === "order" && value === "department") ? [] : [[name, String(value)]];
  });
  return new URLSearchParams(given).toString();
}

/** Pages that show what the queue's filter leaves. */
export type QueuePath = "/review" | "/review/map";

/** The address of the queue of a year, or of its map. */
export function queueHref(year: number, query: QueueQuery = {}, path: QueuePath = "/review"): string {
  const text = queueText(query);
  return `${path}?year=${year}${text === "" ? "" : `&${text}`}`;
}

/** The address of a report that is opened from the queue: it knows its neighbours there and the way back. */
export function reportHref(unitCode: string, year: number, query: QueueQuery): string {
  return `/review/${encodeURIComponent(unitCode)}/${year}?${new URLSearchParams({ queue: queueText(query) })}`;
}

/**
 * The query that a report was opened with; `null` where it was opened from somewhere else. What is unknown is left
 * out.
 */
export function queryOfReport(parameter: string | string[] | undefined): QueueQuery | null {
  if (typeof parameter !== "string") return null;
  return readQueueQuery(Object.fromEntries(new URLSearchParams(parameter))).query;
}

/** A query as text; one that says something else is none. */
export const queueTextSchema = z
  .string()
  .max(400)
  .transform((text, context): QueueQuery => {
    const { query, unknown } = readQueueQuery(Object.fromEntries(new URLSearchParams(text)));
    if (unknown.length > 0) context.addIssue("筛选条件有审核队列不认识的部分，没有办理。请从审核队列重新选择。");
    return query;
  });

/** Reports that something is done to: those that a filter of the queue shows, or some that were ticked. */
export const chosenSchema = z.object({
  year: z.number().int().min(2000).max(2100),
  of: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("shown"), query: queueTextSchema }),
    z.object({
      kind: z.literal("ticked"),
      unitIds: z.array(z.uuid()).min(1, "请先勾选单位。").max(MOST_AT_ONCE, "一次最多勾选两千个单位。"),
    }),
  ]),
});
/** As the browser names them. */
export type ChosenInput = z.input<typeof chosenSchema>;
export type Chosen = z.output<typeof chosenSchema>;

/** What a step of many could be taken of. */
export const stepChoiceSchema = z.object({ step: z.enum(bulkSteps), chosen: chosenSchema });

/** A report that a step of many can be taken of, as far as a list knows. */
export interface ReadyReport {
  unitCode: string;
  unitName: string;
  departmentName: string;
  scope: ReportScope;
  version: { versionId: string; revision: number };
  /** The approval was taken by a release that kept no text. */
  isWithoutText: boolean;
}

/** Which of the chosen reports a step can be taken of, and why not of the others. */
export interface StepChoice {
  ready: ReadyReport[];
  /** In the state for the step, but something else is in the way. */
  excluded: { unitCode: string; unitName: string; scope: ReportScope; reason: string }[];
  /** Those in other states, counted. */
  elsewhere: { label: string; count: number }[];
  /** More are ready than are done at once. */
  leftForLater: number;
}

/** Gives reports to reviewers, or takes them back. */
export const assignSchema = z.object({
  chosen: chosenSchema,
  to: assigneeSchema,
  /** Only of those that nobody has yet. */
  onlyUnassigned: z.boolean(),
});

export const queueYearSchema = z.object({ year: z.number().int().min(2000).max(2100) });
