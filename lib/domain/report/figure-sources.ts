import type { CellId } from "../words/cell-id";
import type { PrintedTable } from "../engine/contract";
import type { ReportModel } from "./open-report";

/** Where one printed figure comes from and where it goes, for whoever reads it. */
export interface FigureSource {
  label: string;
  /** The calculation in words with its figures; `null` where the figure is given, not derived. */
  calculation: string | null;
  /** Printed figures it is computed from. */
  from: CellId[];
  /** Printed figures computed from it. */
  into: CellId[];
  /** Figures of other tables that come from the same entries: the same money once more. */
  same: CellId[];
}

/**
 * The sources of every figure that stands in the tables, by cell id; blank cells and zeros have none. A printed figure
 * that the model does not give (any more) is left out: what is printed is true, its origin unknown.
 */
export function figureSources(model: ReportModel, tables: readonly PrintedTable[]): Record<CellId, FigureSource> {
  const printed = new Map<CellId, { table: string; origin: string }>();
  for (const { id: table, rows } of tables)
    for (const { cells } of rows)
      for (const { cellId: id, fen } of cells)
        if (id && fen && model.value(id) === fen)
          printed.set(id, { table, origin: `${fen} ${model.factsBehind(id).sort().join(" ")}` });

  const byOrigin = new Map<string, CellId[]>();
  for (const [id, { origin }] of printed) byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), id]);

  return Object.fromEntries(
    [...printed].map(([id, { table, origin }]): [CellId, FigureSource] => {
      const provenance = model.provenance(id);
      const into = model.dependentsOf(id).filter((other) => printed.has(other));
      const from = (provenance?.terms ?? []).map((term) => term.id as CellId).filter((other) => printed.has(other));
      const same = byOrigin
        .get(origin)!
        .filter((other) => printed.get(other)!.table !== table && !into.includes(other) && !from.includes(other));
      return [id, { label: model.labelOf(id), calculation: provenance?.sentence ?? null, from, into, same }];
    }),
  );
}
