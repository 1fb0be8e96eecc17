import { ASKED_EACH_TIME } from "./asked-each-time";
import { createHash } from "node:crypto";
import { API_VERSION, LICENCE } from "./published-data";

/** The page that explains the interface, and where on it the licence stands. */
export const EXPLAINED_AT = "/data";
export const LICENCE_AT = `${EXPLAINED_AT}#licence`;

const shared = {
  // Anybody may read from anywhere.
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "accept-ranges, content-disposition, content-length, content-range, etag, link, location, repr-digest",
  "cache-control": ASKED_EACH_TIME,
  "x-content-type-options": "nosniff",
  link: `<${LICENCE_AT}>; rel="license", </api/v1/openapi.json>; rel="service-desc", <${EXPLAINED_AT}>; rel="service-doc"`,
};

/** A body with an ETag; 304 when the reader has it already, a part of it when the reader asks for one (RFC 9110 §14). */
export function cachedAnswer(
  request: Request,
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  headers: Record<string, string> = {},
): Response {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
  const always = { ...shared, etag, "accept-ranges": "bytes", ...headers };
  const known = request.headers
    .get("if-none-match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(etag) || known?.includes("*")) return new Response(null, { status: 304, headers: always });
  const condition = request.headers.get("if-range");
  const range = condition === null || condition === etag ? rangeOf(request.headers.get("range"), bytes.length) : null;
  if (range === "beyond")
    return new Response(null, { status: 416, headers: { ...always, "content-range": `bytes */${bytes.length}` } });
  const full = { ...always, "content-type": contentType };
  if (range === null) return new Response(bytes, { headers: { ...full, "content-length": String(bytes.length) } });
  const part = bytes.subarray(range.from, range.to + 1);
  return new Response(part, {
    status: 206,
    headers: {
      ...full,
      "content-length": String(part.length),
      "content-range": `bytes ${range.from}-${range.to}/${bytes.length}`,
    },
  });
}

/** One range of bytes, both ends in it; `null` for none, for several and for what is no range: then the whole is sent. */
function rangeOf(header: string | null, length: number): { from: number; to: number } | "beyond" | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  if (first === "")
    return Number(last) === 0 || length === 0 ? "beyond" : { from: Math.max(0, length - Number(last)), to: length - 1 };
  const to = last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (Number(first) >= length) return "beyond";
  return to < Number(first) ? null : { from: Number(first), to };
}

/** A JSON answer with the interface's version and the licence, in words and by address. */
export function jsonAnswer(request: Request, data: Record<string, unknown>): Response {
  return cachedAnswer(
    request,
    JSON.stringify({ apiVersion: API_VERSION, licence: LICENCE, licenceUrl: LICENCE_AT, ...data }),
    "application/json; charset=utf-8",
  );
}

/** An error as application/problem+json (RFC 9457), its text in Chinese; `more` are members of its own. */
export function problemAnswer(
  status: 400 | 404 | 405 | 500 | 503,
  title: string,
  detail: string,
  more: Record<string, unknown> = {},
): Response {
  return new Response(JSON.stringify({ type: "about:blank", title, status, detail, ...more }), {
    status,
    headers: { ...shared, "cache-control": "no-store", "content-type": "application/problem+json; charset=utf-8" },
  });
}

/** What stands at another address for good. */
export function movedAnswer(location: string): Response {
  return new Response(null, { status: 308, headers: { ...shared, location } });
}

/** The answer to a browser that asks whether another site's page may send its headers. */
export function preflightAnswer(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...shared,
      "access-control-allow-methods": "GET, HEAD, OPTIONS",
      "access-control-allow-headers": "if-none-match, if-range, range",
      "access-control-max-age": "86400",
    },
  });
}
