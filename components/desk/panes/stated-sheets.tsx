"use client";

import { controlGrid, priorYearGrid } from "@/components/entry-grid/grid-layout";
import { SheetView } from "./sheet-view";
import { useSheetProps, type SheetPaneProps } from "./use-sheet-props";

/** Totals from the ledger, all of them, compared with what the system adds up. */
export function ControlSheet(props: SheetPaneProps) {
  const grid = useSheetProps(props);
  return (
    <SheetView
      title="控制数"
      hint="可不填。照会计账簿填列合计数，系统随时与汇总数核对，不一致时提示。"
      layout={controlGrid(grid.model)}
      {...grid}
    />
  );
}

/** Last year's figures typed by hand, for a unit whose last year is not in the system. */
export function PriorYearSheet(props: SheetPaneProps) {
  const grid = useSheetProps(props);
  return (
    <SheetView
      title="上年数"
      hint="系统中没有上年决算，请照上年公开的决算填列，用于说明增减变化。"
      layout={priorYearGrid(grid.model)}
      {...grid}
    />
  );
}
