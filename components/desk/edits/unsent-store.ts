import type { QueuedEdit } from "./edit";

/** Where unsent edits outlive their page. */
export interface UnsentStore {
  /** Keeps what this page has not sent. */
  write: (edits: readonly QueuedEdit[]) => void;
  /** Hands over what pages that are gone have left, now and whenever another one goes; tells how many edits still lie with others. */
  inherit: (take: (left: readonly QueuedEdit[]) => void, tell: (elsewhere: number) => void) => void;
}

/**
 * The unsent edits of one person on one version in the browser. Every page has a place of its own, so that two tabs never
 * overwrite each other; what a page leaves behind goes to one that is still there, or to the next that is opened. That a
 * page is alive is told by a Web Lock that it holds; where there are none (a site without https), a new page takes over at
 * once what it finds, and the server sees from the revisions what was sent twice.
 */
export function unsentStore(whose: string): UnsentStore & { open: () => () => void } {
  const prefix = `mingzhang.unsent.${whose}`;
  const own = `${prefix}.${Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("")}`;
  let closing = new AbortController();

  function whenGone(place: string, act: () => void): void {
    if (!navigator.locks) return act();
    // Aborted when this page goes first.
    void navigator.locks.request(place, { signal: closing.signal }, act).catch(() => undefined);
  }

  return {
    write: (edits) => keep(own, edits),
    inherit(take, tell) {
      const seen = new Set([own]);
      const count = () =>
        tell(placesIn(prefix).reduce((sum, place) => (place === own ? sum : sum + keptAt(place).length), 0));
      const wait = (place: string) => {
        if (seen.has(place)) return;
        seen.add(place);
        whenGone(place, () => {
          const left = keptAt(place);
          if (left.length > 0) take(left);
          keep(place, []);
          count();
        });
      };
      const look = () => {
        count();
        placesIn(prefix).forEach(wait);
      };
      look();
      // Another tab has kept something, or has sent it.
      window.addEventListener("storage", ({ key }) => key?.startsWith(prefix) && look(), { signal: closing.signal });
    },
    /** While it is open, nobody inherits from this page; what it returns closes it. */
    open() {
      closing = new AbortController();
      const { signal } = closing;
      const untilClosed = new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => resolve(), { once: true }),
      );
      void navigator.locks?.request(own, () => untilClosed);
      return () => closing.abort();
    },
  };
}

function placesIn(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function keptAt(place: string): QueuedEdit[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]") as QueuedEdit[];
  } catch {
    return [];
  }
}

function keep(place: string, edits: readonly QueuedEdit[]): void {
  try {
    if (edits.length === 0) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(edits));
  } catch {
    // Storage may be full or forbidden; the queue in memory still holds everything.
  }
}
