import type { FactKey } from "@/lib/domain/words/fact-address";
import { storeOf, usePart, type Store } from "@/components/ui/store";

/** A text that is being typed into a cell, and what stood there before. */
export interface Draft {
  key: FactKey;
  text: string;
  before: string;
}

export interface Drafts {
  /** What is being typed. */
  typed: Draft | null;
  /** Texts that are typed, until the grid is painted from its figures again. */
  settled: ReadonlyMap<FactKey, string>;
}

const none: ReadonlyMap<FactKey, string> = new Map();

/** What is typed in one grid. Not in the state of the grid, so that a key paints its own cell and nothing else. */
export const newDrafts = (): Store<Drafts> => storeOf<Drafts>({ typed: null, settled: none });

/** Somebody types; what stood in the cell before the first key stays what stood there before. */
export function typeInto({ read, write }: Store<Drafts>, draft: Draft): void {
  const { typed, settled } = read();
  write({ typed: typed?.key === draft.key ? { ...draft, before: typed.before } : draft, settled });
}

/** Nobody types into the cell any more; it goes on showing the text. */
export function settle({ read, write }: Store<Drafts>, key: FactKey, text: string): void {
  write({ typed: null, settled: new Map(read().settled).set(key, text) });
}

/** The grid has been painted with these texts as figures, unless more have come since. */
export function forget({ read, write }: Store<Drafts>, settled: Drafts["settled"]): void {
  const now = read();
  if (now.settled === settled && settled.size > 0) write({ ...now, settled: none });
}

/** The text being typed into this cell; `null` where nobody types. */
export function useTypedText(drafts: Store<Drafts>, key: FactKey): string | null {
  return usePart(drafts, ({ typed }) => (typed?.key === key ? typed.text : null));
}

/** The text that was typed into this cell and that its figure does not show yet. */
export function useSettledText(drafts: Store<Drafts>, key: FactKey): string | null {
  return usePart(drafts, ({ settled }) => settled.get(key) ?? null);
}
