"use client";

import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { usePart } from "@/components/ui/store";
import { paint } from "../browser/later";
import type { QueueState } from "../edits/edit-queue";
import type { DeskReport } from "../report/desk-report";
import { createDesk, type Desk } from "./desk";
import type { DeskState } from "./desk-state";
import type { PanelTab } from "./viewing-state";

const DeskContext = createContext<Desk | null>(null);

/** The desk of one person on one version, for everything in it. */
export function DeskProvider({
  report,
  initial,
  children,
}: {
  report: DeskReport;
  initial: { view: string; tab: PanelTab };
  children: ReactNode;
}) {
  // Made once: a refresh of the page (before 上报) must not take back what is still on its way.
  const [desk] = useState(() => createDesk(report, initial));
  useEffect(() => desk.open(), [desk]);
  useLayoutEffect(() => desk.refresh(report), [desk, report]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** What may be done at the desk; nothing is rendered again for it. */
export function useDeskActs(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("A part of the desk stands outside of it.");
  return desk;
}

/**
 * A part of what the desk holds. Who reads it is rendered again only when that part changes, and as urgently as it was
 * changed: what the desk shows later (everything that follows from the figures) waits for the next key. A store that is
 * read with `useSyncExternalStore` would be rendered at once, before the key.
 *
 * @param part gives the same value while nothing of interest changes
 */
export function useDesk<Part>(part: (state: DeskState) => Part): Part {
  const { store } = useDeskActs();
  const [held, setHeld] = useState(() => part(store.read()));
  /** What React was told last; it may still be on its way to the page. */
  const told = useRef(held);
  const take = useEffectEvent(() => {
    const value = part(store.read());
    if (Object.is(told.current, value)) return;
    told.current = value;
    paint(() => setHeld(() => value));
  });
  useLayoutEffect(() => store.subscribe(() => take()), [store]);
  // The store may have changed before the subscription, and another part may be asked for by now.
  useLayoutEffect(() => take());
  return held;
}

/**
 * How it stands with what was typed, for the few who show it: every edit changes it, and what they show is true at any
 * moment.
 */
export function useSaving(): QueueState {
  return usePart(useDeskActs().store, saving);
}

const saving = (state: DeskState) => state.saving;
