"use client";

import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterButtons } from "@/components/ui/filter-buttons";
import { ListTable } from "@/components/ui/list-table";
import { countOutcomes, importOutcomes, type ImportLine, type ImportOutcome } from "@/lib/domain/lists/difference";

const tones: Record<ImportOutcome, Tone> = {
  problem: "danger",
  new: "active",
  changed: "warn",
  unchanged: "neutral",
  absent: "neutral",
};
const outcomes = Object.keys(importOutcomes) as ImportOutcome[];
const STEP = 200;

/** Every line of a difference, those that need a look first; filtered, and searched by code and name. */
export function ImportDifference({ lines, codeHead }: { lines: readonly ImportLine[]; codeHead: string }) {
  const counts = countOutcomes(lines);
  const [filter, setFilter] = useState<ImportOutcome | "all">(
    outcomes.find((outcome) => counts[outcome] > 0 && outcome !== "unchanged") ?? "all",
  );
  const [query, setQuery] = useState("");
  const [limit, setLimit] = useState(STEP);
  const wanted = query.trim().toLowerCase();
  const found = lines
    .filter(({ outcome }) => filter === "all" || outcome === filter)
    .filter(({ code, name }) => wanted === "" || `${code} ${name}`.toLowerCase().includes(wanted))
    .sort((one, other) => outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome));
  const shown = found.slice(0, limit);
  return (
    <section aria-label="差异" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <FilterButtons
          label="按结果筛选"
          filters={[
            { name: "all" as const, label: "全部", count: lines.length },
            ...outcomes.map((name) => ({ name, label: importOutcomes[name], count: counts[name] })),
          ]}
          current={filter}
          onChange={(name) => {
            setFilter(name);
            setLimit(STEP);
          }}
        />
        <label className="flex flex-col text-sm">
          查找
          <input
            type="search"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            placeholder={`${codeHead}或名称`}
            className="min-h-8 border border-line bg-surface px-2"
          />
        </label>
      </div>
      {shown.length === 0 ? (
        <EmptyState title="没有符合条件的行">请换一个筛选条件，或清空查找内容。</EmptyState>
      ) : (
        <ListTable label="差异明细" hasCards heads={[{ amount: "行" }, codeHead, "名称", "结果", "变化和问题"]}>
          {shown.map((line, at) => (
            <tr key={`${line.row ?? "absent"}:${line.code}:${at}`} className="border-b border-line align-top">
              <td data-head="行" className="figures px-2 py-1">
                {line.row ?? ""}
              </td>
              <td data-head={codeHead} className="px-2 py-1 tabular-nums">
                {line.code}
              </td>
              <th scope="row" className="min-w-32 px-2 py-1 text-left font-normal">
                {line.name}
              </th>
              <td data-head="结果" className="px-2 py-1">
                <Badge tone={tones[line.outcome]}>{importOutcomes[line.outcome]}</Badge>
              </td>
              <td data-head="变化和问题" className="min-w-64 px-2 py-1">
                <LineContent line={line} />
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      {found.length > limit && (
        <div className="flex items-center gap-3 text-sm">
          <span className="text-muted">
            已列 {limit} 行，共 {found.length} 行
          </span>
          <Button onPress={() => setLimit(limit + 5 * STEP)}>再列一些</Button>
        </div>
      )}
    </section>
  );
}

function LineContent({ line: { deeds, changes, problems, notes } }: { line: ImportLine }) {
  return (
    <>
      {problems.map((problem) => (
        <p key={problem} className="text-danger">
          {problem}
        </p>
      ))}
      {deeds.length > 0 && <p className="font-medium">{deeds.join("、")}</p>}
      {changes.map(({ label, before, after }) => (
        <p key={label}>
          {label}：{before !== "" && <del className="text-muted">{before}</del>}
          {before !== "" && after !== "" && " → "}
          {after !== "" && <ins className="no-underline">{after}</ins>}
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} className="text-muted">
          {note}
        </p>
      ))}
    </>
  );
}
