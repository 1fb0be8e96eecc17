import Link from "next/link";
import { foldedRows } from "@/lib/domain/consolidation/folded-rows";
import { totalColumnLabels, totalColumns } from "@/lib/domain/consolidation/total";
import { formatYuan } from "@/lib/domain/words/amounts";
import { parseCellId } from "@/lib/domain/words/cell-id";
import type { FiveColumnTable as Table } from "@/lib/features/totals/loaders";
import { FiveColumnRows, type ShownRow } from "./five-column-rows";
import { totalHref, type TotalQuery } from "./total-address";

interface Props {
  table: Table;
  path: string;
  query: TotalQuery & { year: number };
  /** Of how many of the units last year's figures are, and whether that total had 代编 or 调整; `null`: of none. */
  lastYear: { units: number } | null;
}

/**
 * One column of a statutory table in the five columns of a total; every figure leads to the units behind it. A long table
 * by subject shows its classes, and the rows of one of them.
 */
export function FiveColumnTable({ table, path, query, lastYear }: Props) {
  const text = (value: number | null) => (value === null ? "" : formatYuan(value));
  const here = { ...query, table: table.id };
  const rows = table.rows.filter(({ values }) => totalColumns.some((column) => values[column] !== null));
  const open = query.within ?? (query.cell === undefined ? undefined : parseCellId(query.cell).row);
  const folded = foldedRows(rows, open);
  const shown = folded.map(({ row, fold }): ShownRow => {
    const { id, label, code, indent, kind, cell, values, before } = row;
    // What cancels wholly has no figure of its own: its units are behind their sum.
    const linked = values.total === null ? "units" : "total";
    const within = fold === null ? query.within : fold === "open" ? undefined : id;
    return {
      id,
      name: [code, label].filter(Boolean).join(" "),
      label,
      indent,
      isTotal: kind === "total",
      isCurrent: cell === query.cell,
      values: totalColumns.map((column) => text(values[column])),
      linked: totalColumns.indexOf(linked),
      href: totalHref(path, { ...here, column: table.column, cell }),
      before: text(before),
      fold: fold && {
        isOpen: fold === "open",
        href: totalHref(path, { ...here, column: table.column, cell: undefined, within }),
      },
    };
  });
  return (
    <section className="flex flex-col gap-2" aria-label={table.title}>
      {table.columns.length > 1 && (
        <nav aria-label="栏目" className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          {table.columns.map(({ id, head }) => (
            <Link
              key={id}
              href={totalHref(path, { ...here, column: id, cell: undefined })}
              aria-current={id === table.column ? "true" : undefined}
              className="aria-[current=true]:font-bold aria-[current=true]:text-ink aria-[current=true]:no-underline"
            >
              {head}
            </Link>
          ))}
        </nav>
      )}
      <div className="record-cards">
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={`${table.title}（可左右滚动）`}>
          <table className="w-full border-collapse text-sm">
            <caption className="text-left text-sm text-muted">
              {table.code} {table.title}
              {table.columns.length > 1 && ` · ${table.columns.find(({ id }) => id === table.column)!.head}`}，单位：元
            </caption>
            <FiveColumnRows
              rows={shown}
              heads={totalColumns.map((column) => totalColumnLabels[column])}
              isPriorShown={lastYear !== null}
            />
          </table>
        </div>
      </div>
      {lastYear && (
        <p className="text-sm text-muted">
          上年：本年汇总的单位中 {lastYear.units}{" "}
          个有上年决算，是这些单位上年的数，抵销了上年的内部往来，计入了上年的代编和调整。
        </p>
      )}
      {shown.length < rows.length && (
        <p className="text-sm text-muted">共 {rows.length} 行，按类收起；点一类看其中的款、项，全部各行见 Excel。</p>
      )}
      {rows.length === 0 && <p className="text-sm text-muted">本表无数据。</p>}
    </section>
  );
}
