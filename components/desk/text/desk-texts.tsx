"use client";

import { useCallback, useState } from "react";
import { TextField } from "@/components/ui/text-field";
import { noDataStatement } from "@/lib/domain/words/facts";
import type { TextSources } from "@/lib/domain/text/last-texts";
import type { EditQueue } from "../edits/edit-queue";
import { OfferedTexts } from "./offered-texts";

export interface DeskTextState {
  valueOf: (slot: string) => string;
  /** All of them, by slot. */
  all: ReadonlyMap<string, string>;
  /** While somebody types: kept at once, saved soon. */
  type: (slot: string, text: string) => void;
  /** Saved at once. */
  set: (slot: string, text: string) => void;
  /** Shows a text that is stored already. */
  show: (slot: string, text: string) => void;
}

/** The texts of the report while somebody works on it. Lives as long as the workspace, so that changing sheets loses nothing. */
export function useDeskTexts(initial: readonly { slot: string; text: string }[], queue: EditQueue): DeskTextState {
  const [values, setValues] = useState(() => new Map(initial.map(({ slot, text }) => [slot, text])));
  const show = useCallback((slot: string, text: string) => setValues((known) => new Map(known).set(slot, text)), []);
  return {
    valueOf: (slot) => values.get(slot) ?? "",
    all: values,
    type: (slot, text) => {
      show(slot, text);
      queue.hold({ kind: "text", slot, text });
    },
    set: (slot, text) => {
      show(slot, text);
      queue.put({ kind: "text", slot, text });
    },
    show,
  };
}

/** Texts of the report, saved while typing. */
export function DeskTexts({
  isEditable,
  texts,
  sources,
  fields,
  rows = 12,
}: {
  isEditable: boolean;
  texts: DeskTextState;
  sources: Omit<TextSources, "texts">;
  fields: readonly { slot: string; label: string; hint?: string }[];
  rows?: number;
}) {
  return (
    <div className="mt-3 flex flex-col gap-4">
      {fields.map(({ slot, label, hint }) => (
        <div key={slot}>
          <TextField
            name={slot}
            label={label}
            isMultiline
            rows={rows}
            maxLength={20_000}
            isReadOnly={!isEditable}
            value={texts.valueOf(slot)}
            onChange={(text) => texts.type(slot, text)}
            hint={hint ?? "边填边自动保存。"}
          />
          <OfferedTexts slot={slot} texts={texts} sources={sources} isEditable={isEditable} />
        </div>
      ))}
    </div>
  );
}

/** 本表无数据: the explicit statement that a sheet stays empty, which is not the same as not having filled it in. */
export function NoDataStatement({
  isEditable,
  texts,
  slot,
  sheetTitle,
}: {
  isEditable: boolean;
  texts: DeskTextState;
  slot: string;
  sheetTitle: string;
}) {
  return (
    <label className="mt-3 flex items-center gap-2 text-sm pointer-coarse:min-h-10">
      <input
        type="checkbox"
        disabled={!isEditable}
        checked={texts.valueOf(slot) !== ""}
        onChange={(event) => texts.set(slot, event.target.checked ? noDataStatement : "")}
      />
      本单位本年度没有“{sheetTitle}”数据
    </label>
  );
}
