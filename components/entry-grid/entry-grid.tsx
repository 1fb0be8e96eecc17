"use client";

import clsx from "clsx";
import { useState } from "react";
import { amountProblemMessage, formatForInput, formatWan, formatYuan, parseAmount, type MoneyUnit } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { allowsNegative } from "@/lib/domain/facts/sheets";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { CellId } from "@/lib/domain/tables/definition";
import type { GridCell, GridLayout } from "./grid-layout";
import { moveOnKey } from "./grid-navigation";

interface Props {
  title: string;
  layout: GridLayout;
  model: ReportModel;
  unit: MoneyUnit;
  /** Inputs that are no amount, kept as typed. */
  invalid: ReadonlyMap<FactKey, string>;
  locked: ReadonlySet<FactKey>;
  isEditable: boolean;
  onCommit: (key: FactKey, input: string, value: number | null | undefined) => void;
  onShow: (cell: CellId) => void;
}

/** The entry grid: entered cells are inputs, derived cells are locked and tell where they come from. */
export function EntryGrid({ title, layout, model, unit, invalid, locked, isEditable, onCommit, onShow }: Props) {
  return (
    <div className="overflow-auto border border-line bg-surface" tabIndex={0} role="region" aria-label={`${title}（可滚动）`}>
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 z-10 bg-shade">
          <tr>
            <th scope="col" className="sticky left-0 min-w-56 border border-line bg-shade px-2 py-1 text-left font-medium">
              科目 / 项目
            </th>
            {layout.columns.map(({ id, label }) => (
              <th key={id} scope="col" className="min-w-32 border border-line px-2 py-1 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {layout.rows.map((row) => (
            <tr key={row.id} className={clsx("h-8", row.level === "total" && "font-semibold", row.level === "category" && "bg-shade font-medium")}>
              <th scope="row" className={clsx("sticky left-0 border border-line bg-inherit px-2 text-left font-normal", row.level !== "category" && "bg-surface", row.indent > 0 && "pl-6")}>
                {row.code && <span className="mr-2 tabular-nums text-muted">{row.code}</span>}
                {row.label}
              </th>
              {row.cells.map((cell, at) => (
                <td key={layout.columns[at]!.id} className="border border-line p-0">
                  <Cell
                    cell={cell}
                    label={`${row.code ?? ""} ${row.label} ${layout.columns[at]!.label}`.trim()}
                    column={layout.columns[at]!.id}
                    {...{ model, unit, invalid, locked, isEditable, onCommit, onShow }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, label, column, model, unit, invalid, locked, isEditable, onCommit, onShow }: Omit<Props, "title" | "layout"> & { cell: GridCell; label: string; column: string }) {
  if (cell.kind === "none") return <span className="block h-8 bg-shade" />;
  if (cell.kind === "derived") {
    const value = model.value(cell.cell);
    return (
      <button type="button" aria-label={`${label}：由系统计算，查看来源`} onClick={() => onShow(cell.cell)} className="figures block h-8 w-full cursor-pointer bg-shade/60 px-2 text-muted">
        {value === null ? "" : unit === "yuan" ? formatYuan(value) : formatWan(value)}
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
        {formatForInput(value, inputUnit)}
        {isLocked && <span className="ml-1 text-xs text-muted">锁定</span>}
      </span>
    );
  return <Entry key={`${cell.key}|${unit}|${value}|${raw ?? ""}`} label={label} column={column} address={cell.key} inputUnit={inputUnit} shown={raw ?? formatForInput(value, inputUnit)} onCommit={onCommit} />;
}

function Entry({ label, column, address, inputUnit, shown, onCommit }: { label: string; column: string; address: FactKey; inputUnit: MoneyUnit | "count"; shown: string; onCommit: Props["onCommit"] }) {
  const [text, setText] = useState(shown);
  const parsed = parseAmount(text, inputUnit, { allowNegative: allowsNegative(parseFactKey(address)) });
  const problem = parsed.ok ? undefined : amountProblemMessage(parsed.problem, inputUnit);
  const commit = () => {
    if (text !== shown) onCommit(address, text, parsed.ok ? parsed.value : undefined);
  };
  return (
    <span className="relative block">
      <input
        aria-label={label}
        aria-invalid={!parsed.ok}
        title={problem}
        data-column={column}
        data-key={address}
        inputMode="decimal"
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText(shown);
          else moveOnKey(event);
        }}
        className={clsx("figures block h-8 w-full bg-transparent px-2", !parsed.ok && "bg-danger-shade text-danger")}
      />
      {problem && text === shown && <span className="block bg-danger-shade px-2 text-left text-xs text-danger">{problem}</span>}
    </span>
  );
}
