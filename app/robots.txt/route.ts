import { addressing } from "@/lib/platform/site-address";

/** Areas of signed-in people, and what there is no end of: searches, and how each of a thousand places is cited. */
const closed = ["/account", "/admin", "/desk", "/embed/r/", "/r/*/cite", "/review", "/search", "/sign-in"];

/** What search engines may read: everything published. */
export function GET(request: Request): Response {
  const { addressOf, headers } = addressing(request);
  const lines = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${addressOf("/sitemap.xml")}`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600", ...headers },
  });
}
