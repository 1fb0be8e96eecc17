"use client";

import { useMemo, useRef } from "react";
import { hasSubjectRows, type SheetDefinition } from "@/lib/domain/formats/sheet-definition";
import type { Fund } from "@/lib/domain/words/funds";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { slotsOfFormat } from "@/lib/domain/text/declared-slots";
import { targetAt } from "@/lib/domain/ledger-import/target";
import { rowsStandingAt } from "../figures/rows";
import { Counterparts } from "../counterparts/counterparts";
import { GrantStatement } from "../grants/grant-statement";
import { LastYearNotice } from "../last-year/last-year-notice";
import { OpeningAdjustments } from "../openings/opening-adjustments";
import { layerInSight } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { DeskTexts, NoDataStatement } from "../text/desk-texts";
import { SheetControls } from "./sheet-controls";
import { SheetView } from "./sheet-view";
import { SubjectPicker } from "./subject-picker";
import { useSheetLayout } from "./use-sheet-layout";
import { useSheetProps, type SheetPaneProps } from "./use-sheet-props";

interface Props extends SheetPaneProps {
  sheet: SheetDefinition;
  /** The money that the sheet shows; blank where it is not kept by fund. */
  sheetFund: Fund | "";
  /** Whether the sheet's own 控制数 stand below it. */
  showsControls: boolean;
}

const otherVehicles = [
  {
    slot: textSlots.otherVehiclesNote,
    label: "其他用车说明",
    hint: "有“其他用车”时，写明主要是哪些车辆；写入决算说明。边填边自动保存。",
  },
];

/**
 * A sheet with what belongs to it: rows from last year and rows that are picked, its notes, its 控制数, the statement that
 * it stays empty.
 */
export function EntrySheet({ sheet, sheetFund, showsControls, ...inPane }: Props) {
  const { pane, look, onLook } = inPane;
  const { rows, ways } = useDeskActs();
  const grid = useSheetProps(inPane);
  const { model, invalid } = grid;
  const lastYear = useDesk((state) => state.lastYear);
  const removed = useDesk(({ removedRows }) => removedRows);
  const kept = useDesk((state) => layerInSight(state).kept);
  const hasPriorYear = useDesk(({ report }) => report.priorAmounts !== null);
  const picker = useRef<HTMLInputElement>(null);
  const added = useMemo(
    () => rowsStandingAt({ sheet: sheet.id, fund: sheetFund }, { lastYear, removed, kept, invalid }),
    [sheet, sheetFund, lastYear, removed, kept, invalid],
  );
  const layout = useSheetLayout(model, sheet, sheetFund, added);
  const at = { sheet: sheet.id, fund: sheetFund };
  const picksSubjects = grid.isEditable && hasSubjectRows(sheet, sheetFund);
  return (
    <SheetView
      {...grid}
      title={sheet.title}
      hint={sheet.hint}
      layout={layout}
      target={targetAt(sheet.id, model.tableSet, sheetFund)}
      funds={sheet.funds}
      onCompares={hasPriorYear ? (compares) => onLook({ ...look, ...compares }) : undefined}
      onAddRow={picksSubjects ? () => picker.current?.focus() : undefined}
      onRemoveRow={picksSubjects ? (code) => rows().remove(at, [code]) : undefined}
      picker={
        <>
          <LastYearNotice
            place={at}
            funds={sheet.funds ?? []}
            onPick={picksSubjects ? (code) => ways.pickSubject(pane, code) : undefined}
          />
          {picksSubjects && (
            <SubjectPicker
              catalogue={lastYear.functional}
              fund={sheetFund}
              inputRef={picker}
              onPick={({ code }) => ways.pickSubject(pane, code)}
            />
          )}
        </>
      }
    >
      {sheet.id === "stateAssets" && (
        <DeskTexts rows={3} fields={otherVehicles.filter(({ slot }) => slotsOfFormat(model.tableSet).has(slot))} />
      )}
      {sheet.id === "income" && <GrantStatement />}
      {(sheet.id === "income" || sheet.id === "expenditure") && <Counterparts key={sheet.id} sheet={sheet.id} />}
      {sheet.adjustments && <OpeningAdjustments sheet={sheet} />}
      {showsControls && <SheetControls sheet={sheet} {...grid} />}
      <NoDataStatement slot={noDataSlot(sheet.id)} sheetTitle={sheet.title} />
    </SheetView>
  );
}
