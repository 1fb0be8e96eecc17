import clsx from "clsx";
import type { TableSet } from "@/lib/domain/formats/define";
import type { LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import { columnCountOf, headersOf } from "@/lib/domain/ledger-import/ledger-sheet";
import {
  amountRole,
  columnLetters,
  roleLabel,
  type ColumnRole,
  type LedgerMapping,
} from "@/lib/domain/ledger-import/mapping";
import { takesEachFund, targetColumns, type LedgerTarget } from "@/lib/domain/ledger-import/target";

/** Rows below the header that are shown. */
const SHOWN = 8;

interface Props {
  sheet: LedgerSheet;
  target: LedgerTarget;
  tableSet: TableSet;
  mapping: LedgerMapping;
  onRole: (column: number, role: ColumnRole) => void;
}

/** The first rows of a worksheet as they are, with a choice above each column of what it is. */
export function LedgerPreview({ sheet, target, tableSet, mapping: { headerRows, roles }, onRole }: Props) {
  const headers = headersOf(sheet, headerRows);
  const columns = Array.from({ length: columnCountOf(sheet) }, (_, column) => column);
  const choices: ColumnRole[] = [
    "ignored",
    "code",
    "codePart",
    "name",
    ...(takesEachFund(target.sheet, tableSet) ? (["fund"] as const) : []),
    "organisation",
    "year",
    ...targetColumns(target, tableSet).map(({ id }) => amountRole(id)),
  ];
  const from = Math.max(0, headerRows.first);
  const rows = sheet.rows.slice(from, headerRows.last + 1 + SHOWN);
  return (
    <div tabIndex={0} role="region" aria-label="文件内容和对应关系" className="overflow-x-auto border border-line">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col" className="border-b border-line bg-shade px-2 py-1">
              行
            </th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className={clsx(
                  "border-b border-l border-line px-1 py-1 text-left font-normal",
                  shadeOf(roles[column]),
                )}
              >
                <label className="flex flex-col gap-0.5">
                  <span>
                    {columnLetters(column)} 列
                    <span className="sr-only">{headers[column] && `“${headers[column]}”`}对应</span>
                  </span>
                  <select
                    value={roles[column] ?? "ignored"}
                    onChange={(event) => onRole(column, event.target.value as ColumnRole)}
                    className="max-w-40 min-w-28 border border-line bg-surface px-1 py-0.5"
                  >
                    {roles[column] === "open" && <option value="open">{roleLabel("open", target, tableSet)}</option>}
                    {choices.map((role) => (
                      <option key={role} value={role}>
                        {roleLabel(role, target, tableSet)}
                      </option>
                    ))}
                  </select>
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, at) => (
            <tr
              key={from + at}
              className={clsx("border-b border-line", from + at <= headerRows.last && "bg-shade font-medium")}
            >
              <th scope="row" className="px-2 py-0.5 text-right font-normal text-muted">
                {from + at + 1}
              </th>
              {columns.map((column) => (
                <td key={column} className="max-w-56 truncate border-l border-line px-2 py-0.5" title={cells[column]}>
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shadeOf(role: ColumnRole | undefined): string {
  return role === undefined || role === "ignored" ? "bg-shade" : role === "open" ? "bg-warn-shade" : "bg-accent-shade";
}
