import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { sentenceOf, type ErrorCode } from "@/lib/platform/errors";
import { oldBrowserPage, tooOldForWork } from "@/lib/platform/old-browsers";

/** Areas of signed-in people, of which nobody keeps a copy. */
const signedInAreas = /^\/(?:desk|review|admin|account|sign-in)(?:\/|$)/;

/** A page that is saved and used without this site: its one script stands in it, and its answer allows no other. */
const verifier = "/proof/verifier.html";

/** Answers that other people's pages may show inside them: they read no session and hold no form. */
const embedded = /^\/embed\//;

const noFrames = "frame-ancestors 'none'";

const commonDirectives = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  noFrames,
];

/**
 * Two sheets of a line each that react-aria puts into pages (touch on buttons; scrolling behind dialogs), by what they say:
 * its own way, a nonce in a `meta` of every page, would leave no page that is the same for everybody.
 */
const librarySheets = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
];

/**
 * Headers of every answer, and the origin check of every mutating request (Next checks its server actions again).
 * Bodies are measured before, at the door (scripts/door.mjs). No page allows inline scripts but its own, by a
 * nonce that is new in every answer (docs/decisions, 0114).
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!isSafeMethod(request.method) && !isSameOrigin(request)) {
    return refusal(403, "badOrigin");
  }
  if (hasNul(pathname) || hasNul(search)) return refusal(400, "invalidAddress");
  // Brings the policy of its own answer.
  if (pathname === verifier) return withHeaders(NextResponse.next(), null);

  const oldBrowser = signedInAreas.test(pathname) && request.method === "GET" ? tooOldForWork(request) : null;
  if (oldBrowser !== null) return toOldBrowser(oldBrowser);

  const headers = new Headers(request.headers);
  headers.set("x-mingzhang-path", `${pathname}${search}`);
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  const policy = policyOf(nonce);
  // Next reads the nonce for its own scripts from the policy in the request.
  headers.set("content-security-policy", policy);
  const response = withHeaders(NextResponse.next({ request: { headers } }), policy);
  if (embedded.test(pathname)) return framed(response);
  if (signedInAreas.test(pathname)) response.headers.set("cache-control", "private, no-store");
  return response;
}

/** In the place of a page whose scripts it could not read. */
function toOldBrowser(name: string): NextResponse {
  const response = new NextResponse(oldBrowserPage(name), {
    status: 403,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "private, no-store" },
  });
  return withHeaders(response, `${commonDirectives.join("; ")}; script-src 'none'; style-src 'unsafe-inline'`);
}

/** May be shown inside any page. */
function framed(response: NextResponse): NextResponse {
  const { headers } = response;
  headers.set(
    "content-security-policy",
    headers.get("content-security-policy")!.replace(noFrames, "frame-ancestors *"),
  );
  headers.delete("x-frame-options");
  return response;
}

function policyOf(nonce: string): string {
  // Next's development server puts sheets into the page.
  const sheets = process.env.NODE_ENV === "development" ? ["'unsafe-inline'"] : librarySheets;
  return [
    ...commonDirectives,
    `script-src 'self' ${nonce} 'strict-dynamic'${development()}`,
    // Of browsers that do not tell sheets from style attributes.
    "style-src 'self' 'unsafe-inline'",
    `style-src-elem 'self' ${sheets.join(" ")}`,
    // Inline style attributes carry column widths and what components hide or place; there is no nonce for them.
    "style-src-attr 'unsafe-inline'",
  ].join("; ");
}

/** React's development build compiles code from strings. */
function development(): string {
  return process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
}

export const config = {
  // Files with a hash in their name need no policy; everything else passes here.
  matcher: ["/((?!_next/static/|_next/image|favicon.ico).*)"],
};

function refusal(status: 400 | 403, code: ErrorCode): NextResponse {
  const problem = JSON.stringify({ type: "about:blank", status, code, title: sentenceOf(code) });
  const response = new NextResponse(problem, {
    status,
    headers: { "content-type": "application/problem+json; charset=utf-8" },
  });
  return withHeaders(response, `${commonDirectives.join("; ")}; script-src 'self'`);
}

/** PostgreSQL stores no NUL character, and no address of ours has one: nothing behind this has to think of it. */
function hasNul(part: string): boolean {
  return part.includes("\0") || part.includes("%00");
}

function isSafeMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/**
 * Browsers send Origin with every mutating request, and a page cannot forge it. Without it (command line, old proxies)
 * only `Sec-Fetch-Site` or nothing at all can tell; a request without either does not come from a browser and carries
 * no cookie that a person did not put there.
 */
function isSameOrigin(request: NextRequest): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) {
    const site = request.headers.get("sec-fetch-site");
    return site === null || site === "same-origin" || site === "none";
  }
  // Only what a trusted proxy of ours said has come through the door (scripts/door.mjs).
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const configured = process.env.NEXTAUTH_URL;
  try {
    return (
      new URL(origin).host === host || (configured !== undefined && new URL(origin).host === new URL(configured).host)
    );
  } catch {
    return false;
  }
}

/** @param policy `null` where the answer brings its own. */
function withHeaders(response: NextResponse, policy: string | null): NextResponse {
  const { headers } = response;
  if (policy !== null) headers.set("content-security-policy", policy);
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  headers.set("referrer-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  headers.set("cross-origin-opener-policy", "same-origin");
  return response;
}
