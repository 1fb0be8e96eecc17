"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { CommentThread, type ThreadLine } from "@/components/comments/comment-thread";
import type { CellChange } from "@/components/entry-grid/grid-contents";
import { controlGrid, gridOf, priorYearGrid } from "@/components/entry-grid/grid-layout";
import { PerformanceView } from "@/components/performance/performance-view";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import type { MoneyUnit } from "@/lib/domain/amounts";
import type { SuspectEdit } from "@/lib/domain/culprit/suspicion";
import { factKey, parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { noDataSlot, textSlots } from "@/lib/domain/facts/facts";
import { labelOfSlot, typedValueText } from "@/lib/domain/facts/stored-values";
import { columnsFor } from "@/lib/domain/facts/sheets";
import type { Fund } from "@/lib/domain/funding";
import { narrativeOf } from "@/lib/domain/narrative/narrative";
import { missingReasons } from "@/lib/domain/narrative/reasons";
import { thresholdsOf } from "@/lib/domain/rules/thresholds";
import { blockerSentence, type Blocker } from "@/lib/domain/report/blockers";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import type { CellId } from "@/lib/domain/tables/definition";
import type { ChangeKind } from "@/lib/features/reports/schema";
import { CellRecord } from "./cell-record";
import { ChecksPanel, type Explanation } from "./checks-panel";
import { deskModelOf, revisionsOf, sheetList, viewGroupsOf, type DeskReport } from "./desk-model";
import { DeskNavigation } from "./desk-navigation";
import { DeskPanel, type PanelTab } from "./desk-panel";
import { DeskStep, type Obstacle } from "./desk-step";
import { DeskTexts, NoDataStatement, useDeskTexts } from "./desk-texts";
import type { Conflict, Edit } from "./edit-queue";
import { ImportFile, type FileChange } from "./import-file";
import { NarrativeView } from "./narrative-view";
import { SavingLine } from "./saving-line";
import { SheetView } from "./sheet-view";
import { SourcePanel, type Selection } from "./source-panel";
import { SubjectPicker } from "./subject-picker";
import { TablePreview } from "./table-preview";
import { UndecidedEdits } from "./undecided-edits";
import { usePerformance } from "./use-performance";
import { useAmountEdits } from "./use-amount-edits";
import { useEditQueue } from "./use-edit-queue";
import { useSuspicions } from "./use-suspicions";

interface Props {
  report: DeskReport;
  explanations: readonly Explanation[];
  threads: readonly ThreadLine[];
  mayAnswer: boolean;
  /** The version's revision as the page was made, and the unit's steps with what stands in their way. */
  revision: number;
  steps: readonly { step: TransitionName; blockers: readonly Blocker[] }[];
  /** Where the address of the page leads: a sheet, a table, or a place in the panel. */
  initialView?: string;
  initialTab?: PanelTab;
}

const profileFields = [textSlots.duties, textSlots.structure].map((slot) => ({ slot, label: labelOfSlot(slot) }));

/** The accountant's report: sheets on the left, the grid or a table in the middle, checks, comments and sources on the right. */
export function DeskWorkspace({ report, explanations, threads, mayAnswer, revision, steps, initialView = "income", initialTab }: Props) {
  const { versionId, functional, cells, isEditable, priorAmounts } = report;
  // Made once: a refresh of the page (before 上报) must not take back what is still on its way.
  const [model] = useState(() => deskModelOf(report));
  const { queue, state } = useEditQueue({ userId: report.userId, versionId, revisions: useMemo(() => revisionsOf(report), [report]) });
  const texts = useDeskTexts(report.texts, queue);
  const performance = usePerformance(report.performance, queue);
  const locked = useMemo(() => new Set(cells.filter(({ isLocked }) => isLocked).map(({ key }) => key)), [cells]);
  const [view, setView] = useState(initialView);
  const [fund, setFund] = useState<Fund>("generalPublicBudget");
  const [unit, setUnit] = useState<MoneyUnit>("yuan");
  const [compares, setCompares] = useState({ prior: true, change: false });
  const [added, setAdded] = useState<Readonly<Record<string, readonly { code: string; label: string }[]>>>({});
  const [selection, setSelection] = useState<Selection | null>(null);
  const [tab, setTab] = useState<PanelTab>(initialTab ?? (threads.some(({ isResolved }) => !isResolved) ? "comments" : "checks"));
  const panel = useRef<HTMLElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [recordOf, setRecordOf] = useState<Exclude<Selection, { kind: "number" }> | null>(null);

  const sheet = sheetList.find(({ id }) => id === view);
  const sheetFund: Fund | "" = sheet?.funds ? fund : "";
  const needsSubjects = sheet?.rows.kind === "functional" || (sheet?.rows.kind === "balance" && fund === "governmentFund");
  const addedKey = `${view}:${sheetFund}`;
  const hasPriorYear = priorAmounts !== null;
  const lastTexts = useMemo(() => new Map(report.priorTexts), [report.priorTexts]);
  // Checks on texts see what is typed, as checks on figures do.
  model.setTexts(texts.all);
  model.setPerformance(performance.entry);
  const findings = model.findings();
  const suspicions = useSuspicions(model, findings, { isEditable, locked });
  const narrative = narrativeOf({ model, texts: texts.all, thresholds: thresholdsOf(report.thresholds) });
  const openThreads = threads.filter(({ isResolved }) => !isResolved).length;

  /** A row stays while somebody works in it, also when its last figure is cleared; its 类 and 款 stand above it. */
  function keepRows(keys: readonly FactKey[]): void {
    setAdded((known) => {
      const next = { ...known };
      for (const { sheet: sheetId, fund: ofFund, row } of keys.map(parseFactKey)) {
        if (row.length !== 7) continue;
        const place = `${sheetId}:${ofFund}`;
        const there = next[place] ?? [];
        if (there.some(({ code }) => code === row)) continue;
        const above = [row.slice(0, 3), row.slice(0, 5), row].flatMap((code) => functional.filter((subject) => subject.code === code && !there.some((kept) => kept.code === code)));
        next[place] = [...there, ...above.map(({ code, name }) => ({ code, label: name }))];
      }
      return next;
    });
  }
  const edits = useAmountEdits({ model, cells, queue, userId: report.userId, versionId, onTouched: keepRows });
  const { invalid } = edits;

  const hasResumed = useRef(false);
  useEffect(() => {
    if (hasResumed.current || !isEditable) return;
    hasResumed.current = true;
    queueMicrotask(() => {
      const resumed = queue.resume();
      edits.show(resumed.filter((edit) => edit.kind === "cell"));
      for (const edit of resumed) {
        if (edit.kind === "text") texts.show(edit.slot, edit.text);
        else if (edit.kind === "performance") performance.show(edit.performance);
      }
    });
  });

  /** What a file brings goes the way of everything typed: shown at once, saved, compared with what others did meanwhile. */
  function takeOver(changes: readonly FileChange[]): void {
    for (const change of changes) {
      if (change.kind === "text") texts.type(change.slot, change.after);
      else if (change.kind === "performance") {
        performance.show(change.after);
        performance.type(change.after);
      }
    }
    const figures = changes.filter((change) => change.kind === "cell");
    if (figures.length > 0) edits.change(figures.map(({ key, before, after }) => ({ key, before: invalid.get(key) ?? typedValueText(key, before), input: typedValueText(key, after) })), "import", "yuan");
    void queue.flush();
  }

  function retype(edits: readonly SuspectEdit[]): void {
    takeOver(edits.flatMap((edit): FileChange[] => (edit.kind === "fact" ? [{ kind: "cell", key: edit.key, before: edit.from, after: edit.to, isLocked: false }] : [])));
  }

  function visit(key: FactKey): void {
    setSelection({ kind: "fact", key });
    if (needsSubjects) keepRows([key]);
  }

  function takeStep(key: FactKey | null): void {
    if (key) goTo(key);
  }

  function pickSubject(code: string): void {
    if (!sheet) return;
    const key = factKey(sheet.id, code, sheetFund, columnsFor(sheet, sheetFund)[0]!.id);
    keepRows([key]);
    goTo(key);
  }

  function goTo(key: FactKey): void {
    const { sheet: sheetId, fund: factFund } = parseFactKey(key);
    setView(sheetId);
    if (factFund) setFund(factFund);
    // The sheet has to be on the page before its cell can take the focus.
    window.setTimeout(() => document.querySelector<HTMLInputElement>(`input[data-key="${key}"]`)?.focus(), 50);
  }

  function show(cell: CellId): void {
    setSelection({ kind: "cell", id: cell });
    const table = cell.split(".")[0]!;
    if (view.startsWith("table:") && model.tableSet.tables.some(({ id }) => id === table)) setView(`table:${table}`);
    showSource();
  }

  function showSource(): void {
    setTab("source");
    if (window.matchMedia("(width < 64rem)").matches) panel.current?.scrollIntoView({ block: "start" });
  }

  /** To a place in the text: a sentence, or the field of a reason. */
  function goToText(place: { sentenceId: string } | { slot: string }): void {
    const slot = "slot" in place ? place.slot : "";
    setView(slot.startsWith("profile.") ? "profile" : slot.startsWith("stateAssets.") ? "stateAssets" : "narrative");
    window.setTimeout(() => {
      if ("slot" in place) document.querySelector<HTMLTextAreaElement>(`textarea[name="${place.slot}"]`)?.focus();
      else document.getElementById(place.sentenceId)?.scrollIntoView({ block: "center" });
    }, 50);
  }

  function showInTable(cell: CellId): void {
    setSelection({ kind: "cell", id: cell });
    const table = cell.split(".")[0]!;
    if (model.tableSet.tables.some(({ id }) => id === table)) setView(`table:${table}`);
    window.setTimeout(() => document.querySelector<HTMLElement>(`button[data-cell="${cell}"]`)?.focus(), 50);
  }

  function discard(edit: Edit, theirs: Conflict["theirs"] | null): void {
    queue.discard(edit);
    if (edit.kind === "cell") {
      const stored = cells.find(({ key }) => key === edit.key);
      const kept = theirs && "value" in theirs ? theirs : { value: stored?.value ?? null, raw: stored?.rawInput ?? null };
      edits.put([{ key: edit.key, input: kept.raw ?? "", value: kept.raw === null ? kept.value : undefined }]);
    } else if (edit.kind === "text") texts.show(edit.slot, theirs && "text" in theirs ? theirs.text : (report.texts.find(({ slot }) => slot === edit.slot)?.text ?? ""));
    else if (edit.kind === "performance") performance.show(theirs && "performance" in theirs ? theirs.performance : report.performance);
  }

  function obstacleOf(blocker: Blocker): Obstacle {
    const sentence = blockerSentence(blocker);
    const toTab = (label: string, to: PanelTab) => ({ sentence, go: { label, run: () => setTab(to) } });
    switch (blocker.code) {
      case "invalidInputs":
        return { sentence, go: { label: "去改正", run: () => goTo(blocker.addresses[0] as FactKey) } };
      case "blockingFindings":
        return toTab("逐条查看", "checks");
      case "unexplainedFindings":
        return toTab("去说明", "checks");
      case "unansweredComments":
      case "unresolvedComments":
        return toTab("去答复", "comments");
      case "missingTexts": {
        const slot = blocker.slots[0]!;
        return { sentence, go: { label: "去填写", run: () => goToText({ slot }) } };
      }
      case "emptySheetNotStated":
        return { sentence, go: { label: "去填写", run: () => setView(blocker.sheet) } };
      default:
        return { sentence };
    }
  }

  const nameOf = (edit: Edit) => (edit.kind === "cell" ? model.labelOfFact(edit.key) : edit.kind === "text" ? labelOfSlot(edit.slot) : edit.kind === "performance" ? "项目绩效" : "核实说明");
  const unsaved: Obstacle[] = state.phase === "idle" && state.conflicts.length + state.refusals.length === 0 ? [] : [{ sentence: "还有内容没有保存。请等保存完成，或先处理未保存的内容。" }];
  const sheetProps = {
    model,
    unit,
    onUnit: setUnit,
    fund,
    onFund: setFund,
    showsPrior: compares.prior,
    showsChange: compares.change,
    reasonPercent: thresholdsOf(report.thresholds).yearOnYearPercent,
    invalid,
    locked,
    isEditable,
    canUndo: edits.canUndo,
    canRedo: edits.canRedo,
    onUndo: () => takeStep(edits.undo()),
    onRedo: () => takeStep(edits.redo()),
    onType: (key: FactKey, input: string) => edits.show([{ key, input, unit }]),
    onChange: (changes: readonly CellChange[], how: ChangeKind) => edits.change(changes, how, unit),
    onRecord: setRecordOf,
    onVisit: visit,
    onShow: show,
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)_20rem]">
      <DeskNavigation groups={viewGroupsOf(model, { invalid, textOf: texts.valueOf, hasPriorYear, missingReasons: missingReasons(narrative).length })} current={view} onPick={setView} />
      <section aria-label="填报" className="min-w-0">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <SavingLine state={state} isEditable={isEditable} />
          {isEditable && <ImportFile versionId={versionId} model={model} textOf={texts.valueOf} slots={[...texts.all.keys()]} performance={performance.stored} locked={locked} onTake={takeOver} />}
        </div>
        <UndecidedEdits state={state} nameOf={nameOf} onKeepMine={(id) => queue.keepMine(id)} onRetry={(id) => queue.retry(id)} onDiscard={discard} />
        {edits.overtaken.length > 0 && (
          <Callout tone="warn" title="有的单元格已另有修改，没有撤销或重做" isAlert>
            {edits.overtaken.map((key) => model.labelOfFact(key)).join("、")}
          </Callout>
        )}
        {sheet && (
          <SheetView
            key={addedKey}
            {...sheetProps}
            title={sheet.title}
            hint={sheet.hint}
            layout={gridOf(model, sheet, sheetFund, added[addedKey] ?? [])}
            funds={sheet.funds}
            onCompares={hasPriorYear ? setCompares : undefined}
            onAddRow={needsSubjects && isEditable ? () => picker.current?.focus() : undefined}
            picker={
              needsSubjects &&
              isEditable && (
                <SubjectPicker subjects={functional} fund={sheetFund} inputRef={picker} onPick={({ code }) => pickSubject(code)} />
              )
            }
          >
            {sheet.id === "stateAssets" && <DeskTexts isEditable={isEditable} texts={texts} rows={3} fields={[{ slot: textSlots.otherVehiclesNote, label: "其他用车说明", hint: "有“其他用车”时，写明主要是哪些车辆；写入决算说明。边填边自动保存。" }]} />}
            <NoDataStatement isEditable={isEditable} texts={texts} slot={noDataSlot(sheet.id)} sheetTitle={sheet.title} />
          </SheetView>
        )}
        {view === "control" && <SheetView title="控制数" hint="可不填。照会计账簿填列合计数，系统随时与汇总数核对，不一致时提示。" layout={controlGrid(model)} {...sheetProps} />}
        {view === "priorYear" && <SheetView title="上年数" hint="系统中没有上年决算，请照上年公开的决算填列，用于说明增减变化。" layout={priorYearGrid(model)} {...sheetProps} />}
        {view === "profile" && (
          <>
            <h2 className="font-serif text-xl">单位概况</h2>
            <DeskTexts isEditable={isEditable} texts={texts} fields={profileFields} />
          </>
        )}
        {view === "performance" && <PerformanceView key={performance.shown} stored={performance.stored} entry={performance.entry} isEditable={isEditable} onChange={performance.type} />}
        {view === "narrative" && (
          <NarrativeView
            narrative={narrative}
            texts={texts}
            lastTexts={lastTexts}
            isEditable={isEditable}
            selected={selection?.kind === "number" ? selection : null}
            onNumber={(place) => {
              setSelection({ kind: "number", ...place });
              showSource();
            }}
          />
        )}
        {view.startsWith("table:") && <TablePreview model={model} tableId={view.slice("table:".length)} selected={selection?.kind === "cell" ? selection.id : null} onShow={show} />}
      </section>

      {recordOf && <CellRecord versionId={versionId} model={model} cell={recordOf} threads={threads} mayAnswer={mayAnswer} onClose={() => setRecordOf(null)} />}
      <aside ref={panel} aria-label="审核与来源" className="flex min-w-0 flex-col gap-4 text-sm lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-auto">
        {steps.map(({ step, blockers }) => (
          <DeskStep key={step} versionId={versionId} revision={revision} step={step} obstacles={[...unsaved, ...blockers.map(obstacleOf)]} />
        ))}
        <DeskPanel
          tab={tab}
          onTab={setTab}
          labels={{ checks: `审核 ${findings.length}`, comments: `意见 ${openThreads}`, source: "来源与去向" }}
          panels={{
            checks: <ChecksPanel findings={findings} explanations={explanations} queue={queue} isEditable={isEditable} suspicions={suspicions} onEdit={retype} onShow={show} onGoTo={goTo} onGoToText={(slot) => goToText({ slot })} />,
            comments: threads.length === 0 ? <EmptyState title="没有审核意见" /> : threads.map((thread) => <CommentThread key={thread.id} versionId={versionId} thread={thread} mayAnswer={mayAnswer} mayResolve={false} onShow={({ kind, id }) => (kind === "cell" ? showInTable(id as CellId) : goToText({ sentenceId: id }))} />),
            source: <SourcePanel versionId={versionId} model={model} narrative={narrative} selection={selection} onShow={show} onGoTo={goTo} onSentence={(sentenceId) => goToText({ sentenceId })} />,
          }}
        />
      </aside>
    </div>
  );
}
