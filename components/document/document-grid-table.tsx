import clsx from "clsx";
import type { DocumentGrid, GridCell } from "@/lib/domain/document/document";

/** A table of the document that is not statutory: self-evaluation forms, summaries, indicator systems. `name` tells it from the others of its part. */
export function DocumentGridTable({ id, name, grid }: { id: string; name: string; grid: DocumentGrid }) {
  const { title, widths, head, body, notes } = grid;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return (
    <div id={id} className="my-6">
      {title && <p className="mb-1 text-center font-bold">{title}</p>}
      <div tabIndex={0} role="region" aria-label={`${name}（可左右滚动）`} className="overflow-x-auto print:overflow-visible">
        <table className="w-full min-w-2xl border-collapse border border-rule bg-surface font-sans text-sm leading-6">
          <colgroup>
            {widths.map((width, at) => (
              <col key={at} style={{ width: `${((width / whole) * 100).toFixed(2)}%` }} />
            ))}
          </colgroup>
          {head.length > 0 && (
            <thead>
              {head.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <Cell key={column} cell={{ ...cell, isHead: true, align: cell.align ?? "center" }} scope={(cell.colSpan ?? 1) > 1 ? "colgroup" : "col"} />
                  ))}
                </tr>
              ))}
            </thead>
          )}
          <tbody>
            {body.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <Cell key={column} cell={cell} scope={(cell.rowSpan ?? 1) > 1 ? "rowgroup" : "row"} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} className="mt-1 text-sm text-muted">
          {note}
        </p>
      ))}
    </div>
  );
}

function Cell({ cell: { text, colSpan, rowSpan, align = "left", isHead, address }, scope }: { cell: GridCell; scope: "col" | "colgroup" | "row" | "rowgroup" }) {
  const className = clsx("border border-rule px-2 py-0.5 whitespace-pre-line", address && "target:bg-accent-shade", align === "center" && "text-center", align === "right" && "text-right tabular-nums", isHead && "bg-shade font-medium");
  if (isHead && text !== "")
    return (
      <th id={address} data-cell={address} scope={scope} colSpan={colSpan} rowSpan={rowSpan} className={className}>
        {text}
      </th>
    );
  return (
    <td id={address} data-cell={address} colSpan={colSpan} rowSpan={rowSpan} className={className}>
      {text}
    </td>
  );
}
