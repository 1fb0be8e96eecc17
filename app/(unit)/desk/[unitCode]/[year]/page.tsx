import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CommentScope } from "@/components/comments/comment-scope";
import { threadLineOf } from "@/components/comments/thread-line";
import { isDeskView } from "@/components/desk/panes/desk-views";
import { TakenFigures } from "@/components/desk/department/taken-figures";
import { DeskWorkspace } from "@/components/desk/desk-workspace";
import { FileLinks } from "@/components/document/file-links";
import { MissingFormat } from "@/components/document/missing-format";
import { YearNotices } from "@/components/year-notice/year-notices";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import { formatOf } from "@/lib/domain/formats/format-of";
import { statusLabel, type TransitionName } from "@/lib/domain/report/lifecycle";
import { accountsNoun } from "@/lib/domain/words/report-identity";
import { performancePartOf } from "@/lib/domain/performance/stored-performance";
import { loadComments } from "@/lib/features/comments/loaders";
import { loadTakenFigures } from "@/lib/features/department-reports/loaders";
import { loadFromLastYear } from "@/lib/features/report-opening/loaders";
import { formatMissing, FormatMissing } from "@/lib/features/versions/loaders";
import { leadToOwnCode, loadReport } from "@/lib/features/report-view/loaders";
import { requireArea } from "@/lib/features/session/loaders";
import { loadCatalogueRows } from "@/lib/features/subjects/loaders";
import { loadUnreadNotices } from "@/lib/features/year-notice/loaders";

const unitSteps: readonly TransitionName[] = ["submit", "withdraw"];

const places = z.object({
  view: z.string().max(60).optional().catch(undefined),
  tab: z.enum(["checks", "comments", "source"]).optional().catch(undefined),
  thread: z.uuid().optional().catch(undefined),
});

/** Where the address leads: `?view=expenditure`, `?tab=comments&thread=…`. What does not exist is left out. */
function placeOf(
  parameters: unknown,
  tableSetId: string,
): {
  initialView?: string;
  initialTab?: "checks" | "comments" | "source";
  namedThread?: string;
} {
  const { view, tab, thread } = places.parse(parameters);
  return {
    ...(view && isDeskView(view, formatOf(tableSetId)) && { initialView: view }),
    ...(tab && { initialTab: tab }),
    ...(thread && { namedThread: thread }),
  };
}

export async function generateMetadata({ params }: PageProps<"/desk/[unitCode]/[year]">): Promise<Metadata> {
  const { unitCode, year } = await params;
  return { title: `填报 ${unitCode} ${year}年度` };
}

export default async function DeskReportPage({ params, searchParams }: PageProps<"/desk/[unitCode]/[year]">) {
  const { unitCode, year } = await params;
  if (!/^\d{4}$/.test(year)) notFound();
  await requireArea("/desk");
  const view = await loadReport(unitCode, Number(year)).catch(formatMissing);
  if (view instanceof FormatMissing) return <MissingFormat sentence={view.sentence} />;
  leadToOwnCode("/desk", unitCode, view, await searchParams);
  const { version, unit, fiscalYear, allowed } = view;
  const [catalogues, { threads, people }, fromLastYear, notices, takenFigures] = await Promise.all([
    loadCatalogueRows(fiscalYear.catalogueId),
    loadComments(version.id),
    loadFromLastYear(view),
    loadUnreadNotices(fiscalYear.year),
    loadTakenFigures(view),
  ]);
  const sentBack = version.status === "sentBack" ? view.steps.findLast(({ step }) => step === "sendBack") : undefined;
  return (
    <div className="flex flex-col gap-4">
      <nav aria-label="位置" className="text-sm">
        <Link href="/desk">我的决算</Link>
        <Link href={`/desk/${unit.code}/${fiscalYear.year}/timeline`} className="ml-3">
          办理过程
        </Link>
        {fiscalYear.noticeRevision > 0 && (
          <Link href={`/desk/changes/${fiscalYear.year}`} className="ml-3">
            本年变化
          </Link>
        )}
      </nav>
      <YearNotices notices={notices} area="/desk" />
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="font-serif text-2xl">
            {unit.name} {fiscalYear.year}年度{accountsNoun(view.scope)}
          </h1>
          <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
            <Badge tone={version.status === "approved" || version.status === "published" ? "done" : "active"}>
              {statusLabel(version.status, version.round)}
            </Badge>
            第{version.number}版
          </p>
        </div>
        <FileLinks versionId={version.id} isPublished={version.status === "published"} />
      </div>
      {sentBack && (
        <Callout tone="warn" title={`财政局退回（${formatDateTime(sentBack.at)}，${sentBack.by}）`}>
          {sentBack.reason}
        </Callout>
      )}
      {takenFigures && (
        <TakenFigures
          figures={takenFigures}
          isEditable={allowed.includes("report.write")}
          total={{ href: `/desk/${unit.code}/${fiscalYear.year}/on-behalf`, label: "看列入汇总的代编" }}
        />
      )}
      {version.correctionReason && (
        <Callout tone="warn" title="更正原因">
          {version.correctionReason}
        </Callout>
      )}
      <CommentScope versionId={version.id} userId={view.session.user.id} people={people}>
        <DeskWorkspace
          report={{
            versionId: version.id,
            userId: view.session.user.id,
            identity: {
              unitName: unit.name,
              unitKind: unit.kind,
              scope: view.scope,
              year: fiscalYear.year,
              tableSetId: fiscalYear.tableSetId,
            },
            unitCode,
            functional: catalogues.functional,
            economic: catalogues.economic,
            cells: view.cells.map(({ key, value, rawInput, revision, isLocked }) => ({
              key,
              value,
              rawInput,
              revision,
              isLocked,
            })),
            texts: view.texts.map(({ slot, text, revision }) => ({ slot, text, revision })),
            performance: performancePartOf(view),
            priorAmounts: view.priorYear ? [...view.priorYear.facts.amounts] : null,
            priorTexts: view.priorYear ? [...view.priorYear.facts.texts] : [],
            lapsed: fromLastYear.lapsed,
            carried: fromLastYear.carried.map(({ at, ...change }) => ({ ...change, at: formatDateTime(at) })),
            register: view.register,
            grants: view.grants,
            counterparts: view.counterparts,
            thresholds: fiscalYear.thresholds,
            switches: view.switches,
            foundInTotal: view.taken?.findings.slice() ?? null,
            isEditable: allowed.includes("report.write"),
          }}
          explanations={view.explanations}
          threads={threads.map(threadLineOf)}
          mayWriteComments={
            version.status !== "published" && allowed.includes("comment.keepNote") && allowed.includes("comment.ask")
          }
          revision={version.revision}
          steps={unitSteps.flatMap((step) => (view.blockers[step] ? [{ step, blockers: view.blockers[step] }] : []))}
          {...placeOf(await searchParams, fiscalYear.tableSetId)}
        />
      </CommentScope>
    </div>
  );
}
