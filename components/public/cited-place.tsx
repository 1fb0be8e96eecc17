import { versionOf } from "./version-of";
import { reportPath } from "@/lib/domain/words/report-path";
import { Callout } from "@/components/ui/callout";
import { citationOf } from "@/lib/domain/report/citation";
import { documentName } from "@/lib/domain/document/document-name";
import { placeName, placesOf, placeText, type Place } from "@/lib/domain/document/places";
import { dayText, type Day } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import type { CitedPlace as Cited } from "@/lib/features/public-reports/loaders";
import type { PublicReport } from "@/lib/features/public-reports/data";
import { CiteBox } from "./cite-box";
import { PlaceQuote } from "./place-quote";

/** The lasting address of a version, and of one of its places. */
export function placeAddress(report: PublicReport, place: Place | null): string {
  return reportPath(versionOf(report), place?.id);
}

/** Height of what stands inside another page; CSS pixels. */
const HEIGHT = 260;

/** One place of a published version, or the whole of it: what stands there, how it is cited and put into another page. */
export function CitedPlace({
  cited: { report, place, newest },
  today,
  wholeAddress,
}: {
  cited: Cited;
  today: Day;
  wholeAddress: (path: string) => string;
}) {
  const { snapshot, number, unitCode, publishedAt } = report;
  const { unit, year } = snapshot;
  const version = placeAddress(report, null);
  const title = documentName(snapshot).slice(unit.name.length);
  const citation = citationOf({
    author: unit.name,
    title: place ? `${title}·${placeName(place)}` : title,
    edition: `第${number}版`,
    medium: "EB/OL",
    issued: chinaDay(publishedAt),
    issuedWord: "公开于",
    accessed: today,
    address: wholeAddress(placeAddress(report, place)),
    key: `mingzhang-${unitCode}-${year}-v${number}`,
  });
  return (
    <article className="max-w-4xl">
      <h1 className="font-serif text-3xl font-bold leading-snug">引用：{documentName(snapshot)}</h1>
      <p className="mt-2 text-sm text-muted">
        第 {number} 版，{dayText(chinaDay(publishedAt))}公开
      </p>
      {newest && <NewestVersion report={report} place={place} newest={newest} />}
      {place && (
        <div className="mt-6">
          <PlaceQuote place={place} />
        </div>
      )}
      <p className="mt-4 text-sm">
        <a href={placeAddress(report, place)}>{place ? "在报告中查看" : "打开报告"}</a>
      </p>
      <CiteBox
        citation={citation}
        embed={
          place && {
            source: wholeAddress(`/embed${version}/${place.id}`),
            title: `${documentName(snapshot)} ${placeName(place).replaceAll('"', "”")}`,
            height: HEIGHT,
          }
        }
      />
      {!place && <PlaceIndex report={report} />}
    </article>
  );
}

/** That a correction stands above the version that is cited, and whether it changes what is. */
function NewestVersion({
  report,
  place,
  newest,
}: {
  report: PublicReport;
  place: Place | null;
  newest: NonNullable<Cited["newest"]>;
}) {
  const address = `${placeAddress({ ...report, number: newest.number }, null)}/cite`;
  const there = newest.place;
  return (
    <div className="mt-4">
      <Callout tone="warn" title={`已有更正后的第 ${newest.number} 版`}>
        {place && !there && <p>第 {newest.number} 版没有这个位置。</p>}
        {place && there && (
          <p>
            {placeText(there) === placeText(place)
              ? "这个位置在新版中没有改动。"
              : `这个位置在新版中为：${placeText(there)}`}
          </p>
        )}
        <a href={place && there ? `${address}/${there.id}` : address}>引用第 {newest.number} 版</a>
      </Callout>
    </div>
  );
}

/** Every place that can be cited, table by table and heading by heading. */
function PlaceIndex({ report }: { report: PublicReport }) {
  const version = placeAddress(report, null);
  const groups = new Map<string, Place[]>();
  for (const place of placesOf(report.snapshot))
    if (place.kind !== "cell" || place.text !== "")
      groups.set(place.within, [...(groups.get(place.within) ?? []), place]);
  return (
    <section aria-labelledby="places" className="mt-8 text-sm">
      <h2 id="places" className="mb-1 font-serif text-2xl">
        每一格、每一行、每一句都有地址
      </h2>
      <p className="max-w-prose text-muted">
        在报告网址后加“#”和位置名，就直达该处。选一处，查看它的网址、引用格式和嵌入代码。
      </p>
      {[...groups].map(([within, places]) => (
        <details key={within} className="mt-2 border-t border-line pt-1">
          <summary className="cursor-pointer">
            {within}（{places.length} 处）
          </summary>
          <ul className="mt-1 pl-4">
            {places.map((place) => (
              <li key={place.id} className="py-0.5">
                <a href={`${version}/cite/${place.id}`} className="line-clamp-2 wrap-anywhere">
                  {place.kind === "sentence" ? place.text : `${place.label} ${placeText(place)}`}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
