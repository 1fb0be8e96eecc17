/** How an answer is sent. */
export type Coding = "br" | "gzip" | "identity";

/**
 * The smallest coding that a client takes, by its `Accept-Encoding` (RFC 9110 §12.5.3). Without the header everything may
 * be sent; what is sent then is plain, which every client reads. A client that refuses all three is sent plain, too.
 */
export function codingFor(header: string | undefined): Coding {
  if (!header) return "identity";
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith("q="))?.slice(2);
    weights.set(coding, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (coding: Coding) => weights.get(coding) ?? weights.get("*") ?? 0;
  if (weightOf("br") > 0 && weightOf("br") >= weightOf("gzip")) return "br";
  return weightOf("gzip") > 0 ? "gzip" : "identity";
}

/** The tag of a page in a coding: two codings of one page are two things to a cache. */
export function tagOf(sha256: string, coding: Coding): string {
  return `"${sha256.slice(0, 20)}${coding === "identity" ? "" : `-${coding}`}"`;
}

/**
 * Whether a client has the page already, by its `If-None-Match` (RFC 9110 §13.1.2). A proxy that unpacks or packs makes
 * a tag weak; the page is the same.
 */
export function hasPage(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((each) => {
    const given = each.trim().replace(/^W\//, "");
    return given === "*" || given === tag;
  });
}
