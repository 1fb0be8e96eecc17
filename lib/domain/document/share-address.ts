/** Width and height in pixels: what the Open Graph protocol's readers show without cutting. */
export const SHARE_IMAGE = { width: 1200, height: 630, type: "image/png" } as const;

/** The picture of a page stands at the page's address behind `/share`, with `.png`; what narrows a question stays. */
export function shareImageOf(page: string): string {
  const [path = "", query] = page.split("?");
  return `/share${path}.png${query ? `?${query}` : ""}`;
}

/** Which page a picture is of: a version of a report, or a question by its path below `/d`. */
export type SharedPage =
  | { kind: "report"; unitCode: string; year: string; number: string }
  | { kind: "question"; path: string };

/** The page of an address behind `/share`; `null` for what is the picture of none. */
export function sharedPageOf(parts: readonly string[]): SharedPage | null {
  const path = parts.join("/");
  if (!path.endsWith(".png")) return null;
  const [area, ...rest] = path.slice(0, -".png".length).split("/");
  if (area === "d" && rest.length > 0) return { kind: "question", path: rest.join("/") };
  const [unitCode, year, v, number] = rest;
  // Only a version has a picture: it never changes.
  return area === "r" && rest.length === 4 && v === "v"
    ? { kind: "report", unitCode: unitCode!, year: year!, number: number! }
    : null;
}
