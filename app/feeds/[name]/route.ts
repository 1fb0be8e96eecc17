import { cachedAnswer, movedAnswer, preflightAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { ALL, feedHeaders, readFeedName, writeFeed, type FeedFormat } from "@/lib/documents/open-data/feed";
import { FEED_STYLE, feedStyle } from "@/lib/documents/open-data/feed-style";
import { PROOF, writeProofFeed } from "@/lib/documents/open-data/proof-feed";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { readFeed } from "@/lib/features/open-data/data";
import { listHeadsOfDays } from "@/lib/features/proof/data";
import { publicDistrict, type PublicDistrict } from "@/lib/features/public-reports/data";
import { addressing } from "@/lib/platform/site-address";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** Days of which the feed of heads tells; the log itself tells of all. */
const DAYS_OF_THE_PROOF_FEED = 60;

/**
 * Publications and corrections as Atom and JSON Feed: `all.atom`, `101001.json`; former codes lead on. `proof.atom`: heads
 * of the signed log. `feed.css`: how they look in a browser.
 */
export const GET = readingPublicly(answer);

async function answer(request: Request, { params }: RouteContext<"/feeds/[name]">): Promise<Response> {
  const { name } = await params;
  if (name === FEED_STYLE) return cachedAnswer(request, feedStyle, "text/css; charset=utf-8");
  const read = readFeedName(name);
  const district = read && (await publicDistrict());
  if (district && read.of === PROOF) return proofFeed(request, district, read.format);
  const feed = district && (await readFeed(district.id, read.of === ALL ? null : read.of));
  if (!read || !district || !feed)
    return problemAnswer(
      404,
      "没有这个订阅",
      "订阅的地址为 /feeds/all.atom、/feeds/all.json，或以已公开单位的代码、proof（链头）代替 all。",
    );
  if (feed.of !== null && feed.of !== read.of) return movedAnswer(`/feeds/${feed.of}.${read.format}`);
  const { addressOf, headers } = addressing(request);
  const text = writeFeed(read.format, {
    name: feed.unitName ?? district.name,
    noun: nounOfRegion(district.regionCode),
    of: read.of,
    entries: feed.entries,
    addressOf,
  });
  return feedAnswer(request, read.format, text, headers);
}

/** Heads of the signed log, of the newest days. */
async function proofFeed(request: Request, { id, name }: PublicDistrict, format: FeedFormat): Promise<Response> {
  const { addressOf, headers } = addressing(request);
  const heads = await listHeadsOfDays(id, DAYS_OF_THE_PROOF_FEED);
  return feedAnswer(request, format, writeProofFeed(format, { name, heads, addressOf }), headers);
}

function feedAnswer(request: Request, format: FeedFormat, text: string, headers: Record<string, string>): Response {
  const sent = feedHeaders(format, request.headers.get("accept"));
  return cachedAnswer(request, text, sent.type, { ...headers, ...sent.headers });
}

export { preflightAnswer as OPTIONS };
