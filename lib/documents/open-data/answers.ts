import { createHash } from "node:crypto";
import { API_VERSION, LICENCE } from "./published-data";

const shared = {
  // Anybody may read from anywhere; a proxy may keep it, and asks again with the ETag.
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=60, stale-while-revalidate=600",
  "x-content-type-options": "nosniff",
};

/** A body with an ETag; 304 when the reader has it already. */
export function cachedAnswer(
  request: Request,
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  headers: Record<string, string> = {},
): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const known = request.headers
    .get("if-none-match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(etag) || known?.includes("*"))
    return new Response(null, { status: 304, headers: { ...shared, etag } });
  return new Response(body, { headers: { ...shared, etag, "content-type": contentType, ...headers } });
}

/** A JSON answer with the interface's version and the licence. */
export function jsonAnswer(request: Request, data: Record<string, unknown>): Response {
  return cachedAnswer(
    request,
    JSON.stringify({ apiVersion: API_VERSION, licence: LICENCE, ...data }),
    "application/json; charset=utf-8",
  );
}

/** An error as application/problem+json (RFC 9457), its text in Chinese. */
export function problemAnswer(status: 400 | 404 | 503, title: string, detail: string): Response {
  return new Response(JSON.stringify({ type: "about:blank", title, status, detail }), {
    status,
    headers: { ...shared, "cache-control": "no-store", "content-type": "application/problem+json; charset=utf-8" },
  });
}
