import { storedKeys, storedText, storeText } from "@/components/ui/browser-storage";
import { nothingUnsent, readUnsent, writeUnsent, type Unsent } from "./unsent-record";

/** Where unsent edits outlive their page. */
export interface UnsentStore {
  /** Keeps what this page has not sent. */
  write: (unsent: Unsent) => void;
  /**
   * Hands over what pages that are gone have left, now and whenever another one goes; tells how many edits still lie
   * with others.
   */
  inherit: (take: (left: Unsent) => void, tell: (elsewhere: number) => void) => void;
}

/**
 * Beginnings of the keys in the browser: where this release keeps, and where releases until 2026-11 did. Those would
 * take records of this one for empty and throw them away, so they do not find them.
 */
const PREFIX = "mingzhang.unsent-edits";
const FORMER_PREFIX = "mingzhang.unsent";

/**
 * The unsent edits of one person on one version in the browser. Every page has a place of its own, so that two tabs
 * never overwrite each other; what a page leaves behind goes to one that is still there, or to the next that is opened.
 * That a
 * page is alive is told by a Web Lock that it holds; where there are none (a site without https), a new page takes over at
 * once what it finds, and the server sees from the revisions what was sent twice.
 */
export function unsentStore(whose: string): UnsentStore & { open: () => () => void } {
  const prefixes = [PREFIX, FORMER_PREFIX].map((prefix) => `${prefix}.${whose}`);
  const own = `${prefixes[0]!}.${Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("")}`;
  let closing = new AbortController();

  function whenGone(place: string, act: () => void): void {
    if (!navigator.locks) return act();
    // Aborted when this page goes first.
    void navigator.locks.request(place, { signal: closing.signal }, act).catch(() => undefined);
  }

  return {
    write: (unsent) => keep(own, unsent),
    inherit(take, tell) {
      const seen = new Set([own]);
      const count = () =>
        tell(storedKeys(prefixes).reduce((sum, place) => (place === own ? sum : sum + countOf(unsentAt(place))), 0));
      const wait = (place: string) => {
        if (seen.has(place)) return;
        seen.add(place);
        whenGone(place, () => {
          const left = unsentAt(place);
          if (countOf(left) > 0) take(left);
          keep(place, nothingUnsent);
          count();
        });
      };
      const look = () => {
        count();
        storedKeys(prefixes).forEach(wait);
      };
      look();
      // Another tab has kept something, or has sent it.
      window.addEventListener("storage", ({ key }) => prefixes.some((prefix) => key?.startsWith(prefix)) && look(), {
        signal: closing.signal,
      });
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

const countOf = ({ edits, unread }: Unsent) => edits.length + unread.length;

function unsentAt(place: string): Unsent {
  const text = storedText(place);
  return text === null ? nothingUnsent : readUnsent(text);
}

function keep(place: string, unsent: Unsent): void {
  // What the browser does not take, the queue in memory still holds.
  storeText(place, countOf(unsent) === 0 ? null : writeUnsent(unsent));
}
