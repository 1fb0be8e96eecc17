"use client";

import { useState } from "react";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import type { Fund } from "@/lib/domain/funding";
import type { Subject } from "@/lib/domain/subjects/catalogue";
import type { FigureLayer } from "./use-amount-edits";

interface KeptRow {
  code: string;
  label: string;
}

export interface KeptRows {
  of: (place: { sheet: string; fund: Fund | "" }) => readonly KeptRow[];
  keep: (keys: readonly FactKey[]) => void;
}

const none: readonly KeptRow[] = [];

/** Rows that stay on their sheet while somebody works in them, also when their last figure is cleared; 类 and 款 stand above them. Other figures have rows of their own. */
export function useKeptRows(functional: readonly Subject[], layer: FigureLayer): KeptRows {
  const [rows, setRows] = useState<Readonly<Record<string, readonly KeptRow[]>>>({});
  const [known, setKnown] = useState(layer);
  if (known !== layer) {
    setKnown(layer);
    setRows({});
  }

  function keep(keys: readonly FactKey[]): void {
    setRows((present) => {
      const next = { ...present };
      for (const { sheet, fund, row } of keys.map(parseFactKey)) {
        if (row.length !== 7) continue;
        const place = `${sheet}:${fund}`;
        const there = next[place] ?? [];
        if (there.some(({ code }) => code === row)) continue;
        const above = [row.slice(0, 3), row.slice(0, 5), row].flatMap((code) => functional.filter((subject) => subject.code === code && !there.some((kept) => kept.code === code)));
        next[place] = [...there, ...above.map(({ code, name }) => ({ code, label: name }))];
      }
      return next;
    });
  }

  return { of: ({ sheet, fund }) => rows[`${sheet}:${fund}`] ?? none, keep };
}
