import { z } from "zod";
import { performanceBefore } from "@/lib/domain/differences/performance-entries";
import type { CommentStanding, Judgement, ReportState } from "@/lib/domain/differences/report-state";
import { saidAt, saidPlaces, type CommentAnchor } from "@/lib/domain/differences/comment-places";
import type { KnownPoint } from "@/lib/domain/differences/points";
import { freezeDocument, type FrozenDocument } from "@/lib/domain/document/frozen-document";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { valueOf } from "@/lib/domain/formats/stored-decimal";
import { findingOfAddress } from "@/lib/domain/formats/stored-values";
import { performancePartOf } from "@/lib/domain/performance/stored-performance";
import { verdictOn } from "@/lib/domain/report/explanations";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { performanceSlot } from "@/lib/domain/words/facts";
import { documentOf, modelOf } from "@/lib/features/checks/data";
import { readApproval } from "@/lib/features/publication/data";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { namesOf } from "@/lib/features/users/data";
import { readContent, type ReportContent } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** What of a state of long ago is not known, because releases before did not keep it. */
export type NotKept = "performance" | "judgements";

const performanceChangesSchema = z.array(
  z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
);

/**
 * The content of a version as it was at a moment: what was changed since is taken back, change by change. What is not
 * known is left as it is now and named; nothing is made up.
 */
export async function contentAt(
  content: ReportContent,
  at: Date,
): Promise<{ content: ReportContent; notKept: NotKept[] }> {
  const where = { districtId: content.district.id, versionId: content.version.id };
  const [changes, forms, judgements] = await Promise.all([
    db().cellChange.findMany({
      where: { ...where, OR: [{ at: { gt: at } }, { address: { startsWith: "explanation:" } }] },
      orderBy: { id: "asc" },
    }),
    db().performanceChange.findMany({ where: { ...where, at: { gt: at } }, orderBy: { id: "desc" } }),
    db().explanationVerdict.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }] }),
  ]);
  const since = new Map<string, string | null>();
  for (const change of changes)
    if (change.at > at && !since.has(change.address)) since.set(change.address, change.oldValue);

  const isFormKnown = forms.every((change) => change.changes !== null);
  const performance = isFormKnown
    ? forms.reduce(
        (part, { changes: stored }) =>
          performanceBefore(
            part,
            readStored(performanceChangesSchema, stored, `performance change of version ${where.versionId}`),
          ),
        performancePartOf(content),
      )
    : performancePartOf(content);

  const explanations = new Map(content.explanations.map((each) => [each.findingKey, each]));
  for (const { address } of changes) {
    const key = findingOfAddress(address);
    if (key === null || !since.has(address)) continue;
    const then = changes.findLast((change) => change.address === address && change.at <= at);
    const now = content.explanations.find(({ findingKey }) => findingKey === key);
    const text = then?.newValue ?? since.get(address) ?? "";
    if (text === "") explanations.delete(key);
    else {
      // Of before the figures were kept with it: the same words are taken to be of the same figures.
      const fingerprint = then?.fingerprint ?? (now?.text === text ? now.fingerprint : "");
      explanations.set(key, { findingKey: key, fingerprint, text, verdict: null });
    }
  }
  const judged = judgements.filter((each) => each.at <= at);
  return {
    content: {
      ...content,
      cells: content.cells.map((cell) => {
        const old = since.get(cell.key);
        if (old === undefined) return cell;
        const isAmount = old !== null && /^-?\d+(\.\d+)?$/.test(old);
        return {
          ...cell,
          value: isAmount ? valueOf(cell.measure, old) : null,
          rawInput: isAmount || old === null || old === "" ? null : old,
        };
      }),
      texts: content.texts.map((text) => {
        const old = since.get(`text:${text.slot}`);
        return old === undefined ? text : { ...text, text: old ?? "" };
      }),
      projects: performance.projects.map((project, position) => ({
        ...project,
        id: content.projects[position]?.id ?? String(position),
        position,
        indicators: project.indicators.map((indicator, nth) => ({ ...indicator, position: nth })),
      })),
      keyEvaluations: performance.keyEvaluations,
      explanations: [...explanations.values()].map((each) => ({ ...each, verdict: verdictOn(each, judged) })),
    },
    notKept: [
      ...(isFormKnown ? [] : (["performance"] as const)),
      ...(judgements.some((each) => each.earlierLost && each.at > at) ? (["judgements"] as const) : []),
    ],
  };
}

/** A state with what it was computed by. */
export interface StateInWork {
  state: ReportState;
  model: ReportModel;
  content: ReportContent;
  notKept: readonly NotKept[];
}

/** What is printed of a version: as it was approved or published, or as its content gives it. */
export interface Printed {
  tables: PrintedTable[];
  document: FrozenDocument;
}

/** What a version says at a point; what was approved or published is as it was stored then. */
export async function readStateAt(
  districtId: string,
  point: Pick<KnownPoint, "versionId" | "at" | "step">,
): Promise<StateInWork> {
  const now = await readContent(districtId, point.versionId);
  if (!now) throw new AppError("notFound", `version ${point.versionId}`);
  const { content, notKept } = point.at === null ? { content: now, notKept: [] } : await contentAt(now, point.at);
  const catalogues = await readCatalogues(now.fiscalYear.catalogueId);
  const model = modelOf(content, catalogues);
  const decided = await readDecidedAt(now, point);
  const judgements = await readJudgements(districtId, point);
  const comments = await readStandings(districtId, point);
  return {
    state: stateOf(content, catalogues, { judgements, comments }, decided ?? printedOf(content, catalogues, model)),
    model,
    content,
    notKept,
  };
}

/** The state of a version as a page has loaded it. */
export async function stateAsItIs(
  content: ReportContent,
  catalogues: Catalogues,
  printed: Printed,
): Promise<ReportState> {
  const now = { versionId: content.version.id, at: null };
  const [judgements, comments] = await Promise.all([
    readJudgements(content.district.id, now),
    readStandings(content.district.id, now),
  ]);
  return stateOf(content, catalogues, { judgements, comments }, printed);
}

function printedOf(content: ReportContent, catalogues: Catalogues, model: ReportModel): Printed {
  return { tables: model.printedTables(), document: freezeDocument(documentOf(content, catalogues, model)) };
}

/** Everything a content says, beside what is printed of it. */
function stateOf(
  content: ReportContent,
  { functional, economic }: Catalogues,
  said: Pick<ReportState, "judgements" | "comments">,
  { tables, document }: Printed,
): ReportState {
  const { unit, department, fiscalYear, cells, texts, explanations } = content;
  const rows = new Set(
    cells.flatMap(({ address, value, rawInput }) => (value === null && rawInput === null ? [] : [address.row])),
  );
  return {
    tableSetId: fiscalYear.tableSetId,
    unit: { code: unit.code, name: unit.name },
    department: department && { name: department.name },
    subjects: [functional, economic].flatMap(({ subjects }) =>
      subjects.filter(({ code }) => rows.has(code)).map(({ code, name }) => ({ code, name })),
    ),
    facts: cells.flatMap(({ address, measure, value }) => (value === null ? [] : [{ ...address, measure, value }])),
    inputs: cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [{ key, text: rawInput }])),
    texts: texts.flatMap(({ slot, text }) => (text === "" || slot === performanceSlot ? [] : [{ slot, text }])),
    ...performancePartOf(content),
    explanations: explanations
      .filter(({ text }) => text !== "")
      .map(({ findingKey, fingerprint, text }) => ({ findingKey, fingerprint, text }))
      .toSorted((one, other) => (one.findingKey < other.findingKey ? -1 : 1)),
    ...said,
    tables,
    document,
  };
}

/** What was stored when a step decided on the version; as it stands, what it was last approved or published with. */
async function readDecidedAt(
  content: ReportContent,
  { at, step }: Pick<KnownPoint, "at" | "step">,
): Promise<Printed | null> {
  const { district, version } = content;
  const where = { districtId: district.id, versionId: version.id };
  let snapshot: Snapshot | null = null;
  if (step === "publish" || (at === null && version.status === "published")) {
    const publication = await db().publication.findUnique({
      where: { districtId_versionId: where },
      select: { snapshot: true },
    });
    snapshot = publication && snapshotSchema.parse(publication.snapshot);
  } else if (step === "approve") {
    const approval = await db().reportApproval.findFirst({
      where: { ...where, approvedAt: at! },
      select: { snapshot: true },
    });
    snapshot = approval && snapshotSchema.parse(approval.snapshot);
  } else if (at === null) snapshot = (await readApproval(content))?.snapshot ?? null;
  return snapshot && { tables: snapshot.tables, document: snapshot.document };
}

/** The last judgement of each finding by then. */
async function readJudgements(
  districtId: string,
  { versionId, at }: Pick<KnownPoint, "versionId" | "at">,
): Promise<Judgement[]> {
  const rows = await db().explanationVerdict.findMany({
    where: { districtId, versionId, ...(at && { at: { lte: at } }) },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const last = new Map(
    rows.map(({ findingKey, fingerprint, text, isAccepted, reason }) => [
      findingKey,
      { findingKey, fingerprint, text, isAccepted, reason },
    ]),
  );
  return [...last.values()].toSorted((one, other) => (one.findingKey < other.findingKey ? -1 : 1));
}

/** How far both sides had come with each comment by then; notes are the unit's own. */
async function readStandings(
  districtId: string,
  { versionId, at }: Pick<KnownPoint, "versionId" | "at">,
): Promise<CommentStanding[]> {
  const by = at && { lte: at };
  const threads = await db().comment.findMany({
    where: { districtId, versionId, parentId: null, kind: { not: "note" }, ...(by && { createdAt: by }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      resolvedAt: true,
      replies: { where: { isFromBureau: false, ...(by && { createdAt: by }) }, select: { id: true } },
    },
  });
  return threads.map(({ id, resolvedAt, replies }) => ({
    id,
    isResolved: resolvedAt !== null && (at === null || resolvedAt <= at),
    answers: replies.length,
  }));
}

/** What the place of a comment says in the version as it stands, inside the transaction that writes the comment. */
export async function readSaid(
  districtId: string,
  versionId: string,
  anchor: Omit<CommentAnchor, "said">,
  client: Prisma.TransactionClient,
): Promise<string | null> {
  if (anchor.kind === "form") return null;
  const content = await readContent(districtId, versionId, client);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const catalogues = await readCatalogues(content.fiscalYear.catalogueId, { client });
  const approval = await readApproval(content, client);
  const printed = approval?.snapshot ?? printedOf(content, catalogues, modelOf(content, catalogues));
  return saidAt(saidPlaces(saidState(content, catalogues, printed)), anchor);
}

/** What a content and the document of it say, without what the bureau thought of it: nothing is asked for it. */
export function saidState(content: ReportContent, catalogues: Catalogues, printed?: Printed): ReportState {
  return stateOf(
    content,
    catalogues,
    { judgements: [], comments: [] },
    printed ?? printedOf(content, catalogues, modelOf(content, catalogues)),
  );
}

/** One refusal of an explanation, with what was refused. */
export interface Refusal {
  findingKey: string;
  /** What the unit wrote then. */
  text: string;
  reason: string;
  by: string;
  at: Date;
  /** Earlier judgements of this finding were written over by a release before. */
  isEarlierLost: boolean;
}

/** Every refusal that the bureau wrote about a version, oldest first. */
export async function listRefusals(districtId: string, versionId: string): Promise<Refusal[]> {
  const rows = await db().explanationVerdict.findMany({
    where: { districtId, versionId, isAccepted: false },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    districtId,
    rows.map(({ byId }) => byId),
  );
  return rows.map(({ findingKey, text, reason, byId, at, earlierLost }) => ({
    findingKey,
    text,
    reason,
    by: names.get(byId) ?? "",
    at,
    isEarlierLost: earlierLost,
  }));
}
