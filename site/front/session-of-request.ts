import { isHttps, readSessionToken } from "@/lib/platform/session-cookie";
import type { IsOfSession } from "./public-limit";

/** Opens the cookie of a request, as the application does; whether its session goes on, the application asks. */
export const isOfSession: IsOfSession = async ({ headers }) => {
  const cookies = new Map(
    (headers.cookie ?? "")
      .split("; ")
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const isSecure = isHttps((name) => headers[name]?.toString() ?? null);
  return (await readSessionToken((name) => cookies.get(name), isSecure)) !== null;
};
