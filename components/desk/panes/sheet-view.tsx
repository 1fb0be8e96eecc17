"use client";

import clsx from "clsx";
import { EntryGrid, type EntryGridProps } from "@/components/entry-grid/entry-grid";
import { moneyUnitLabels, type MoneyUnit } from "@/lib/domain/words/amounts";
import { fundLabels, type Fund } from "@/lib/domain/words/funds";
import type { ReactNode } from "react";
import { takenFiguresId } from "../department/taken-figures-place";

export interface SheetViewProps extends EntryGridProps {
  /** What belongs in it, for whoever fills it in. */
  hint: string;
  /** Its figures are those of a department's total. */
  isOfTotal: boolean;
  onUnit: (unit: MoneyUnit) => void;
  /** Funds to choose from, when the sheet is kept by fund. */
  funds?: readonly Fund[] | undefined;
  fund: Fund;
  onFund: (fund: Fund) => void;
  /** Absent when there is nothing to compare with. */
  onCompares?: ((compares: { prior: boolean; change: boolean }) => void) | undefined;
  /** Above the grid: the subject picker. */
  picker?: ReactNode;
  /** Below the grid: statements and notes. */
  children?: ReactNode;
}

/** One entry sheet: what belongs in it, in which unit, from which money; then the grid. */
export function SheetView({
  title,
  hint,
  isOfTotal,
  layout,
  unit,
  onUnit,
  funds,
  fund,
  onFund,
  onCompares,
  picker,
  children,
  ...grid
}: SheetViewProps) {
  return (
    <>
      <div className="mb-2 flex flex-wrap items-end gap-3">
        <div className="mr-auto min-w-60 flex-1">
          <h2 className="font-serif text-xl">{title}</h2>
          <p className="text-sm text-muted in-data-split:hidden">
            {grid.fixed?.why ?? hint}
            {isOfTotal && <a href={`#${takenFiguresId}`}>看取自哪一份汇总</a>}
          </p>
        </div>
        {onCompares && (
          <div role="group" aria-label="对照" className="flex gap-3 text-sm">
            <label className="flex items-center gap-1.5 pointer-coarse:min-h-10">
              <input
                type="checkbox"
                checked={grid.showsPrior}
                onChange={(event) => onCompares({ prior: event.target.checked, change: grid.showsChange })}
              />
              对照上年数
            </label>
            <label className="flex items-center gap-1.5 pointer-coarse:min-h-10">
              <input
                type="checkbox"
                checked={grid.showsChange}
                onChange={(event) => onCompares({ prior: grid.showsPrior, change: event.target.checked })}
              />
              增减额和增减率
            </label>
          </div>
        )}
        <div role="group" aria-label="金额单位" className="flex text-sm">
          {(["yuan", "wan"] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={unit === each}
              onClick={() => onUnit(each)}
              className={clsx(
                "cursor-pointer border border-line bg-surface px-3 py-1",
                "aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-white pointer-coarse:min-h-10",
              )}
            >
              {moneyUnitLabels[each]}
            </button>
          ))}
        </div>
      </div>
      {funds && (
        <div
          role="group"
          aria-label="资金性质"
          className="mb-2 flex flex-wrap text-sm max-sm:flex-nowrap max-sm:overflow-x-auto"
        >
          {funds.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={fund === each}
              onClick={() => onFund(each)}
              className={clsx(
                "-mr-px shrink-0 cursor-pointer border border-line bg-surface px-3 py-1",
                "aria-pressed:border-b-2 aria-pressed:border-b-accent aria-pressed:font-semibold pointer-coarse:min-h-10",
              )}
            >
              {fundLabels[each]}
            </button>
          ))}
        </div>
      )}
      {picker}
      <EntryGrid title={title} layout={layout} unit={unit} {...grid} />
      {children}
    </>
  );
}
