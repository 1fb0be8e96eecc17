/** What the browser keeps under a key beyond the page; empty where it keeps nothing. */
export function keptText(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text in the browser beyond the page; an empty one is forgotten. */
export function keepText(key: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Storage may be full or forbidden; the text stays as long as its form.
  }
}
