const base = "https://own.invalid";

/**
 * The path that an address from a request leads to on our own site, as a browser would read it (tabs and newlines left
 * out, backslashes as slashes); `null` for everything that could lead elsewhere.
 */
export function ownPath(address: unknown): string | null {
  if (typeof address !== "string" || !address.startsWith("/") || address.length > 2_000) return null;
  const path = pathOf(address);
  // "/.//elsewhere" is a path of ours that reads "//elsewhere" once its dots are gone: it has to stay the same when
  // read again.
  return path !== null && pathOf(path) === path ? path : null;
}

function pathOf(address: string): string | null {
  if (!URL.canParse(address, base)) return null;
  const { origin, pathname, search, hash } = new URL(address, base);
  return origin === base ? `${pathname}${search}${hash}` : null;
}
