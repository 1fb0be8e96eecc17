import type { DocumentGrid, GridCell } from "@/lib/domain/text/writing/blocks";

/**
 * A table of the document that is not statutory: self-evaluation forms, summaries, indicator systems. `name` tells it
 * from the others of its part.
 */
export function DocumentGridTable({ id, name, grid }: { id: string; name: string; grid: DocumentGrid }) {
  const { title, widths, head, body, notes } = grid;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return (
    <div id={id} className="my-6">
      {title && <p className="mb-1 text-center font-bold">{title}</p>}
      <div
        tabIndex={0}
        role="region"
        aria-label={`${name}（可左右滚动）`}
        className="overflow-x-auto print:overflow-visible"
      >
        <table className="document-grid">
          <colgroup>
            {widths.map((width, at) => (
              // Not as a style: a published page allows none of its own.
              <col key={at} width={`${((width / whole) * 100).toFixed(2)}%`} />
            ))}
          </colgroup>
          {head.length > 0 && (
            <thead>
              {head.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <Cell
                      key={column}
                      cell={{ ...cell, isHead: true, align: cell.align ?? "center" }}
                      scope={(cell.colSpan ?? 1) > 1 ? "colgroup" : "col"}
                    />
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

function Cell({
  cell: { text, colSpan, rowSpan, align = "left", isHead, address },
  scope,
}: {
  cell: GridCell;
  scope: "col" | "colgroup" | "row" | "rowgroup";
}) {
  // Only what is there: a document holds many hundred cells, and an absent attribute would be sent as such.
  const props = {
    ...(address !== undefined && { id: address, "data-cell": address }),
    ...(colSpan !== undefined && { colSpan }),
    ...(rowSpan !== undefined && { rowSpan }),
    ...(align !== "left" && { className: align === "right" ? "figures" : "text-center" }),
  };
  if (isHead && text !== "")
    return (
      <th scope={scope} {...props}>
        {text}
      </th>
    );
  return <td {...props}>{text}</td>;
}
