"use client";

import { useState } from "react";
import { PerformanceView } from "@/components/performance/performance-view";
import type { Format } from "@/lib/domain/formats/define";
import { memberUnitsSlot, noDataSlot, textSlots } from "@/lib/domain/words/facts";
import type { ReportScope } from "@/lib/domain/words/report-identity";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import { mayFill } from "../store/desk-state";
import { sheetInView, viewOfPane, type PaneId } from "../store/viewing-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { DeskTexts, NoDataStatement } from "../text/desk-texts";
import { NarrativeView } from "../text/narrative-view";
import { EntrySheet } from "./entry-sheet";
import { ControlSheet, PriorYearSheet } from "./stated-sheets";
import { TablePreview } from "./table-preview";
import type { SheetLook } from "./use-sheet-props";

interface Props {
  /** Which of the views in sight this is. */
  pane: PaneId;
  /** Whether the sheet's own 控制数 stand below it. */
  showsControls: boolean;
  /** What is open about a cell, in words. */
  remarks: ReadonlyMap<string, string>;
}

/** One view of the desk: the sheet, the texts, the forms or the table that is picked. */
export function DeskView({ pane, showsControls, remarks }: Props) {
  const view = useDesk(({ place }) => viewOfPane(place, pane));
  const fund = useDesk(({ place }) => place.panes[pane].fund);
  const [look, setLook] = useState<SheetLook>({ unit: "yuan", prior: true, change: false });
  const tableSet = useDesk(({ seen }) => seen.model.tableSet);
  const { sheet, sheetFund } = sheetInView(tableSet, view, fund);
  const shared = { pane, look, onLook: setLook, remarks };
  if (sheet)
    return (
      <EntrySheet
        key={`${view}:${sheetFund}`}
        {...shared}
        sheet={sheet}
        sheetFund={sheetFund}
        showsControls={showsControls}
      />
    );
  if (view.startsWith("table:")) return <TablePreview tableId={view.slice("table:".length)} />;
  switch (view) {
    case "control":
      return <ControlSheet {...shared} />;
    case "priorYear":
      return <PriorYearSheet {...shared} />;
    case "profile":
      return <Profile />;
    case "performance":
      return (
        <>
          <PerformanceForms />
          <NoDataStatement slot={noDataSlot("performance")} sheetTitle="项目绩效" />
        </>
      );
    case "narrative":
      return <NarrativeView />;
    default:
      return null;
  }
}

function Profile() {
  const tableSet = useDesk(({ seen }) => seen.model.tableSet);
  const scope = useDesk(({ report }) => report.identity.scope ?? "unit");
  const members = useDesk(({ texts }) => texts.get(memberUnitsSlot) ?? "");
  return (
    <>
      <h2 className="font-serif text-xl">{tableSet.document.profile.title}</h2>
      <DeskTexts fields={profileFields(tableSet, scope)} />
      {scope === "department" && (
        <section aria-labelledby="member-units" className="mt-4 text-sm">
          <h3 id="member-units" className="font-medium">
            {tableSet.document.memberUnits?.heading ?? labelOfSlot(memberUnitsSlot, tableSet)}
          </h3>
          <p className="text-muted">名单随汇总取得，不能修改。</p>
          <ol className="mt-1 list-decimal pl-6">
            {members.split("\n").map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function profileFields(format: Format, scope: ReportScope): { slot: string; label: string; hint?: string }[] {
  const label = (slot: string) => labelOfSlot(slot, format);
  // The units of a department come with its total, and stand in place of 机构设置.
  if (scope === "department") return [{ slot: textSlots.duties, label: label(textSlots.duties) }];
  return [
    ...[textSlots.duties, textSlots.structure].map((slot) => ({ slot, label: label(slot) })),
    ...(format.document.memberUnits
      ? [
          {
            slot: memberUnitsSlot,
            label: label(memberUnitsSlot),
            hint: "一行一个单位，可写“名称|备注”。有两个以上单位时，以单位构成代替机构设置。",
          },
        ]
      : []),
  ];
}

function PerformanceForms() {
  const { typePerformance } = useDeskActs();
  const { stored, entry, shown } = useDesk(({ performance }) => performance);
  const isEditable = useDesk(mayFill);
  const { grades } = useDesk(({ seen }) => seen.model.tableSet.performance);
  return (
    <PerformanceView
      key={shown}
      stored={stored}
      entry={entry}
      isEditable={isEditable}
      grades={grades}
      onChange={typePerformance}
    />
  );
}
