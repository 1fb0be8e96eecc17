import { clsx } from "clsx";
import type { ReactNode } from "react";
import { cardRows, type CardCell } from "@/lib/domain/document/grid-cards";
import type { DocumentGrid, GridCell } from "@/lib/domain/text/writing/blocks";

/** Columns that any screen has room for. */
const FEW = 3;

interface Props {
  id: string;
  /** Tells it from the others of its part. */
  name: string;
  grid: DocumentGrid;
  /** Whether its rows are cards where there is less room than its columns need (theme.css, `grid-cards`). */
  hasCards?: boolean;
}

/** A table of the document that is not statutory: self-evaluation forms, summaries, indicator systems. */
export function DocumentGridTable({ id, name, grid, hasCards = false }: Props) {
  const { title, widths, head, body, notes } = grid;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const areCards = hasCards && widths.length > FEW;
  const table = (
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
      <tbody>{areCards ? <CardRows grid={grid} /> : <PlainRows rows={body} />}</tbody>
    </table>
  );
  return (
    <div id={id} className="my-6">
      {title && <p className="mb-1 text-center font-bold">{title}</p>}
      {areCards ? (
        <div className="grid-cards">
          <Frame name={name}>{table}</Frame>
        </div>
      ) : (
        <Frame name={`${name}（可左右滚动）`}>{table}</Frame>
      )}
      {notes.map((note) => (
        <p key={note} className="mt-1 text-sm text-muted">
          {note}
        </p>
      ))}
    </div>
  );
}

/** Scrolls by itself, and takes the keys by which its figures are read (site/island). */
function Frame({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div tabIndex={0} role="region" aria-label={name} className="overflow-x-auto print:overflow-visible">
      {children}
    </div>
  );
}

function PlainRows({ rows }: { rows: DocumentGrid["body"] }) {
  return rows.map((row, at) => (
    <tr key={at}>
      {row.map((cell, column) => (
        <Cell key={column} cell={cell} scope={rowScope(cell)} />
      ))}
    </tr>
  ));
}

/** Rows that can be read by themselves: what a row is about, and what each of its values is. */
function CardRows({ grid }: { grid: DocumentGrid }) {
  return cardRows(grid).map(({ within, cells }, at) => (
    <tr key={at} {...(within !== null && { "data-within": within })}>
      {cells.map(({ cell, head, isBorne }, column) => (
        <Cell key={column} cell={cell} scope={rowScope(cell)} head={head} isBorne={isBorne} />
      ))}
    </tr>
  ));
}

const rowScope = ({ rowSpan = 1 }: GridCell) => (rowSpan > 1 ? "rowgroup" : "row");

function Cell({
  cell: { text, colSpan, rowSpan, align = "left", isHead, address },
  scope,
  head = null,
  isBorne = false,
}: {
  scope: "col" | "colgroup" | "row" | "rowgroup";
} & Pick<CardCell, "cell"> &
  Partial<CardCell>) {
  const className = clsx(align === "right" && "figures", align === "center" && "text-center", isBorne && "borne");
  // Only what is there: a document holds many hundred cells, and an absent attribute would be sent as such.
  const props = {
    ...(address !== undefined && { id: address, "data-cell": address }),
    ...(colSpan !== undefined && { colSpan }),
    ...(rowSpan !== undefined && { rowSpan }),
    ...(className !== "" && { className }),
  };
  if (isHead && text !== "")
    return (
      <th scope={scope} {...props}>
        {text}
      </th>
    );
  return (
    <td {...props} {...(head !== null && text !== "" && { "data-head": head })}>
      {text}
    </td>
  );
}
