import type { CSSProperties, ReactNode } from "react";
import { percentText } from "@/lib/domain/questions/chart";
import { dayText } from "@/lib/domain/register/days";
import type { View, ViewColumn, ViewRow } from "@/lib/domain/questions/view";
import { formatWan, formatYuan } from "@/lib/domain/words/amounts";

/** Texts of more characters than this get a column of their own width: in that of a figure they would be read down. */
const SHORT_TEXT = 12;

/** What a column is to the style of official tables (globals.css, `statutory`). */
function columnClass({ id, kind }: ViewColumn, lines: readonly ViewRow[]): "line" | "code" | "words" | "amount" {
  if (kind === "rank") return "line";
  if (kind === "code") return "code";
  const isLong = kind === "text" && lines.some(({ values }) => String(values[id] ?? "").length > SHORT_TEXT);
  return isLong ? "words" : "amount";
}

/** Money is shown in 万元 as the reports print it, to the fen when pointed at. */
export function shownValue({ kind }: ViewColumn, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return kind === "day" ? dayText(value) : value;
  if (kind === "money") return formatWan(value);
  return kind === "percent" ? percentText(value) : String(value);
}

/** A column's heading on the page, with the unit that is shown. */
function headOf({ heading, kind }: ViewColumn): string {
  return kind === "money" ? `${heading}（万元）` : heading;
}

/**
 * The table of a view, in the form of the official ones: on a narrow screen names and heads stay in sight, or each row
 * is read as a card. The column that says whose row it is is its head.
 */
export function ViewTable({ view }: { view: View }) {
  const { columns, rows, total, title } = view;
  const lines = total ? [...rows, total] : rows;
  const head = columns.find(({ kind }) => kind === "text")!;
  const longest = Math.max(
    4,
    ...lines.flatMap((row) =>
      columns.map((each) => (each.kind !== "text" ? shownValue(each, row.values[each.id]).length : 0)),
    ),
  );
  const longestCode = Math.max(
    0,
    ...lines.flatMap((row) =>
      columns.map((each) => (each.kind === "code" ? shownValue(each, row.values[each.id]).length : 0)),
    ),
  );
  const classes = columns.map((each) => (each === head ? "name" : columnClass(each, lines)));
  const widths = classes.map((each) => `var(--${each})`);
  return (
    <section
      aria-label={title}
      className="statutory-table"
      style={
        {
          "--digits": longest,
          "--code-length": longestCode,
          "--columns": `calc(${widths.join(" + ")})`,
        } as CSSProperties
      }
    >
      <label className="row-by-row">
        <input type="checkbox" autoComplete="off" /> 逐行阅读
      </label>
      <div
        tabIndex={0}
        role="region"
        aria-label={`${title}（可左右滚动）`}
        className="overflow-x-auto print:overflow-visible"
      >
        <table className="statutory">
          <caption className="sr-only">{view.sentence}</caption>
          <colgroup>
            {columns.map((each, at) => (
              <col key={each.id} className={classes[at]} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map((each) => (
                <th key={each.id} scope="col" {...(each === head && { className: "row-name" })}>
                  {headOf(each)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {columns.map((each) => (
                  <Cell key={each.id} column={each} row={row} isHead={each === head} />
                ))}
              </tr>
            ))}
            {total && (
              <tr className="font-semibold">
                {columns.map((each) => (
                  <Cell key={each.id} column={each} row={total} isHead={each === head} />
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const isNumber = ({ kind }: ViewColumn) => kind !== "text" && kind !== "code" && kind !== "day";

/** Whether what is in a column is read in one piece. */
const isUnbroken = ({ id, kind }: ViewColumn) => kind === "day" || kind === "code" || id === "year";

function Cell({ column, row, isHead }: { column: ViewColumn; row: ViewRow; isHead: boolean }) {
  const value = row.values[column.id];
  const text = shownValue(column, value);
  const href = row.links?.[column.id];
  const content: ReactNode = href && text !== "" ? <a href={href}>{text}</a> : text;
  if (isHead) return <th scope="row">{content}</th>;
  return (
    <td
      {...(isNumber(column) && { className: "figures" })}
      {...(isUnbroken(column) && { className: "whitespace-nowrap" })}
      {...(text !== "" && { "data-head": headOf(column) })}
      {...(column.kind === "money" && typeof value === "number" && { title: `${formatYuan(value)} 元` })}
    >
      {content}
    </td>
  );
}
