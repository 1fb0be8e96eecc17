"use client";

import clsx from "clsx";
import { useMemo } from "react";
import type { ThreadLine } from "@/components/comments/thread-line";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Blocker } from "@/lib/domain/report/blockers";
import type { Explanation } from "@/lib/domain/report/explanations";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import { ChecksPanel } from "./checks/checks-panel";
import { ImportFile } from "./import/import-file";
import { ImportLedger } from "./import/import-ledger";
import { CarriedChanges } from "./last-year/carried-changes";
import { DeskNavigation } from "./panes/desk-navigation";
import { DeskPanel } from "./panes/desk-panel";
import { DeskPanes } from "./panes/desk-panes";
import { usePaneKeys } from "./panes/use-pane-keys";
import { useSecondViewToggle } from "./panes/use-second-view";
import { RehearsalBanner } from "./rehearsal/rehearsal-banner";
import { RehearsalButton } from "./rehearsal/rehearsal-button";
import type { DeskReport } from "./report/desk-report";
import { DeskStep } from "./saving/desk-step";
import { SavingLine } from "./saving/saving-line";
import { UndecidedEdits } from "./saving/undecided-edits";
import { CellRecord } from "./sources/cell-record";
import { cellRemarks } from "./sources/cell-remarks";
import { DeskComments } from "./sources/desk-comments";
import { SourcePanel } from "./sources/source-panel";
import { isRehearsing, layerInSight, mayFill, mayRehearse } from "./store/desk-state";
import { secondViewOf, type PanelTab } from "./store/viewing-state";
import { DeskProvider, useDesk } from "./store/use-desk";
import { PANEL_ID } from "./store/ways";

interface Props {
  report: DeskReport;
  explanations: readonly Explanation[];
  threads: readonly ThreadLine[];
  /** Whether the unit may write notes and questions. */
  mayWriteComments: boolean;
  /** The version's revision as the page was made, and the unit's steps with what stands in their way. */
  revision: number;
  steps: readonly { step: TransitionName; blockers: readonly Blocker[] }[];
  /** Where the address of the page leads: a sheet, a table, or a place in the panel. */
  initialView?: string;
  initialTab?: PanelTab;
  namedThread?: string;
}

/**
 * The accountant's report: sheets on the left, the grid or a table in the middle, checks, comments and sources on the
 * right.
 */
export function DeskWorkspace({ report, initialView = "income", initialTab, ...page }: Props) {
  const hasReview = page.threads.some(({ kind, isResolved }) => kind === "review" && !isResolved);
  return (
    <DeskProvider
      report={report}
      initial={{ view: initialView, tab: initialTab ?? (hasReview ? "comments" : "checks") }}
    >
      <Workspace {...page} />
    </DeskProvider>
  );
}

function Workspace({
  explanations,
  threads,
  mayWriteComments,
  revision,
  steps,
  namedThread,
}: Omit<Props, "report" | "initialView" | "initialTab">) {
  const versionId = useDesk(({ report }) => report.versionId);
  const model = useDesk(({ seen }) => seen.model);
  const rehearses = useDesk(isRehearsing);
  // Two views side by side take the width of the panel, which then stands below them.
  const panelGivesWay = useDesk(({ place }) => secondViewOf(place) !== "" && place.split?.layout === "beside");
  const remarks = useMemo(() => cellRemarks(threads, model), [threads, model]);
  return (
    <div
      className={clsx(
        "grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)_20rem]",
        panelGivesWay && "xl:grid-cols-[12rem_minmax(0,1fr)]",
      )}
    >
      <DeskNavigation />
      <section
        aria-label="填报"
        className={clsx("min-w-0", rehearses && "outline-2 outline-offset-6 outline-dashed outline-accent")}
      >
        <div className="flex flex-wrap items-start justify-between gap-2">
          <SavingLine />
          <DeskTools />
        </div>
        <RehearsalBanner />
        <UndecidedEdits />
        <OvertakenSteps />
        <CarriedChanges />
        <DeskPanes remarks={remarks} />
      </section>

      <CellRecord threads={threads} mayWrite={mayWriteComments} />
      <aside
        id={PANEL_ID}
        aria-label="审核与来源"
        className={clsx(
          "flex min-w-0 flex-col gap-4 text-sm lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-auto",
          panelGivesWay && "xl:static xl:col-start-2 xl:max-h-none",
        )}
      >
        {steps.map(({ step, blockers }) => (
          <DeskStep key={step} versionId={versionId} revision={revision} step={step} blockers={blockers} />
        ))}
        <Panel explanations={explanations} threads={threads} named={namedThread} />
      </aside>
    </div>
  );
}

/** What is done with the report as a whole. */
function DeskTools() {
  const isWritable = useDesk(mayFill);
  const rehearses = useDesk(mayRehearse);
  const hasSecond = useDesk(({ place }) => secondViewOf(place) !== "");
  const toggleSecond = useSecondViewToggle();
  usePaneKeys(toggleSecond);
  return (
    <div className="mb-2 flex flex-wrap gap-2">
      {!hasSecond && (
        <Button onPress={toggleSecond} aria-keyshortcuts="Control+\">
          双表对照
        </Button>
      )}
      {isWritable && (
        <>
          <ImportLedger />
          <ImportFile />
        </>
      )}
      {rehearses && <RehearsalButton />}
    </div>
  );
}

/** Steps of undo and redo that were not taken, because their cells hold something else by now. */
function OvertakenSteps() {
  const model = useDesk(({ seen }) => seen.model);
  const overtaken = useDesk((state) => layerInSight(state).overtaken);
  if (overtaken.length === 0) return null;
  return (
    <Callout tone="warn" title="有的单元格已另有修改，没有撤销或重做" isAlert>
      {overtaken.map((key) => model.labelOfFact(key)).join("、")}
    </Callout>
  );
}

function Panel({
  explanations,
  threads,
  named,
}: Pick<Props, "explanations" | "threads"> & { named: string | undefined }) {
  const findings = useDesk(({ seen }) => seen.findings.length);
  const showsSource = useDesk(({ place }) => place.tab === "source");
  const openThreads = threads.filter(({ isResolved }) => !isResolved).length;
  return (
    <DeskPanel
      labels={{ checks: `审核 ${findings}`, comments: `意见 ${openThreads}`, source: "来源与去向" }}
      panels={{
        checks: <ChecksPanel explanations={explanations} />,
        comments: <DeskComments threads={threads} named={named} />,
        source: showsSource && <SourcePanel />,
      }}
    />
  );
}
