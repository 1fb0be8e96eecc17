"use client";

import { useMemo, useRef, useState } from "react";
import type { CellChange } from "@/components/entry-grid/grid-contents";
import { controlGrid, priorYearGrid } from "@/components/entry-grid/grid-layout";
import { PerformanceView } from "@/components/performance/performance-view";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import { targetAt } from "@/lib/domain/ledger-import/target";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import type { ChangeKind } from "@/lib/features/reports/schema";
import type { DeskReport } from "../report/desk-report";
import { DeskTexts, NoDataStatement } from "../text/desk-texts";
import { LastYearNotice } from "../last-year/last-year-notice";
import { NarrativeView } from "../text/narrative-view";
import { SheetControls } from "./sheet-controls";
import { SheetView } from "./sheet-view";
import type { Selection } from "../sources/source-panel";
import { SubjectPicker } from "./subject-picker";
import { TablePreview } from "./table-preview";
import type { DeskContents } from "../store/use-desk-contents";
import type { DeskPlace } from "../store/use-desk-place";
import type { Pane } from "../store/use-pane";
import { useSheetLayout } from "./use-sheet-layout";

const profileFields = [textSlots.duties, textSlots.structure].map((slot) => ({ slot, label: labelOfSlot(slot) }));

interface Props {
  report: DeskReport;
  contents: DeskContents;
  place: DeskPlace;
  /** The one of the place's views that this is. */
  pane: Pane;
  /** Whether the sheet's own 控制数 stand below it. */
  showsControls: boolean;
  /** What is open about a cell, in words. */
  remarks: ReadonlyMap<string, string>;
  /** Opens what is recorded of a cell: its history and comments. */
  onRecord: (cell: Exclude<Selection, { kind: "number" }>) => void;
}

/** One view of the desk: the sheet, the texts, the forms or the table that is picked. */
export function DeskView({ report, contents, place, pane, showsControls, remarks, onRecord }: Props) {
  const { priorAmounts, functional } = report;
  const { model, texts, performance, locked, rows, lastYear, edits, queue, may, compared, narrative, findings } =
    contents;
  const { view, sheet, sheetFund } = pane;
  const { selection } = place;
  const [unit, setUnit] = useState<MoneyUnit>("yuan");
  const [compares, setCompares] = useState({ prior: true, change: false });
  const picker = useRef<HTMLInputElement>(null);
  const rowsOf = rows.of;
  const added = useMemo(
    () => (sheet ? rowsOf({ sheet: sheet.id, fund: sheetFund }, edits.invalid) : []),
    [rowsOf, sheet, sheetFund, edits.invalid],
  );
  const layout = useSheetLayout(model, sheet, sheetFund, added);
  const sources = useMemo(
    () => ({ lastTexts: new Map(report.priorTexts), year: report.identity.year, functional: lastYear.functional }),
    [report.priorTexts, report.identity.year, lastYear.functional],
  );

  const takeStep = (key: FactKey | null) => key && place.goTo(key);
  const sheetProps = {
    model,
    unit,
    onUnit: setUnit,
    fund: pane.fund,
    onFund: pane.setFund,
    showsPrior: compares.prior,
    showsChange: compares.change,
    reasonPercent: thresholdsOf(report.thresholds).yearOnYearPercent,
    invalid: edits.invalid,
    locked,
    remarks,
    isEditable: may.moveFigures,
    formal: compared,
    canUndo: edits.canUndo,
    canRedo: edits.canRedo,
    onUndo: () => takeStep(edits.undo()),
    onRedo: () => takeStep(edits.redo()),
    onType: (key: FactKey, input: string) => edits.type({ key, input, unit }),
    onUnchanged: () => queue.letGoOpen(),
    onChange: (changes: readonly CellChange[], how: ChangeKind) => edits.change(changes, how, unit),
    onRecord,
    sought: pane.sought,
    onFound: pane.found,
    onVisit: place.visit,
    onShow: place.show,
  };

  if (sheet && layout) {
    const picksSubjects = pane.needsSubjects && may.moveFigures;
    const at = { sheet: sheet.id, fund: sheetFund };
    return (
      <SheetView
        key={`${view}:${sheetFund}`}
        {...sheetProps}
        title={sheet.title}
        hint={sheet.hint}
        layout={layout}
        target={targetAt(sheet.id, sheetFund)}
        funds={sheet.funds}
        onCompares={priorAmounts !== null ? setCompares : undefined}
        onAddRow={picksSubjects ? () => picker.current?.focus() : undefined}
        onRemoveRow={picksSubjects ? (code) => rows.remove(at, [code]) : undefined}
        picker={
          <>
            <LastYearNotice
              model={model}
              rows={rows}
              lastYear={lastYear}
              place={at}
              funds={sheet.funds ?? []}
              invalid={edits.invalid}
              lapsed={report.lapsed}
              onPick={picksSubjects ? pane.pickSubject : undefined}
            />
            {picksSubjects && (
              <SubjectPicker
                subjects={functional}
                fund={sheetFund}
                inputRef={picker}
                onPick={({ code }) => pane.pickSubject(code)}
              />
            )}
          </>
        }
      >
        {sheet.id === "stateAssets" && (
          <DeskTexts
            isEditable={may.write}
            texts={texts}
            sources={sources}
            rows={3}
            fields={[
              {
                slot: textSlots.otherVehiclesNote,
                label: "其他用车说明",
                hint: "有“其他用车”时，写明主要是哪些车辆；写入决算说明。边填边自动保存。",
              },
            ]}
          />
        )}
        {showsControls && <SheetControls sheet={sheet} findings={findings} {...sheetProps} />}
        <NoDataStatement isEditable={may.write} texts={texts} slot={noDataSlot(sheet.id)} sheetTitle={sheet.title} />
      </SheetView>
    );
  }
  if (view.startsWith("table:"))
    return (
      <TablePreview
        model={model}
        formal={compared?.model ?? null}
        tableId={view.slice("table:".length)}
        selected={selection?.kind === "cell" ? selection.id : null}
        onShow={place.show}
      />
    );
  switch (view) {
    case "control":
      return (
        <SheetView
          title="控制数"
          hint="可不填。照会计账簿填列合计数，系统随时与汇总数核对，不一致时提示。"
          layout={controlGrid(model)}
          {...sheetProps}
        />
      );
    case "priorYear":
      return (
        <SheetView
          title="上年数"
          hint="系统中没有上年决算，请照上年公开的决算填列，用于说明增减变化。"
          layout={priorYearGrid(model)}
          {...sheetProps}
        />
      );
    case "profile":
      return (
        <>
          <h2 className="font-serif text-xl">单位概况</h2>
          <DeskTexts isEditable={may.write} texts={texts} sources={sources} fields={profileFields} />
        </>
      );
    case "performance":
      return (
        <>
          <PerformanceView
            key={performance.shown}
            stored={performance.stored}
            entry={performance.entry}
            isEditable={may.write}
            onChange={performance.type}
          />
          <NoDataStatement
            isEditable={may.write}
            texts={texts}
            slot={noDataSlot("performance")}
            sheetTitle="项目绩效"
          />
        </>
      );
    case "narrative":
      return (
        <NarrativeView
          narrative={narrative}
          texts={texts}
          sources={sources}
          isEditable={may.write}
          selected={selection?.kind === "number" ? selection : null}
          onNumber={place.showNumber}
        />
      );
    default:
      return null;
  }
}
