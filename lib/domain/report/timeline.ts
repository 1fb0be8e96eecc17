/**
 * 办理过程: everything that happened to a report, from several sources, by version and round. A further source (letters)
 * is one more list of events.
 */

export interface TimelineEvent {
  at: Date;
  /** The version and round that it belongs to; `null`: it belongs to none by itself and stands where its time puts it. */
  place: { version: number; round: number } | null;
  label: string;
  /** Who did it; `null` where nobody in particular did. */
  by: string | null;
  /** The remark that went with it. */
  reason: string | null;
  details: readonly string[];
  /** What is the bureau's own matter: left out of what the unit reads. */
  bureauDetails?: readonly string[];
}

export interface TimelineEntry {
  at: Date;
  label: string;
  by: string | null;
  reason: string | null;
  details: readonly string[];
}

export interface TimelineRound {
  version: number;
  /** 0: before the first 上报. */
  round: number;
  entries: TimelineEntry[];
}

export type TimelineReader = "bureau" | "unit";

/** The events of all sources as their reader sees them: rounds in the order of time, and in each its events. */
export function timelineOf(sources: readonly (readonly TimelineEvent[])[], reader: TimelineReader): TimelineRound[] {
  const events = sources.flat().toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const first = events.find(({ place }) => place !== null)?.place ?? { version: 1, round: 0 };
  const rounds = new Map<string, TimelineRound>();
  let last = first;
  for (const { place, bureauDetails = [], details, ...event } of events) {
    // A file that is made late belongs to its version, and does not take what follows along.
    const { version, round } = place ?? last;
    if (place !== null && isAfter(place, last)) last = place;
    const key = `${version} ${round}`;
    const entries = rounds.get(key)?.entries ?? [];
    const entry = { ...event, details: reader === "bureau" ? [...details, ...bureauDetails] : [...details] };
    rounds.set(key, { version, round, entries: [...entries, entry] });
  }
  return [...rounds.values()].toSorted((one, other) => one.version - other.version || one.round - other.round);
}

function isAfter(one: { version: number; round: number }, other: { version: number; round: number }): boolean {
  return one.version > other.version || (one.version === other.version && one.round > other.round);
}

/** What a round is called: 第1版 填报, 第1版 第2轮. */
export function roundLabel({ version, round }: Pick<TimelineRound, "version" | "round">): string {
  return `第${version}版 ${round === 0 ? "填报" : `第${round}轮`}`;
}
