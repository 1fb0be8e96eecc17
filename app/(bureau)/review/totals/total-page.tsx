import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { readTotalQuery, totalHref } from "@/components/totals/total-address";
import { TotalView } from "@/components/totals/total-view";
import { EmptyState } from "@/components/ui/empty-state";
import { adjustmentPlaces } from "@/lib/domain/consolidation/adjustment-places";
import type { CellId } from "@/lib/domain/words/cell-id";
import {
  adjustmentsInWords,
  fiveColumnTable,
  figuresOfLastYear,
  loadBehind,
  loadFigures,
  loadTotal,
} from "@/lib/features/totals/loaders";

/** The page of one total; `code`: of a department, or `null` for the district. */
export async function totalPage(
  code: string | null,
  parameters: Record<string, string | string[] | undefined>,
): Promise<ReactNode> {
  const query = readTotalQuery(parameters);
  if (!query) notFound();
  const loaded = await loadTotal({ code, ...query });
  if (!loaded) return <EmptyState title="还没有年度">管理员开放年度之后，可以在这里汇总各单位的决算。</EmptyState>;
  const { made, format } = loaded;
  const path = code === null ? "/review/totals" : `/review/totals/${code}`;
  if (query.isProposed && !made)
    redirect(totalHref(path, { ...query, year: loaded.fiscalYear.year, basis: "approved", isProposed: false }));
  const figures = made && loadFigures(loaded, made);
  const definition = format.tables.find(({ id }) => id === query.table) ?? format.tables[0]!;
  const behind =
    made && figures && query.cell !== undefined
      ? await loadBehind({ ...loaded, made }, figures, query.cell as CellId)
      : null;
  return (
    <TotalView
      loaded={loaded}
      path={path}
      query={query}
      table={
        figures &&
        fiveColumnTable(figures, definition, {
          column: query.column,
          lastYear: figuresOfLastYear(loaded, made),
        })
      }
      behind={behind}
      places={adjustmentPlaces(format)}
      adjustmentLines={figures ? adjustmentsInWords(loaded, figures) : []}
    />
  );
}
