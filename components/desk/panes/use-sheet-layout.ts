import { useMemo } from "react";
import { gridOf, gridRowsOf, type AddedRow, type GridLayout } from "@/components/entry-grid/grid-layout";
import type { SheetDefinition } from "@/lib/domain/formats/sheet-definition";
import type { Fund } from "@/lib/domain/words/funds";
import type { ReportModel } from "@/lib/domain/report/open-report";

/**
 * The grid of a sheet and fund; the same object while no row comes or goes, so that a figure alone never lays it out
 * anew.
 */
export function useSheetLayout(
  model: ReportModel,
  sheet: SheetDefinition,
  fund: Fund | "",
  added: readonly AddedRow[],
): GridLayout {
  const rows = gridRowsOf(model, sheet, fund);
  return useMemo(() => gridOf(model, sheet, fund, rows, added), [model, sheet, fund, rows, added]);
}
