import { ASKED_EACH_TIME } from "@/lib/documents/open-data/asked-each-time";

/**
 * Nothing inline, no style of an element's own, no other site: a page that is a file has its sheet and its script, and
 * what the script asks of this site.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

/** Of every answer with a page. */
export const pageHeaders = {
  ...common,
  "content-type": "text/html; charset=utf-8",
  "cache-control": ASKED_EACH_TIME,
  vary: "accept-encoding",
  "content-security-policy": policy,
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Of a shared file: its name holds its hash, so it never changes. */
export const assetHeaders = {
  ...common,
  "cache-control": "public, max-age=31536000, immutable",
  vary: "accept-encoding",
  "cross-origin-resource-policy": "same-origin",
};
