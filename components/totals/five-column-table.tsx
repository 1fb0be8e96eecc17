import clsx from "clsx";
import Link from "next/link";
import { totalColumnLabels, totalColumns } from "@/lib/domain/consolidation/total";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { FiveColumnTable as Table } from "@/lib/features/totals/loaders";
import { totalHref, type TotalQuery } from "./total-address";

interface Props {
  table: Table;
  path: string;
  query: TotalQuery & { year: number };
  /** Of how many of the units last year's figures are, and whether that total had 代编 or 调整; `null`: of none. */
  lastYear: { units: number } | null;
}

/** One column of a statutory table in the five columns of a total; every figure leads to the units behind it. */
export function FiveColumnTable({ table, path, query, lastYear }: Props) {
  const text = (value: number | null) => (value === null ? "" : formatYuan(value));
  const here = { ...query, table: table.id };
  const rows = table.rows.filter(({ values }) => totalColumns.some((column) => values[column] !== null));
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
            <thead className="border-b border-rule text-left">
              <tr>
                <th scope="col" className="px-2 py-1">
                  项目
                </th>
                {totalColumns.map((column) => (
                  <th key={column} scope="col" className="whitespace-nowrap px-2 py-1 text-right">
                    {totalColumnLabels[column]}
                  </th>
                ))}
                {lastYear && (
                  <th scope="col" className="whitespace-nowrap px-2 py-1 text-right">
                    上年
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, label, code, indent, kind, cell, values, before }) => {
                // What cancels wholly has no figure of its own: its units are behind their sum.
                const linked = values.total === null ? "units" : "total";
                return (
                  <tr
                    key={id}
                    className={clsx("border-b border-line hover:bg-shade", kind === "total" && "font-semibold")}
                    aria-current={cell === query.cell ? "true" : undefined}
                  >
                    <th
                      scope="row"
                      className={clsx("min-w-44 px-2 py-0.5 text-left", kind !== "total" && "font-normal")}
                    >
                      <span style={{ paddingInlineStart: `${indent}em` }}>
                        {[code, label].filter(Boolean).join(" ")}
                      </span>
                    </th>
                    {totalColumns.map((column) => {
                      const value = values[column];
                      return (
                        <td
                          key={column}
                          data-head={totalColumnLabels[column]}
                          data-lead={column === "total" ? "" : undefined}
                          className="whitespace-nowrap px-2 py-0.5 text-right tabular-nums"
                        >
                          {column === linked && value !== null ? (
                            <Link
                              href={totalHref(path, { ...here, column: table.column, cell })}
                              aria-label={`${label}：${text(value)}，看由哪些单位构成`}
                            >
                              {text(value)}
                            </Link>
                          ) : (
                            text(value)
                          )}
                        </td>
                      );
                    })}
                    {lastYear && (
                      <td data-head="上年" className="whitespace-nowrap px-2 py-0.5 text-right tabular-nums text-muted">
                        {text(before)}
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
      {lastYear && (
        <p className="text-sm text-muted">
          上年：本年汇总的单位中 {lastYear.units}{" "}
          个有上年决算，是这些单位上年的数，抵销了上年的内部往来，计入了上年的代编和调整。
        </p>
      )}
      {rows.length === 0 && <p className="text-sm text-muted">本表无数据。</p>}
    </section>
  );
}
