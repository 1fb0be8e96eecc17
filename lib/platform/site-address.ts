import { env } from "@/lib/platform/env";

/** A path as the address that people type; `undefined` where the installation has not been told its own (NEXTAUTH_URL). */
export function publicAddress(path: string): string | undefined {
  const { NEXTAUTH_URL: base } = env();
  return base === undefined ? undefined : new URL(path, base).href;
}

/** The same in the answer to a request, which says what the site was called by. */
export function addressOf(request: Request, path: string): string {
  const given = request.headers;
  // Only what a trusted proxy of ours said has come through the door (scripts/door.mjs).
  const host = given.get("x-forwarded-host") ?? given.get("host") ?? new URL(request.url).host;
  const protocol = given.get("x-forwarded-proto") ?? new URL(request.url).protocol.slice(0, -1);
  return publicAddress(path) ?? new URL(path, `${protocol}://${host}`).href;
}
