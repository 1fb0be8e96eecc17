"use client";

import { useEffect } from "react";
import { storeOf, usePart } from "@/components/ui/store";

const EVERY_MS = 10_000;

/** How many notices the person has not read, as last heard; one for all parts of a page that show it. */
const unread = storeOf(0);

let asking = false;

/** Asks now. What went wrong leaves the number as it was; the next time asks again. */
export async function askUnread(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch("/account/notices/unread", { cache: "no-store" });
    if (answer.ok) unread.write(((await answer.json()) as { unread: number }).unread);
  } catch {
    // Not connected.
  } finally {
    asking = false;
  }
}

/** The number, asked for anew all the time while somebody looks. */
export function useUnread(): number {
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === "visible") void askUnread();
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);
  return usePart(unread, (count) => count);
}
