import Link from "next/link";
import { totalColumnLabels, totalColumns } from "@/lib/domain/consolidation/total";
import { formatPercent, formatYuan } from "@/lib/domain/words/amounts";
import { parseCellId } from "@/lib/domain/words/cell-id";
import type { BehindCell as Behind } from "@/lib/features/totals/loaders";
import { BehindUnits } from "./behind-units";

/** The largest; what the others come to is said below them. */
const SHOWN = 30;

interface Props {
  behind: Behind;
  year: number;
  /** Leads back to the table. */
  backHref: string;
}

/** The units behind a figure of a total, with what each gives to it, and the way into each report. */
export function BehindCell({ behind, year, backHref }: Props) {
  const text = (value: number | null) => (value === null ? "—" : formatYuan(value));
  const { table } = parseCellId(behind.cell);
  return (
    <section aria-label="构成" className="flex flex-col gap-2 border-l-4 border-accent pl-3">
      <h2 className="font-semibold">{behind.label}</h2>
      <p className="text-sm tabular-nums">
        {totalColumns.map((column) => `${totalColumnLabels[column]} ${text(behind.values[column])}`).join(" · ")}
      </p>
      {behind.change && <Change change={behind.change} />}
      {behind.units.length === 0 ? (
        <p className="text-sm text-muted">没有单位填列这一数。</p>
      ) : (
        <BehindUnits units={behind.units.slice(0, SHOWN)} year={year} table={table} />
      )}
      {behind.units.length > SHOWN && (
        <p className="text-sm text-muted">
          只列最大的 {SHOWN} 个，共 {behind.units.length} 个单位，其余合计{" "}
          {formatYuan(behind.units.slice(SHOWN).reduce((sum, { value }) => sum + value, 0))} 元。
        </p>
      )}
      {behind.factCount > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer pointer-coarse:min-h-10">由哪些填报数汇总（{behind.factCount}）</summary>
          <ul className="mt-1 flex flex-col gap-0.5">
            {behind.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
            {behind.factCount > behind.facts.length && <li className="text-muted">等 {behind.factCount} 项</li>}
          </ul>
        </details>
      )}
      <p className="text-sm">
        <Link href={backHref}>收起</Link>
      </p>
    </section>
  );
}

/** Units that came or went are named up to so many. */
const NAMED = 10;

/** Against last year: as a whole, of the same units, and who makes up the change. */
function Change({ change }: { change: NonNullable<Behind["change"]> }) {
  const { now, before, sameUnits, main, come, gone } = change;
  const moved = (is: number, was: number) => {
    const rate = formatPercent(Math.abs(is - was), Math.abs(was));
    if (is === was) return "持平";
    return `${is > was ? "增加" : "减少"} ${formatYuan(Math.abs(is - was))} 元${rate === null ? "" : `（${rate}%）`}`;
  };
  const named = (names: readonly string[]) =>
    `${names.slice(0, NAMED).join("、")}${names.length > NAMED ? `等 ${names.length} 个` : ""}`;
  return (
    <div className="text-sm">
      <p>
        单位合计上年 {formatYuan(before)} 元，本年{moved(now, before)}；同口径 {sameUnits.units} 个单位
        {moved(sameUnits.now, sameUnits.before)}。
      </p>
      {come.length > 0 && <p className="text-muted">本年列入：{named(come)}。</p>}
      {gone.length > 0 && <p className="text-muted">本年没有：{named(gone)}。</p>}
      {main.length > 0 && (
        <p>
          变动主要来自：
          {main
            .slice(0, NAMED)
            .map(({ name, change: by }) => `${name} ${by > 0 ? "+" : ""}${formatYuan(by)}`)
            .join("、")}
          {main.length > NAMED && `等 ${main.length} 个单位`}（合计占同向变动的八成以上）。
        </p>
      )}
    </div>
  );
}
