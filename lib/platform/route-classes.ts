/** Kinds of addresses, as measurements tell them apart: none of them says which report, unit or person. */
const classes = [
  ["home", /^\/$/],
  ["report", /^\/r\//],
  ["answer", /^\/(?:d|embed)(?:\/|$)/],
  ["search", /^\/search$/],
  ["publicPage", /^\/(?:data|proof|rules)(?:\/|$)/],
  ["openData", /^\/api\/(?:v1|views)(?:\/|$)/],
  ["file", /^\/(?:files|lists)\//],
  ["feed", /^\/(?:feeds\/|sitemaps\/|share\/|sitemap\.xml$|robots\.txt$)/],
  ["asset", /^\/(?:_next|site)\/|^\/(?:favicon\.ico|icon\.svg)$/],
  ["signIn", /^\/(?:sign-in|api\/auth)(?:\/|$)/],
  ["desk", /^\/desk(?:\/|$)/],
  ["review", /^\/review(?:\/|$)/],
  ["admin", /^\/admin(?:\/|$)/],
  ["account", /^\/account(?:\/|$)/],
  ["operation", /^\/(?:api\/health|metrics)(?:\/|$)/],
] as const;

export type RouteClass = (typeof classes)[number][0] | "action" | "other";

/**
 * The kind of what a request asks for. An action is one wherever it is posted to.
 *
 * @param url path and query, as the request line has it.
 */
export function routeClassOf(url: string, isAction: boolean): RouteClass {
  if (isAction) return "action";
  const path = url.split("?", 1)[0]!;
  return classes.find(([, pattern]) => pattern.test(path))?.[0] ?? "other";
}
