"use client";

import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterButtons } from "@/components/ui/filter-buttons";
import { ListTable } from "@/components/ui/list-table";
import { letterKinds } from "@/lib/domain/decision/letter/letter";
import { letterStatuses, type LetterStatus } from "@/lib/domain/decision/letter/letter-rules";
import type { LetterLine } from "@/lib/features/letters/data";
import { IssueMany } from "./issue-many";
import { LetterLink } from "./letter-link";
import { LetterStatusBadge } from "./letter-status";

type Filter = "all" | LetterStatus;

interface Props {
  letters: readonly LetterLine[];
  mayIssue: boolean;
  /** yyyy-mm-dd */
  today: string;
}

/** The letters of a year, searched by number and names, filtered by how far they are; ticked drafts are issued together. */
export function LetterList({ letters, mayIssue, today }: Props) {
  const [query, setQuery] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const wanted = query.trim();
  const found = letters.filter(({ number, addressee, issuer, title }) =>
    [number ?? "", addressee, issuer, title].some((text) => text.includes(wanted)),
  );
  const shown = found.filter(({ status }) => filter === "all" || status === filter);
  const filters = (["all", ...Object.keys(letterStatuses)] as Filter[]).map((name) => ({
    name,
    label: name === "all" ? "全部" : letterStatuses[name],
    count: name === "all" ? found.length : found.filter(({ status }) => status === name).length,
  }));
  const isTickable = ({ status, kind }: LetterLine) => mayIssue && status === "draft" && kind === "bureauToDepartment";
  const drafts = shown.filter(isTickable);
  const chosen = letters.filter((letter) => isTickable(letter) && ticked.has(letter.id));
  const tick = (ids: readonly string[], isTicked: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (isTicked) next.add(id);
        else next.delete(id);
      }
      return next;
    });

  if (letters.length === 0)
    return <EmptyState title="还没有批复文件">决算批复之后，可以在此批量起草批复文件。</EmptyState>;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-2 text-sm">
          查找
          <input
            type="search"
            placeholder="文号、单位或标题"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            className="min-h-8 w-56 border border-line bg-surface px-2"
          />
        </label>
        <FilterButtons label="办理状态" filters={filters} current={filter} onChange={setFilter} />
        {mayIssue && (
          <span className="ml-auto">
            <IssueMany letters={chosen} today={today} onAsked={() => setTicked(new Set())} />
          </span>
        )}
      </div>
      <ListTable
        label="批复文件"
        heads={[
          ...(mayIssue ? ["勾选"] : []),
          "文号",
          "收文单位",
          "种类",
          "状态",
          "成文日期",
          "签收日期",
          { amount: "涉及决算" },
        ]}
      >
        {shown.map((letter) => (
          <tr key={letter.id} className="border-b border-line align-top">
            {mayIssue && (
              <td className="px-2 py-1.5">
                {isTickable(letter) && (
                  <input
                    type="checkbox"
                    aria-label={`勾选${letter.addressee}`}
                    checked={ticked.has(letter.id)}
                    onChange={({ target }) => tick([letter.id], target.checked)}
                  />
                )}
              </td>
            )}
            <td className="whitespace-nowrap px-2 py-1.5">
              <LetterLink listPath="/review/letters" letter={letter} />
            </td>
            <td className="min-w-48 px-2 py-1.5">{letter.addressee}</td>
            <td className="whitespace-nowrap px-2 py-1.5 text-muted">
              {letterKinds[letter.kind]}
              {letter.supersedesId !== null && "（调整）"}
            </td>
            <td className="px-2 py-1.5">
              <LetterStatusBadge status={letter.status} />
            </td>
            <td className="whitespace-nowrap px-2 py-1.5 tabular-nums">{letter.issuedOn}</td>
            <td className="whitespace-nowrap px-2 py-1.5 tabular-nums">{letter.receivedOn}</td>
            <td className="px-2 py-1.5 text-right tabular-nums">{letter.reports}</td>
          </tr>
        ))}
      </ListTable>
      {shown.length === 0 && <p className="text-sm text-muted">没有符合条件的批复文件。</p>}
      {drafts.length > 0 && (
        <p className="flex gap-3 text-sm">
          <button
            type="button"
            className="cursor-pointer text-accent underline underline-offset-4"
            onClick={() =>
              tick(
                drafts.map(({ id }) => id),
                true,
              )
            }
          >
            勾选所列草稿（{drafts.length}）
          </button>
          {ticked.size > 0 && (
            <button
              type="button"
              className="cursor-pointer text-accent underline underline-offset-4"
              onClick={() => setTicked(new Set())}
            >
              清除勾选
            </button>
          )}
        </p>
      )}
    </div>
  );
}
