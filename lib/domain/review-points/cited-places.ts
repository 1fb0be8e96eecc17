/**
 * What the places say that decide a point: kept with its answer, which lapses when one of them says something else,
 * whatever moved it.
 */
import { saidPlaces } from "../differences/comment-places";
import type { ReportState } from "../differences/report-state";
import { seenParts } from "../differences/seen-parts";

/** What places say, by their address; of whole parts and of the question the words or their hash. */
export type CitedPlaces = Readonly<Record<string, string>>;

/** Address of the point's own question among what it cites. */
export const questionAddress = "question";

/** Everything of a report that a point can cite. @param hashOf of a part's content, which is too long to keep. */
export function citablePlaces(state: ReportState, hashOf: (content: unknown) => string): ReadonlyMap<string, string> {
  const places = new Map(saidPlaces(state));
  for (const { id, content } of seenParts(state)) places.set(`part:${id}`, hashOf(content));
  return places;
}

const patterns = new Map<string, RegExp>();

function patternOf(cite: string): RegExp {
  const known = patterns.get(cite);
  if (known) return known;
  const escaped = cite.split("*").map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${escaped.join(".*")}$`);
  patterns.set(cite, pattern);
  return pattern;
}

/** The places that a point cites, in the order of the report. */
export function citedAddresses(places: ReadonlyMap<string, string>, cites: readonly string[]): string[] {
  const exact = cites.filter((cite) => !cite.includes("*"));
  const open = cites.filter((cite) => cite.includes("*")).map(patternOf);
  return [...places.keys()].filter(
    (address) => exact.includes(address) || open.some((pattern) => pattern.test(address)),
  );
}

/** What an answer to a point is given on: the question, and every place that it cites as it is now. */
export function citedBy(
  places: ReadonlyMap<string, string>,
  { question, cites }: { question: string; cites: readonly string[] },
): CitedPlaces {
  return Object.fromEntries([
    [questionAddress, question],
    ...citedAddresses(places, cites).map((address) => [address, places.get(address)!]),
  ]);
}

/** A place that says something else than when the answer was given; `null`: it was not there, or is not any more. */
export interface ChangedPlace {
  address: string;
  was: string | null;
  now: string | null;
}

/** What an answer was given on and is otherwise now; empty while the answer stands. */
export function changedPlaces(before: CitedPlaces, now: CitedPlaces): ChangedPlace[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .map((address) => ({ address, was: before[address] ?? null, now: now[address] ?? null }))
    .filter((place) => place.was !== place.now);
}
