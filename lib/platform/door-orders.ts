import { randomBytes } from "node:crypto";
import { z } from "zod";
import { sentenceOf } from "@/lib/platform/errors";
import { MAX_BODY_BYTES } from "@/lib/platform/request-limits";

const trustedProxiesSchema = z.coerce.number().int().min(0).max(5);

/**
 * What scripts/door.mjs is told when a web server starts, as variables of its environment.
 *
 * @param trustedProxies how many proxies of one's own a request passes on its way here (`TRUSTED_PROXIES`); without
 * one,
 *   nothing that a client says about its address, its host or its protocol is believed.
 * @param options.siteAddress the address that people type (`NEXTAUTH_URL`): with https in it, browsers are told to use
 *   nothing else.
 * @param options.word by which the processes behind one door know what has come through it; another one for each start.
 * @throws when it is not a number from 0 to 5: a mistake must not open the door.
 */
export function doorOrders(
  trustedProxies: string | undefined,
  { siteAddress, word = newWord() }: { siteAddress?: string | undefined; word?: string } = {},
): { MINGZHANG_DOOR: string } {
  const parsed = trustedProxiesSchema.safeParse(trustedProxies || "0");
  if (!parsed.success) throw new Error(`TRUSTED_PROXIES is not a number from 0 to 5: ${trustedProxies}`);
  const answers = {
    tooLarge: { code: "payloadTooLarge", title: sentenceOf("payloadTooLarge") },
    addressTooLong: { code: "addressTooLong", title: sentenceOf("addressTooLong") },
    invalidAddress: { code: "invalidAddress", title: sentenceOf("invalidAddress") },
  };
  return {
    MINGZHANG_DOOR: JSON.stringify({
      trustedProxies: parsed.data,
      isHttpsSite: siteAddress?.startsWith("https://") ?? false,
      maxBodyBytes: MAX_BODY_BYTES,
      answers,
      word,
    }),
  };
}

/** A word by which processes of one start know each other. */
export function newWord(): string {
  return randomBytes(16).toString("hex");
}
