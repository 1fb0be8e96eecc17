import { parse } from "csv-parse/sync";
import { read } from "hucre";
import type { View, ViewColumn } from "@/lib/domain/questions/view";
import { viewAsCsv, viewAsJson, viewAsWorkbook, type viewMediaTypes } from "./write-view";

type Form = Exclude<keyof typeof viewMediaTypes, "svg" | "csv-metadata.json">;

/** A total as each form says it, in hundredths of its unit; `null` where it says none. */
type SaidTotals = Record<Form, Map<string, number | null>>;

/**
 * Reads a view back from every form that it is handed out in.
 *
 * @returns what any of them says otherwise than the view, as sentences; none where all agree.
 */
export async function formsThatDiffer(view: View): Promise<string[]> {
  const columns = view.columns.filter(({ kind }) => kind === "money");
  const said = await totalsSaid(view, columns);
  return (Object.keys(said) as Form[]).flatMap((form) =>
    columns.flatMap(({ id, heading }) => {
      const meant = view.total?.values[id] ?? null;
      const read = said[form].get(id) ?? null;
      return meant === read ? [] : [`“${view.title}”的“${heading}”合计，${form} 与页面不同。`];
    }),
  );
}

async function totalsSaid(view: View, columns: readonly ViewColumn[]): Promise<SaidTotals> {
  const at = new Map(view.columns.map(({ id }, index) => [id, index]));
  const json = JSON.parse(viewAsJson(view)) as { total: Record<string, string | null> | null };
  const csv = parse(viewAsCsv(view), { bom: true, relax_quotes: true }) as string[][];
  const workbook = await read(await viewAsWorkbook(view));
  const lastOf = <Value>(rows: readonly (readonly Value[])[]) => (view.total ? rows.at(-1) : undefined);
  const last = { csv: lastOf(csv), xlsx: lastOf(workbook.sheets[0]!.rows) };
  const hundredths = (value: unknown) =>
    value === null || value === undefined || value === "" ? null : Math.round(Number(value) * 100);
  const of = (value: (id: string) => unknown) => new Map(columns.map(({ id }) => [id, hundredths(value(id))]));
  return {
    csv: of((id) => last.csv?.[at.get(id)!]),
    json: of((id) => json.total?.[id]),
    xlsx: of((id) => last.xlsx?.[at.get(id)!]),
  };
}

/** Columns of figures that rows add up to, where the rows are all there and none is part of another. */
const adding = ["amount", "base", "over", "budget", "difference", "expenditure"];

/** Whether the rows of a whole view add up to its total; what does not, as sentences. */
export function rowsThatDoNotAddUp(view: View): string[] {
  const { total, rows, columns, title } = view;
  if (!total || rows.length < view.paging.total) return [];
  return columns
    .filter(({ id, kind }) => kind === "money" && adding.includes(id))
    .flatMap(({ id, heading }) => {
      const sum = rows.reduce((all, { values }) => all + Number(values[id] ?? 0), 0);
      return sum === (total.values[id] ?? 0) ? [] : [`“${title}”的“${heading}”各行相加与合计不同。`];
    });
}
