import { placeName, type Place } from "@/lib/domain/document/places";

/** What stands at a place of a report, by itself: a figure with its names, a row, a sentence. */
export function PlaceQuote({ place }: { place: Place }) {
  const name = <p className="mt-1 text-sm text-muted">{placeName(place)}</p>;
  switch (place.kind) {
    case "cell":
      return (
        <>
          <p className="font-serif text-3xl font-bold tabular-nums">
            {place.text === "" ? "这一格没有数" : place.text} {place.text !== "" && <small>{place.unit}</small>}
          </p>
          {name}
        </>
      );
    case "row":
      return (
        <>
          {name}
          <dl className="mt-2 grid max-w-md grid-cols-[1fr_auto] gap-x-6">
            {place.figures.map(({ head, text }) => (
              <div key={head} className="contents">
                <dt className="border-t border-line py-1">{head}</dt>
                <dd className="figures border-t border-line py-1">{text}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-1 text-sm text-muted">单位：{place.unit}</p>
        </>
      );
    case "sentence":
      return (
        <>
          <blockquote className="max-w-prose border-l-4 border-rule pl-4 font-serif text-lg">{place.text}</blockquote>
          {name}
        </>
      );
  }
}
