"use client";

import { useState } from "react";
import { EntryGrid, type EntryGridProps } from "@/components/entry-grid/entry-grid";
import { controlGrid } from "@/components/entry-grid/grid-layout";
import { useDesk } from "../store/use-desk";

interface Props extends Omit<EntryGridProps, "title" | "layout" | "showsPrior" | "showsChange"> {
  sheet: { id: string; title: string };
}

/**
 * 控制数 of one entry sheet beside it: totals from the ledger, compared as they are typed. Nothing where a sheet has none.
 */
export function SheetControls({ sheet, ...grid }: Props) {
  const findings = useDesk(({ seen }) => seen.findings);
  const { model, invalid } = grid;
  const layout = controlGrid(model, sheet.id);
  const keys = layout.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === "fact" ? [cell.key] : [])));
  const stated = keys.filter((key) => model.facts().amounts.has(key) || invalid.has(key));
  // Open where something is stated; afterwards it stays as somebody leaves it.
  const [isOpen, setIsOpen] = useState(stated.length > 0);
  if (keys.length === 0 || (!grid.isEditable && stated.length === 0)) return null;
  const different = findings.filter(
    ({ ruleClass, facts }) => ruleClass === "control" && facts.some((key) => keys.includes(key)),
  ).length;
  const state =
    stated.length === 0
      ? "可不填，照账簿填列合计数，随时与本表汇总数核对"
      : `已填 ${stated.length} 项，${different === 0 ? "均与汇总数相符" : `${different} 项不符`}`;
  return (
    <details className="mt-4" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="cursor-pointer text-sm pointer-coarse:min-h-10">
        <span className="font-semibold">控制数</span>{" "}
        <span className={different > 0 ? "text-danger" : "text-muted"}>{state}</span>
      </summary>
      {isOpen && (
        <div className="mt-2">
          <EntryGrid {...grid} title={`${sheet.title}控制数`} layout={layout} showsPrior={false} showsChange={false} />
        </div>
      )}
    </details>
  );
}
