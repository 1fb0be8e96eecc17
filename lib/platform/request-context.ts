import { cookies, headers } from "next/headers";
import { isHttps, readSessionToken } from "@/lib/platform/session-cookie";

/** Of which request a line of the log speaks. */
export interface RequestContext {
  /** Given by scripts/door.mjs; also in the answer's header, and in the sentence that the person reads. */
  requestId: string | null;
  personId: string | null;
}

type Read = (name: string) => string | undefined | null;

/** The request that is being answered; empty outside of one (command line, tests). */
export async function requestContext(): Promise<RequestContext> {
  try {
    const [given, jar] = await Promise.all([headers(), cookies()]);
    return await requestContextOf(
      (name) => given.get(name),
      (name) => jar.get(name)?.value,
    );
  } catch {
    return { requestId: null, personId: null };
  }
}

/** Reads a header of the request that is being answered. */
export async function requestHeader(): Promise<(name: string) => string | null> {
  const all = await headers();
  return (name) => all.get(name);
}

/** The number of the request that is being answered; `null` outside of one. */
export async function requestId(): Promise<string | null> {
  try {
    return (await headers()).get("x-request-id");
  } catch {
    return null;
  }
}

/**
 * The same as `requestContext` from headers and cookies at hand. The person is the one that the cookie names, still
 * signed in or not.
 */
export async function requestContextOf(header: Read, cookie: Read): Promise<RequestContext> {
  const token = await readSessionToken(
    (name) => cookie(name) ?? undefined,
    isHttps((name) => header(name) ?? null),
  );
  return { requestId: header("x-request-id") ?? null, personId: token?.userId ?? null };
}

/** A sentence about an unforeseen error, with the number to quote: what the log has under the same one. */
export function withNumber(sentence: string, { requestId }: RequestContext): string {
  return requestId === null ? sentence : `${sentence}（编号：${requestId}）`;
}
