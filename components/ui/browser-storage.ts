/**
 * What the browser keeps beyond the page. Its storage may be absent, forbidden or full: then nothing is found, and
 * whoever keeps something is told that it is not kept.
 */

/** The text under a key; `null` where there is none. */
export function storedText(key: string): string | null {
  return guarded(() => localStorage.getItem(key), null);
}

/** Keeps a text under a key, or forgets it (`null`); tells whether that was done. */
export function storeText(key: string, text: string | null): boolean {
  return guarded(() => {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  }, false);
}

/** The keys that begin with one of these. */
export function storedKeys(beginnings: readonly string[]): string[] {
  return guarded(
    () => Object.keys(localStorage).filter((key) => beginnings.some((beginning) => key.startsWith(beginning))),
    [],
  );
}

function guarded<T>(access: () => T, otherwise: T): T {
  try {
    return access();
  } catch {
    return otherwise;
  }
}
