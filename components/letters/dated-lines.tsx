"use client";

import { Button } from "@/components/ui/button";
import type { LetterRequirement } from "@/lib/domain/decision/letter/letter";

export type DatedLine = LetterRequirement;

interface Props {
  label: string;
  lines: readonly DatedLine[];
  onChange: (lines: readonly DatedLine[]) => void;
}

/** Paragraphs of a letter, each with the day by which it is to be done where it has one. An empty one is left out. */
export function DatedLines({ label, lines, onChange }: Props) {
  const change = (at: number, part: Partial<DatedLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <fieldset className="flex flex-col gap-3 text-sm">
      <legend className="font-medium">{label}</legend>
      {lines.map(({ text, dueOn }, at) => (
        <div key={at} className="flex flex-col gap-1 sm:flex-row sm:items-start sm:gap-3">
          <textarea
            aria-label={`${label}第${at + 1}条`}
            rows={2}
            value={text}
            onChange={({ target }) => change(at, { text: target.value })}
            className="min-h-8 min-w-0 flex-1 border border-line bg-surface px-2 py-1"
          />
          <div className="flex flex-wrap items-center gap-2">
            <label className="flex items-center gap-2">
              期限
              <input
                type="date"
                aria-label={`${label}第${at + 1}条的期限`}
                value={dueOn ?? ""}
                onChange={({ target }) => change(at, { dueOn: target.value === "" ? null : target.value })}
                className="min-h-8 border border-line bg-surface px-2"
              />
            </label>
            <Button
              aria-label={`删除${label}第${at + 1}条`}
              onPress={() => onChange(lines.filter((_, index) => index !== at))}
            >
              删除
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onPress={() => onChange([...lines, { text: "", dueOn: null }])}>添加一条</Button>
      </div>
    </fieldset>
  );
}
