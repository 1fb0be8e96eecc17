import clsx from "clsx";
import { amountProblemMessage, formatForInput, type MoneyUnit, type PlainUnit } from "@/lib/domain/words/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import type { CellId } from "@/lib/domain/words/cell-id";
import { useSettledText, useTypedText, type Drafts } from "./draft";
import { printed } from "./grid-contents";
import type { Store } from "@/components/ui/store";

/** One cell as it is painted; only plain values, so that a row that has not changed is not painted again. */
export interface CellView {
  kind: "entry" | "locked" | "derived" | "none";
  /** Of an entered or locked cell. */
  key?: FactKey;
  /** Of a derived cell. */
  cell?: CellId;
  value: number | null;
  prior: number | null;
  /** An input that is no amount, as typed. */
  raw?: string | undefined;
  /** In a rehearsal, where the cell says something else: what the report itself says. */
  was?: string | undefined;
  unit: MoneyUnit | PlainUnit;
  /** What is open about it, in words. */
  remark?: string | undefined;
  /** Taken over from last year's approved accounts. */
  isCarried: boolean;
}

interface CellProps {
  cell: CellView;
  /** Those of the report's year, which say how an input is read. */
  sheets: EntrySheets;
  at: string;
  index: number;
  isTotal: boolean;
  label: string;
  isSelected: boolean;
  isStop: boolean;
  drafts: Store<Drafts>;
  describedBy: string | undefined;
}

/** A cell of the entry grid: entered, locked, derived, or none at all. */
export function Cell({
  cell,
  sheets,
  at,
  index,
  isTotal,
  label: title,
  isSelected,
  isStop,
  drafts,
  describedBy,
}: CellProps) {
  const shared = { role: "gridcell", "aria-colindex": index, "aria-selected": isSelected } as const;
  const label = cell.remark ? `${title}（${cell.remark}）` : title;
  const frame = clsx(
    "relative border-r border-b border-line p-0",
    cell.remark && "remarked",
    cell.kind === "entry" && cell.was !== undefined && "outline outline-dashed outline-accent -outline-offset-2",
    isSelected && "bg-accent-shade outline outline-accent/50 -outline-offset-1",
  );
  const stop = { "data-at": at, tabIndex: isStop ? 0 : -1 };
  if (cell.kind === "none")
    return (
      <td {...shared} aria-readonly className={frame}>
        <span className="absolute inset-0 bg-shade" />
      </td>
    );
  if (cell.kind === "derived") {
    const text = printed(cell.value, cell.unit);
    return (
      <td {...shared} aria-readonly className={clsx(frame, !isSelected && "bg-shade/60")}>
        <button
          {...stop}
          data-cell={cell.cell}
          type="button"
          aria-label={`${label} ${text || "空"}${cell.was === undefined ? "" : `，正式数 ${cell.was}`}：由系统计算，查看来源`}
          aria-describedby={describedBy}
          className={clsx(
            "figures cursor-pointer px-2 text-muted",
            cell.was === undefined ? "absolute inset-0" : "block min-h-8 w-full",
            isTotal && "font-semibold",
          )}
        >
          {text}
          <Was text={cell.was} />
        </button>
      </td>
    );
  }
  const stored = cell.raw ?? formatForInput(cell.value, cell.unit);
  if (cell.kind === "locked")
    return (
      <td
        {...shared}
        {...stop}
        aria-readonly
        aria-label={`${label} ${stored || "空"}${cell.isCarried ? "：锁定" : ""}`}
        className={frame}
      >
        <span
          className="figures block h-(--grid-row) px-2 leading-(--grid-row)"
          title={cell.isCarried ? "由上年批复决算结转，不能修改" : undefined}
        >
          {cell.isCarried && <span className="mr-1 text-xs text-muted">锁定</span>}
          {stored}
        </span>
      </td>
    );
  return (
    <td {...shared} className={frame}>
      <EntryInput
        {...stop}
        factKey={cell.key!}
        sheets={sheets}
        cell={cell}
        stored={stored}
        label={label}
        drafts={drafts}
      />
    </td>
  );
}

interface EntryInputProps {
  "data-at": string;
  tabIndex: number;
  factKey: FactKey;
  sheets: EntrySheets;
  cell: CellView;
  /** What stands in the cell while nobody types. */
  stored: string;
  label: string;
  drafts: Store<Drafts>;
}

/** The input of an entered cell; rendered by itself while somebody types into it. */
function EntryInput({ factKey, sheets, cell, stored, label, drafts, ...stop }: EntryInputProps) {
  const typed = useTypedText(drafts, factKey);
  const settled = useSettledText(drafts, factKey);
  const text = typed ?? settled ?? stored;
  const parsed = parseTypedAmount(parseFactKey(factKey), text, cell.unit === "wan" ? "wan" : "yuan", sheets);
  const problem = parsed.ok ? undefined : amountProblemMessage(parsed.problem, cell.unit);
  const problemId = `problem-${factKey}`;
  const wasId = `was-${factKey}`;
  return (
    <span className="relative block">
      <input
        {...stop}
        aria-label={label}
        aria-invalid={!parsed.ok}
        aria-describedby={clsx(problem && typed === null && problemId, cell.was !== undefined && wasId) || undefined}
        title={problem}
        data-key={factKey}
        inputMode="decimal"
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={heardByTheGrid}
        className={clsx(
          "figures block h-(--grid-row) w-full bg-transparent px-2 font-normal",
          !parsed.ok && "bg-danger-shade text-danger",
        )}
      />
      {problem && typed === null && (
        <span id={problemId} className="block bg-danger-shade px-2 pb-1 text-left text-xs font-normal text-danger">
          {problem}
        </span>
      )}
      <Was id={wasId} text={cell.was} className="px-2" />
    </span>
  );
}

/** What the report itself says, under a figure of a rehearsal. */
function Was({ id, text, className }: { id?: string; text: string | undefined; className?: string }) {
  if (text === undefined) return null;
  return (
    <span id={id} className={clsx("figures block text-xs font-normal text-muted", className)}>
      正式数 {text}
    </span>
  );
}

/** The event goes on to the grid; React asks for a handler at the input itself. */
function heardByTheGrid(): void {}
