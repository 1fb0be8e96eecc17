import { env } from "@/lib/platform/env";

/** A path as the address that people type; `undefined` where the installation has not been told its own (NEXTAUTH_URL). */
export function publicAddress(path: string): string | undefined {
  const { NEXTAUTH_URL: base } = env();
  return base === undefined ? undefined : new URL(path, base).href;
}

/**
 * The same in an answer to one request, which is kept for nobody else: where the installation has not been told, by what
 * the site was called. Whoever asks says that, so it must not reach others through a cache.
 *
 * @param given headers of the request
 */
export function addressFor(given: Pick<Headers, "get">, path: string): string {
  // Only what a trusted proxy of ours said has come through the door (scripts/door.mjs); Next fills in the rest.
  const host = given.get("x-forwarded-host") ?? given.get("host") ?? "localhost";
  return publicAddress(path) ?? new URL(path, `${given.get("x-forwarded-proto") ?? "http"}://${host}`).href;
}

/** Path and query of the page that was asked for: proxy.ts puts them there, whoever asks cannot. `null` where it did not. */
export function askedPath(given: Pick<Headers, "get">): string | null {
  return given.get("x-mingzhang-path");
}

/** Whole addresses in an answer that caches may keep, and the headers that it then has: kept by none but of a known site. */
export function addressing({ headers }: Request): {
  addressOf: (path: string) => string;
  headers: Record<string, string>;
} {
  const isKnown = publicAddress("/") !== undefined;
  return {
    addressOf: (path) => addressFor(headers, path),
    headers: isKnown ? {} : { "cache-control": "private, no-store" },
  };
}
