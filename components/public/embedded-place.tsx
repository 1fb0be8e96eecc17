import { documentName } from "@/lib/domain/document/document-name";
import { placeName, placeText } from "@/lib/domain/document/places";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import type { CitedPlace } from "@/lib/features/public-reports/loaders";
import { placeAddress } from "./cited-place";
import { PlaceQuote } from "./place-quote";

/** One place of a report inside somebody else's page: it says whose it is, of which version, and what has become of it. */
export function EmbeddedPlace({ cited: { report, place, newest } }: { cited: CitedPlace }) {
  const { snapshot, number, publishedAt } = report;
  if (!place) return null;
  const isChanged = newest && (!newest.place || placeText(newest.place) !== placeText(place));
  return (
    <>
      <h1 className="sr-only">{`${documentName(snapshot)}：${placeName(place)}`}</h1>
      <PlaceQuote place={place} />
      {isChanged && (
        <p className="mt-2 text-sm font-semibold">
          已更正：第 {newest.number} 版{newest.place ? `为 ${placeText(newest.place)}` : "没有这个位置"}。
        </p>
      )}
      <p className="mt-3 border-t border-line pt-2 text-sm">
        来源：<a href={placeAddress(report, place)}>{documentName(snapshot)}</a>，第 {number} 版，
        {dayText(chinaDay(publishedAt))}公开。
      </p>
    </>
  );
}
