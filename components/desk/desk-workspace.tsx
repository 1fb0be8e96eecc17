"use client";

import clsx from "clsx";
import { useMemo, useRef, useState } from "react";
import type { ThreadLine } from "@/components/comments/thread-line";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { missingTexts } from "@/lib/domain/document/missing-texts";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import { missingReasons } from "@/lib/domain/text/writing/reasons";
import { blankFigures, untouchedParts } from "@/lib/domain/report/blank-parts";
import type { Blocker } from "@/lib/domain/report/blockers";
import type { Explanation } from "@/lib/domain/report/explanations";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import { CarriedChanges } from "./last-year/carried-changes";
import { CellRecord } from "./sources/cell-record";
import { cellRemarks } from "./sources/cell-remarks";
import { ChecksPanel } from "./checks/checks-panel";
import { viewGroupsOf, type DeskReport } from "./report/desk-report";
import { DeskComments } from "./sources/desk-comments";
import { DeskNavigation } from "./panes/desk-navigation";
import { DeskPanel, type PanelTab } from "./panes/desk-panel";
import { DeskPanes } from "./panes/desk-panes";
import { DeskStep } from "./saving/desk-step";
import type { Edit } from "./edits/edit-queue";
import { ImportFile } from "./import/import-file";
import { ImportLedger } from "./import/import-ledger";
import { obstacleOf, rehearsalObstacles } from "./saving/obstacles";
import { enterFirstPane } from "./panes/pane-focus";
import { RehearsalBanner } from "./rehearsal/rehearsal-banner";
import { SavingLine } from "./saving/saving-line";
import { secondViewFor, secondViewGroups } from "./panes/second-view";
import { SourcePanel, type Selection } from "./sources/source-panel";
import { UndecidedEdits } from "./saving/undecided-edits";
import { useDeskContents } from "./store/use-desk-contents";
import { untilShown, useDeskPlace } from "./store/use-desk-place";
import { usePaneKeys } from "./panes/use-pane-keys";

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

/** The accountant's report: sheets on the left, the grid or a table in the middle, checks, comments and sources on the right. */
export function DeskWorkspace({
  report,
  explanations,
  threads,
  mayWriteComments,
  revision,
  steps,
  initialView = "income",
  initialTab,
  namedThread,
}: Props) {
  const { versionId, isEditable, priorAmounts } = report;
  const openThreads = threads.filter(({ isResolved }) => !isResolved).length;
  const contents = useDeskContents(report);
  const { model, queue, texts, performance, locked, edits, may, findings, suspicions, narrative, rehearsal } = contents;
  const panel = useRef<HTMLElement>(null);
  const rehearsalButton = useRef<HTMLButtonElement>(null);
  const isRehearsing = rehearsal.layer !== null;
  const place = useDeskPlace(contents, {
    initial: {
      view: initialView,
      tab:
        initialTab ??
        (threads.some(({ kind, isResolved }) => kind === "review" && !isResolved) ? "comments" : "checks"),
    },
    person: report,
    panel,
  });
  const { goTo, goToText, show } = place;
  const [recordOf, setRecordOf] = useState<Exclude<Selection, { kind: "number" }> | null>(null);

  const groups = viewGroupsOf(model, {
    invalid: edits.invalid,
    textOf: texts.valueOf,
    hasPriorYear: priorAmounts !== null,
    missingReasons: missingReasons(narrative).length,
  });
  const waiting = {
    untouched: untouchedParts((part) => model.partState(part)).length,
    blank: blankFigures(narrative).length,
  };
  const offered = secondViewGroups(groups, place.view);
  /** The choice of the second view takes the focus when somebody has just opened it, not when it was open already. */
  const secondAskedRef = useRef(false);
  usePaneKeys(toggleSecond);
  // Two views side by side take the width of the panel, which then stands below them.
  const panelGivesWay = place.second !== null && place.split?.layout === "beside";

  /** The second view opens with the choice of what stands in it; closed, it gives the focus back. */
  function toggleSecond(): void {
    const { second, readSplit, setSplit } = place;
    // Asked of the store: right after loading the page does not show yet what it remembers.
    const split = readSplit();
    if (second && split) {
      setSplit({ ...split, isOpen: false });
      enterFirstPane();
      return;
    }
    const chosen = split && split.view !== place.view ? split.view : secondViewFor(place.view, offered);
    if (chosen === null) return;
    setSplit({ layout: split?.layout ?? "beside", view: chosen, isOpen: true });
    secondAskedRef.current = true;
  }

  const remarks = useMemo(() => cellRemarks(threads, model), [threads, model]);

  const nameOf = (edit: Edit) =>
    edit.kind === "cell"
      ? model.labelOfFact(edit.key)
      : edit.kind === "text"
        ? labelOfSlot(edit.slot)
        : edit.kind === "performance"
          ? "项目绩效"
          : "核实说明";

  return (
    <div
      className={clsx(
        "grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)_20rem]",
        panelGivesWay && "xl:grid-cols-[12rem_minmax(0,1fr)]",
      )}
    >
      <DeskNavigation groups={groups} current={place.view} onPick={place.setView} />
      <section
        aria-label="填报"
        className={clsx("min-w-0", isRehearsing && "outline-2 outline-offset-6 outline-dashed outline-accent")}
      >
        <div className="flex flex-wrap items-start justify-between gap-2">
          <SavingLine queue={queue} isEditable={isEditable} isRehearsing={isRehearsing} />
          <div className="mb-2 flex flex-wrap gap-2">
            {!place.second && (
              <Button onPress={toggleSecond} aria-keyshortcuts="Control+\">
                双表对照
              </Button>
            )}
            {may.write && (
              <>
                <ImportLedger report={report} contents={contents} place={place} />
                <ImportFile
                  versionId={versionId}
                  model={model}
                  textOf={texts.valueOf}
                  slots={[...texts.all.keys()]}
                  performance={performance.stored}
                  locked={locked}
                  onTake={contents.takeOver}
                />
              </>
            )}
            {/* One button all the time, so that who pressed it keeps their place. */}
            <Button ref={rehearsalButton} onPress={() => (isRehearsing ? rehearsal.leave() : rehearsal.begin())}>
              {isRehearsing ? "暂停彩排" : rehearsal.moved.length > 0 ? "继续彩排" : "彩排"}
            </Button>
          </div>
        </div>
        <RehearsalBanner
          rehearsal={rehearsal}
          nameOf={(key) => model.labelOfFact(key)}
          problemOf={({ key, now }) =>
            now.raw !== null ? "填的不是金额，改正后才能采用。" : locked.has(key) ? "此单元格已锁定，不能采用。" : null
          }
          whyNot={isEditable ? null : "报告在当前状态下不能修改，彩排只供查看，不能采用。"}
          onAdopt={(keys) => {
            contents.adoptRehearsal(keys);
            goTo([...keys][0]!);
          }}
          onGoTo={goTo}
          onDiscarded={() => untilShown(() => rehearsalButton.current?.focus())}
        />
        <UndecidedEdits queue={queue} nameOf={nameOf} onDiscard={contents.discard} />
        {edits.overtaken.length > 0 && (
          <Callout tone="warn" title="有的单元格已另有修改，没有撤销或重做" isAlert>
            {edits.overtaken.map((key) => model.labelOfFact(key)).join("、")}
          </Callout>
        )}
        <CarriedChanges changes={report.carried} model={model} onGoTo={goTo} />
        <DeskPanes
          report={report}
          contents={contents}
          place={place}
          offered={offered}
          secondAskedRef={secondAskedRef}
          remarks={remarks}
          onRecord={setRecordOf}
        />
      </section>

      {recordOf && (
        <CellRecord
          versionId={versionId}
          model={model}
          cell={recordOf}
          threads={threads}
          mayWrite={mayWriteComments}
          onClose={() => setRecordOf(null)}
        />
      )}
      <aside
        ref={panel}
        aria-label="审核与来源"
        className={clsx(
          "flex min-w-0 flex-col gap-4 text-sm lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-auto",
          panelGivesWay && "xl:static xl:col-start-2 xl:max-h-none",
        )}
      >
        {steps.map(({ step, blockers }) => (
          <DeskStep
            key={step}
            versionId={versionId}
            revision={revision}
            step={step}
            queue={queue}
            obstacles={[...rehearsalObstacles(rehearsal), ...blockers.map((blocker) => obstacleOf(blocker, place))]}
          />
        ))}
        <DeskPanel
          tab={place.tab}
          onTab={place.setTab}
          labels={{ checks: `审核 ${findings.length}`, comments: `意见 ${openThreads}`, source: "来源与去向" }}
          panels={{
            checks: (
              <ChecksPanel
                model={model}
                findings={findings}
                unreadable={edits.invalid.size}
                missingTexts={missingTexts(narrative, texts.all).length}
                waiting={waiting}
                onOpen={() => place.setTab("checks")}
                explanations={explanations}
                queue={queue}
                may={may}
                changes={contents.compared?.findings ?? null}
                suspicions={suspicions}
                onEdit={contents.retype}
                onShow={show}
                onGoTo={goTo}
                onGoToText={(slot) => goToText({ slot })}
              />
            ),
            comments: (
              <DeskComments
                threads={threads}
                named={namedThread}
                onShow={(anchor) =>
                  anchor.kind === "cell" ? place.showPlace(anchor.id) : goToText({ sentenceId: anchor.id })
                }
              />
            ),
            source: place.tab === "source" && (
              <SourcePanel
                versionId={versionId}
                model={model}
                narrative={narrative}
                selection={place.selection}
                onShow={show}
                onGoTo={goTo}
                onSentence={(sentenceId) => goToText({ sentenceId })}
              />
            ),
          }}
        />
      </aside>
    </div>
  );
}
