import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CommentScope } from "@/components/comments/comment-scope";
import { threadLineOf } from "@/components/comments/thread-line";
import { GrantTable } from "@/components/grants/grant-table";
import { totalHref } from "@/components/totals/total-address";
import { TakenFigures } from "@/components/desk/department/taken-figures";
import { AdjustedOpenings } from "@/components/review/adjusted-openings";
import type { RefusalLine } from "@/components/review/earlier-refusals";
import { roundLines } from "@/components/review/round-lines";
import { PlaceInQueue } from "@/components/review/place-in-queue";
import { ReviewWorkspace } from "@/components/review/review-workspace";
import { StepButtons, type OfferedStep } from "@/components/review/step-buttons";
import { FileLinks } from "@/components/document/file-links";
import { MissingFormat } from "@/components/document/missing-format";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import { type FrozenPart } from "@/lib/domain/document/frozen-document";
import type { FollowedPlace } from "@/lib/domain/differences/comment-places";
import { statedNoData } from "@/lib/domain/document/shown-content";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { subjectOfNoData } from "@/lib/domain/formats/stored-values";
import { adjustedOpeningLines } from "@/lib/domain/report/adjusted-openings";
import { packLabels } from "@/lib/domain/report/packed-labels";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { blockerSentence } from "@/lib/domain/report/blockers";
import type { OpenPoint } from "@/lib/domain/report/open-points";
import { isEditable, statusLabel, type TransitionName } from "@/lib/domain/report/lifecycle";
import { accountsNoun, preparerNouns } from "@/lib/domain/words/report-identity";
import { compareGrants, grantId } from "@/lib/domain/words/grants";
import { openingAdjustmentsOf } from "@/lib/domain/words/opening-adjustments";
import { parseCellId, type CellId } from "@/lib/domain/words/cell-id";
import { loadPoints } from "@/lib/features/points-of-report/loaders";
import { loadComments } from "@/lib/features/comments/loaders";
import { loadTakenFigures } from "@/lib/features/department-reports/loaders";
import { formatMissing, FormatMissing } from "@/lib/features/versions/loaders";
import { loadPlaceInQueue } from "@/lib/features/queue/loaders";
import { queryOfReport, queueText } from "@/lib/features/queue/schema";
import { requirePermission } from "@/lib/features/session/loaders";
import { loadTimelineForBureau } from "@/lib/features/timeline/loaders";
import { leadToOwnCode, loadReport, shownReport } from "@/lib/features/report-view/loaders";
import { loadSecondRound, type Refusal } from "@/lib/features/second-round/loaders";

type Props = PageProps<"/review/[unitCode]/[year]">;

/** Steps of the bureau; 上报 and 撤回 belong to the unit's desk. */
const bureauSteps: readonly TransitionName[] = [
  "beginReview",
  "sendBack",
  "approve",
  "publish",
  "withdrawApproval",
  "correct",
];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { unitCode, year } = await params;
  return { title: `审核 ${unitCode} ${year}年度` };
}

export default async function ReviewReportPage({ params, searchParams }: Props) {
  const { unitCode, year } = await params;
  const { version: number, thread, from, to, moment, queue } = await searchParams;
  if (!/^\d{4}$/.test(year) || (number !== undefined && !/^\d{1,4}$/.test(String(number)))) notFound();
  await requirePermission("queue.read");
  const view = await loadReport(unitCode, Number(year), number === undefined ? undefined : Number(number)).catch(
    formatMissing,
  );
  if (view instanceof FormatMissing) return <MissingFormat sentence={view.sentence} />;
  leadToOwnCode("/review", unitCode, view, await searchParams);
  const { version, versions, unit, department, fiscalYear, allowed, evaluation, explanations, catalogues, model } =
    view;
  const query = queryOfReport(queue);
  const [{ threads, people }, points, timeline, takenFigures, place] = await Promise.all([
    loadComments(version.id),
    loadPoints(view),
    loadTimelineForBureau({ reportId: view.reportId, unitId: unit.id, year: fiscalYear.year }),
    loadTakenFigures(view),
    query && loadPlaceInQueue(fiscalYear.year, query, unit.id),
  ]);
  const round = await loadSecondRound(view, threads, {
    from: asText(moment) || asText(from),
    to: asText(to),
  });
  const {
    tables,
    document: { parts },
  } = shownReport(view);

  const preparer = preparerNouns[view.scope];
  const cellLabels: Record<string, string> = {};
  for (const { rows: lines } of tables)
    for (const { cells } of lines)
      for (const { cellId } of cells) if (cellId) cellLabels[cellId] = model.labelOf(cellId);
  for (const { cells } of evaluation.findings) for (const cell of cells) cellLabels[cell] ??= model.labelOf(cell);

  Object.assign(cellLabels, placeLabels(parts));

  const statements = statedNoData(model.facts().texts, {
    tableSetId: fiscalYear.tableSetId,
    functional: catalogues.functional,
  }).map((slot) => subjectOfNoData(slot, model.tableSet));

  const labelOfFinding = (key: string) => {
    const finding = evaluation.findings.find((each) => each.key === key);
    return finding ? `${finding.ruleId} ${finding.message}` : key;
  };
  const labelOfPoint = ({ kind, id }: OpenPoint) => {
    if (kind === "approvedWithoutText") return "按现行文字公开";
    if (kind !== "openComment" && kind !== "openQuestion") return labelOfFinding(id);
    const comment = threads.find((each) => each.id === id);
    return comment ? `${comment.anchor.label || "整份报告"}：${comment.body}` : "意见或提问";
  };
  const explanationOf = (findingKey: string) => {
    const finding = evaluation.findings.find(({ key }) => key === findingKey);
    const given = explanations.find(
      (each) => each.findingKey === findingKey && each.fingerprint === finding?.fingerprint,
    );
    return given?.text ?? null;
  };

  const own = `/review/${unit.code}/${fiscalYear.year}`;
  const kept: Record<string, string> = query === null ? {} : { queue: queueText(query) };
  const steps = bureauSteps.flatMap((step): OfferedStep[] => {
    const blockers = view.blockers[step];
    if (!blockers) return [];
    const points = blockers.flatMap((blocker) => (blocker.code === "openPoints" ? blocker.points : []));
    const refused = blockers.flatMap((blocker) => (blocker.code === "refusedExplanations" ? blocker.findingKeys : []));
    return [
      {
        step,
        obstacles: blockers.filter(({ code }) => code !== "openPoints").map(blockerSentence),
        toConfirm: points.map((point) => ({ ...point, label: labelOfPoint(point) })),
        named: view.named[step] ?? [],
        refused: refused.map(labelOfFinding),
        fallen:
          step === "approve" ? round.parts.filter(({ state }) => state === "fallen").map(({ title }) => title) : [],
      },
    ];
  });

  return (
    <div className="flex flex-col gap-4">
      <PlaceInQueue year={fiscalYear.year} query={query} place={place} />
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="font-serif text-2xl">
            {unit.name} {fiscalYear.year}年度{accountsNoun(view.scope)}
          </h1>
          <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
            <Badge tone={version.status === "approved" || version.status === "published" ? "done" : "active"}>
              {statusLabel(version.status, version.round)}
            </Badge>
            第{version.number}版 · 第{version.round}轮 · {unit.code} {department?.name}
          </p>
          {(version.status === "published" || allowed.includes("report.export")) && (
            <FileLinks versionId={version.id} isPublished={version.status === "published"} />
          )}
          {versions.length > 1 && (
            <p className="flex flex-wrap gap-3 text-sm">
              {versions.map(({ id, number: other }) => (
                <Link
                  key={id}
                  href={`${own}?${new URLSearchParams({ version: String(other), ...kept })}`}
                  aria-current={id === version.id ? "page" : undefined}
                  className="aria-[current=page]:font-bold aria-[current=page]:text-ink aria-[current=page]:no-underline"
                >
                  第{other}版
                </Link>
              ))}
            </p>
          )}
        </div>
        <StepButtons
          versionId={version.id}
          revision={version.revision}
          unitName={unit.name}
          scope={view.scope}
          year={fiscalYear.year}
          steps={steps}
        />
      </div>
      {takenFigures && (
        <TakenFigures
          figures={takenFigures}
          isEditable={false}
          total={{
            href: totalHref(`/review/totals/${unit.code}`, {
              year: fiscalYear.year,
              basis: "approved",
              isFrozen: true,
            }),
            label: "看部门汇总",
          }}
        />
      )}
      {version.correctionReason && (
        <Callout tone="warn" title="更正原因">
          {version.correctionReason}
        </Callout>
      )}
      {statements.length > 0 && (
        <p className="text-sm text-muted">
          {preparer}声明没有数据的填报表：{statements.join("、")}。
        </p>
      )}
      <AdjustedOpenings
        lines={adjustedOpeningLines(model)}
        adjustments={openingAdjustmentsOf(model.facts())}
        nameOf={(code) => catalogues.functional.get(code)?.name}
      />
      {view.grants && (
        <GrantTable
          compared={compareGrants(view.grants, model.facts().amounts)}
          nameOf={(code) => catalogues.functional.get(code)?.name}
          explanationOf={(place) => explanationOf(`V-43@${grantId(place)}`)}
        />
      )}
      {isEditable(version.status) && (
        <Callout tone="neutral">{preparer}正在填报，以下为目前内容；上报之后才能审核。</Callout>
      )}
      <CommentScope versionId={version.id} userId={view.session.user.id} people={people}>
        <ReviewWorkspace
          versionId={version.id}
          preparer={preparer}
          tables={tables}
          parts={parts}
          labels={packLabels(tables, cellLabels)}
          findings={evaluation.findings.map(({ key, ruleId, severity, message, cells, fingerprint }) => ({
            key,
            ruleId,
            severity,
            message,
            cells,
            explanation:
              explanations.find(
                (explanation) => explanation.findingKey === key && explanation.fingerprint === fingerprint,
              ) ?? null,
          }))}
          threads={threads.map(threadLineOf).map((each) => ({
            ...each,
            anchor: { ...each.anchor, id: placeNow(each.anchor, round.followed[each.id], model) },
          }))}
          {...(typeof thread === "string" && { namedThread: thread })}
          round={roundLines(round)}
          keptInAddress={{ ...(number === undefined ? {} : { version: String(number) }), ...kept }}
          refusals={refusalsByFinding(round.refusals)}
          timeline={timeline}
          points={points}
          mayAnswerPoints={
            allowed.includes("point.answer") && (version.status === "submitted" || version.status === "underReview")
          }
          mayComment={allowed.includes("comment.write")}
          mayMark={allowed.includes("report.look")}
          mayJudge={
            allowed.includes("explanation.judge") &&
            (version.status === "submitted" || version.status === "underReview")
          }
        />
      </CommentScope>
    </div>
  );
}

/** Names of the cells of part five that numbers of the text lead to: their table, and the head of their row. */
function placeLabels(parts: readonly FrozenPart[]): Record<string, string> {
  const grids = parts.flatMap(({ blocks }) => blocks).filter((block) => block.kind === "grid");
  return Object.fromEntries(
    grids.flatMap(({ grid }, at) =>
      grid.body.flatMap((row) =>
        row.flatMap((cell, column) => {
          const head = row.slice(0, column + 1).findLast(({ isHead }) => isHead)?.text;
          return cell.address
            ? [[cell.address, [`附表${at + 1}`, grid.title, head].filter(Boolean).join(" ")] as const]
            : [];
        }),
      ),
    ),
  );
}

/**
 * Where the bureau sees what a comment is on: of an entered figure, the published one that it goes into, in the row of
 * its subject where there is one.
 */
function publishedPlace({ kind, id }: { kind: string; id: string }, model: ReportModel): string {
  const isOnTable = (cell: CellId) => model.tableSet.tables.some((table) => cell.startsWith(`${table.id}.`));
  if (kind !== "cell" || !id.includes(":")) return id;
  const published = model.dependentsOf(id as FactKey).filter(isOnTable);
  const { row } = parseFactKey(id as FactKey);
  return published.find((cell) => parseCellId(cell).row === row) ?? published[0] ?? id;
}

/** Where a comment leads to: its place as it stands, or what is left around it. */
function placeNow(anchor: { kind: string; id: string }, place: FollowedPlace | undefined, model: ReportModel): string {
  if (place?.state === "moved" || place?.state === "changed")
    return publishedPlace({ ...anchor, id: place.place }, model);
  if (place?.state === "gone") return place.nearest ?? anchor.id;
  return publishedPlace(anchor, model);
}

function refusalsByFinding(refusals: readonly Refusal[]): Record<string, RefusalLine[]> {
  const byFinding: Record<string, RefusalLine[]> = {};
  for (const { findingKey, at, ...refusal } of refusals)
    (byFinding[findingKey] ??= []).push({ ...refusal, at: formatDateTime(at) });
  return byFinding;
}

const asText = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
