"use client";

import clsx from "clsx";
import { Fragment, useState } from "react";
import { amountProblemMessage, formatForInput, formatWan, formatYuan, parseAmount, type MoneyUnit } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { allowsNegative } from "@/lib/domain/facts/sheets";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { CellId } from "@/lib/domain/tables/definition";
import type { GridCell, GridLayout } from "./grid-layout";
import { moveOnKey } from "./grid-navigation";

/** `undefined` stands for an input that is no amount. */
export type TypedValue = number | null | undefined;

interface Props {
  title: string;
  layout: GridLayout;
  model: ReportModel;
  unit: MoneyUnit;
  showsPrior: boolean;
  /** Inputs that are no amount, kept as typed. */
  invalid: ReadonlyMap<FactKey, string>;
  locked: ReadonlySet<FactKey>;
  isEditable: boolean;
  /** Every keystroke: totals and checks follow. */
  onType: (key: FactKey, input: string, value: TypedValue) => void;
  /** The cell is left, or Enter pressed: to be saved. */
  onCommit: (key: FactKey, input: string, value: TypedValue) => void;
  /** An entered cell took the focus. */
  onVisit: (key: FactKey) => void;
  /** A derived cell was asked where it comes from. */
  onShow: (cell: CellId) => void;
}

/** The entry grid: entered cells are inputs, derived cells are locked and tell where they come from. */
export function EntryGrid({ title, layout, ...props }: Props) {
  const { model, showsPrior, unit } = props;
  const hasPrior = (at: number) => showsPrior && layout.columns[at]!.hasPrior && layout.rows.some(({ cells }) => priorOf(model, cells[at]!) !== null);
  const columns = layout.columns.map((column, at) => ({ ...column, showsPrior: hasPrior(at) }));
  return (
    <div className="max-h-[75dvh] overflow-auto border border-line bg-surface" tabIndex={0} role="region" aria-label={`${title}（可滚动）`}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 left-0 z-20 min-w-36 border-r border-b border-line bg-shade px-2 py-1 text-left font-medium sm:min-w-56">
              科目 / 项目
            </th>
            {columns.map(({ id, label, showsPrior: isCompared }) => (
              <Fragment key={id}>
                <th scope="col" className="sticky top-0 z-10 min-w-32 border-r border-b border-line bg-shade px-2 py-1 font-medium">
                  {label}
                </th>
                {isCompared && (
                  <th scope="col" className="sticky top-0 z-10 min-w-28 border-r border-b border-line bg-shade px-2 py-1 font-normal text-muted">
                    <span className="sr-only">{label}</span>上年数
                  </th>
                )}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {layout.rows.map((row) => (
            <tr key={row.id} className="h-8">
              <th scope="row" className={clsx("sticky left-0 z-10 border-r border-b border-line px-2 text-left", row.level === "total" ? "bg-shade font-semibold" : row.level === "category" ? "bg-shade font-medium" : "bg-surface font-normal", row.indent > 0 && "pl-6")}>
                {row.code && <span className="mr-2 tabular-nums text-muted">{row.code}</span>}
                {row.label}
              </th>
              {row.cells.map((cell, at) => (
                <Fragment key={columns[at]!.id}>
                  <td className="h-px border-r border-b border-line p-0">
                    <Cell cell={cell} isTotal={row.level === "total"} label={`${row.code ?? ""} ${row.label} ${columns[at]!.label}`.trim()} column={columns[at]!.id} {...props} />
                  </td>
                  {columns[at]!.showsPrior && <td className="figures border-r border-b border-line px-2 font-normal text-muted">{shown(priorOf(model, cell), cell.kind === "fact" && cell.measure === "count" ? "count" : unit)}</td>}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function priorOf(model: ReportModel, cell: GridCell): number | null {
  return cell.kind === "fact" ? model.priorAmount(cell.key) : cell.kind === "derived" ? model.priorValue(cell.cell) : null;
}

function shown(value: number | null, unit: MoneyUnit | "count"): string {
  return value === null ? "" : unit === "yuan" ? formatYuan(value) : unit === "wan" ? formatWan(value) : String(value);
}

function Cell({ cell, isTotal, label, column, model, unit, invalid, locked, isEditable, onType, onCommit, onVisit, onShow }: Omit<Props, "title" | "layout" | "showsPrior"> & { cell: GridCell; isTotal: boolean; label: string; column: string }) {
  if (cell.kind === "none") return <span className="block h-full min-h-8 bg-shade" />;
  if (cell.kind === "derived") {
    const text = shown(model.value(cell.cell), unit);
    return (
      <button type="button" aria-label={`${label} ${text || "空"}：由系统计算，查看来源`} onClick={() => onShow(cell.cell)} className={clsx("figures block h-full min-h-8 w-full cursor-pointer bg-shade/60 px-2 text-muted", isTotal && "font-semibold")}>
        {text}
      </button>
    );
  }
  const raw = invalid.get(cell.key);
  const value = model.amount(cell.key);
  const isLocked = locked.has(cell.key);
  const inputUnit = cell.measure === "count" ? "count" : unit;
  if (!isEditable || isLocked)
    return (
      <span className="figures block h-8 px-2 leading-8" title={isLocked ? "由上年批复决算结转，不能修改" : undefined}>
        {isLocked && <span className="mr-1 text-xs text-muted">锁定</span>}
        {raw ?? formatForInput(value, inputUnit)}
      </span>
    );
  return <Entry label={label} column={column} address={cell.key} inputUnit={inputUnit} stored={raw ?? formatForInput(value, inputUnit)} {...{ onType, onCommit, onVisit }} />;
}

interface EntryProps extends Pick<Props, "onType" | "onCommit" | "onVisit"> {
  label: string;
  column: string;
  address: FactKey;
  inputUnit: MoneyUnit | "count";
  stored: string;
}

/** One entered cell. While it is being typed in, it shows the text as typed; otherwise what is stored. */
function Entry({ label, column, address, inputUnit, stored, onType, onCommit, onVisit }: EntryProps) {
  /** Text as typed, and what stood there before. */
  const [draft, setDraft] = useState<{ text: string; before: string } | null>(null);
  const text = draft?.text ?? stored;
  const read = (input: string) => parseAmount(input, inputUnit, { allowNegative: allowsNegative(parseFactKey(address)) });
  const valueOf = (input: string): TypedValue => {
    const parsed = read(input);
    return parsed.ok ? parsed.value : undefined;
  };
  const parsed = read(text);
  const problem = parsed.ok ? undefined : amountProblemMessage(parsed.problem, inputUnit);
  const problemId = `problem-${address}`;
  return (
    <span className="relative block">
      <input
        aria-label={label}
        aria-invalid={!parsed.ok}
        aria-describedby={problem && draft === null ? problemId : undefined}
        title={problem}
        data-column={column}
        data-key={address}
        inputMode="decimal"
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => {
          const typed = event.target.value;
          setDraft({ text: typed, before: draft?.before ?? stored });
          onType(address, typed, valueOf(typed));
        }}
        onFocus={(event) => {
          event.target.select();
          onVisit(address);
        }}
        onBlur={() => {
          if (draft && draft.text !== draft.before) onCommit(address, draft.text, valueOf(draft.text));
          setDraft(null);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape" && draft) {
            onType(address, draft.before, valueOf(draft.before));
            setDraft(null);
          } else moveOnKey(event);
        }}
        className={clsx("figures block h-8 w-full bg-transparent px-2 font-normal", !parsed.ok && "bg-danger-shade text-danger")}
      />
      {problem && draft === null && (
        <span id={problemId} className="block bg-danger-shade px-2 text-left text-xs font-normal text-danger">
          {problem}
        </span>
      )}
    </span>
  );
}
