import { Feed } from "feed";
import { EXPLAINED_AT } from "./answers";
import type { FeedFormat } from "./feed";
import { styledFeed } from "./feed-style";
import { LICENCE } from "./published-data";

/** The name of the feed of heads, beside those of units. */
export const PROOF = "proof";

/** The page that explains how to check. */
export const PROOF_AT = "/proof";

/** Where the signed log stood at the end of a day. */
export interface DayHead {
  entry: number;
  hash: string;
  madeAt: string;
  key: string;
}

/**
 * Heads of the signed log, one for each day, as an Atom or JSON feed: whoever keeps them can tell later that nothing
 * before was changed or cut off. An entry is known by its hash.
 */
export function writeProofFeed(
  format: FeedFormat,
  { name, heads, addressOf }: { name: string; heads: readonly DayHead[]; addressOf: (path: string) => string },
): string {
  const feed = new Feed({
    id: addressOf(`/feeds/${PROOF}.atom`),
    title: `${name}：清单日志的链头`,
    description: `${name}每天公开的清单日志的最后一条，最近的在前。留存链头，可以发现此前的内容被改动或删去。`,
    link: addressOf(PROOF_AT),
    language: "zh-CN",
    copyright: `${LICENCE}（${addressOf(EXPLAINED_AT)}）`,
    generator: false,
    updated: new Date(heads[0]?.madeAt ?? 0),
    feedLinks: { atom: addressOf(`/feeds/${PROOF}.atom`), json: addressOf(`/feeds/${PROOF}.json`) },
  });
  for (const { entry, hash, madeAt, key } of heads) {
    const date = new Date(madeAt);
    const told = `清单日志到第 ${entry} 条，SHA-256 为 ${hash}，由密钥 ${key} 签名。`;
    feed.addItem({
      id: `urn:sha256:${hash}`,
      title: `第 ${entry} 条：${hash}`,
      link: addressOf(`/api/v1/proof/entries?after=${entry - 1}&pageSize=1`),
      date,
      published: date,
      description: told,
      content: told,
      author: [{ name }],
    });
  }
  return format === "atom" ? styledFeed(feed.atom1()) : feed.json1();
}
