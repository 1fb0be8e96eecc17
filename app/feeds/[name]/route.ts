import { cachedAnswer, movedAnswer, preflightAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { ALL, feedFormats, readFeedName, writeFeed } from "@/lib/documents/open-data/feed";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { readFeed } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { addressing } from "@/lib/platform/site-address";

/** Publications and corrections as Atom and JSON Feed: `all.atom`, `101001.json`. Former codes lead on. */
export async function GET(request: Request, { params }: RouteContext<"/feeds/[name]">): Promise<Response> {
  const read = readFeedName((await params).name);
  const district = read && (await publicDistrict());
  const feed = district && (await readFeed(district.id, read.of === ALL ? null : read.of));
  if (!read || !district || !feed)
    return problemAnswer(
      404,
      "没有这个订阅",
      "订阅的地址为 /feeds/all.atom、/feeds/all.json，或以已公开单位的代码代替 all。",
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
  return cachedAnswer(request, text, feedFormats[read.format], headers);
}

export { preflightAnswer as OPTIONS };
