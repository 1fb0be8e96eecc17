import { setImmediate as afterReading, setTimeout as sleep } from "node:timers/promises";
import { readPublicRevision, readStatesAtRevision, type Queryable, type ReportKey } from "../store";

/** Two questions begin at least so far apart: what comes between shares the later one; milliseconds. */
const BETWEEN_QUESTIONS = 1;

/** After an answer of the database did not come it is left alone for so long; milliseconds. */
const LEFT_ALONE = 5_000;

/** So many reports are asked about at once. */
const MOST_AT_ONCE = 500;

/** So many states are remembered: more reports than a district has units in ten years. */
const MOST_REMEMBERED = 100_000;

/** A state is read anew after so long, whether or not anything was said to have changed; milliseconds. */
const REMEMBERED_FOR = 60_000;

/** What pages are made of now; `null`: nothing is published there; `undefined`: the database does not say. */
export type ConfirmedState = string | null | undefined;

interface Asked {
  key: ReportKey;
  answer: Promise<ConfirmedState>;
  settle: (state: ConfirmedState) => void;
}

/**
 * Asks the database what the pages of reports are made of, for every request and never before it came, so that a
 * correction is seen by the next one on every server. All that come while a question is on its way share the next. What
 * is asked is the number of changes (ADR 0116); the states themselves only where that has moved.
 */
export class Confirmer {
  private waiting = new Map<string, Asked>();
  private isAsking = false;
  private askedAt = -BETWEEN_QUESTIONS;
  private leftAloneUntil = 0;
  private readonly known = new Map<string, { state: string; until: number }>();
  private revision: string | undefined;

  constructor(
    private readonly database: Queryable,
    private readonly rememberedFor = REMEMBERED_FOR,
  ) {}

  confirm(key: ReportKey): Promise<ConfirmedState> {
    const name = `${key.unitCode} ${key.year}`;
    const known = this.waiting.get(name);
    if (known) return known.answer;
    let settle: Asked["settle"] = () => undefined;
    const answer = new Promise<ConfirmedState>((resolve) => (settle = resolve));
    this.waiting.set(name, { key, answer, settle });
    if (!this.isAsking) {
      this.isAsking = true;
      void this.ask();
    }
    return answer;
  }

  private async ask(): Promise<void> {
    while (this.waiting.size > 0) {
      // Requests that have come together, or meanwhile and are not read yet, are asked about together.
      await (performance.now() - this.askedAt < BETWEEN_QUESTIONS ? sleep(BETWEEN_QUESTIONS) : afterReading());
      this.askedAt = performance.now();
      const asked = [...this.waiting].slice(0, MOST_AT_ONCE);
      for (const [name] of asked) this.waiting.delete(name);
      const states = await this.statesOf(asked);
      asked.forEach(([, { settle }], at) => settle(states?.[at]));
    }
    this.isAsking = false;
  }

  private async statesOf(asked: readonly [string, Asked][]): Promise<ConfirmedState[] | undefined> {
    if (performance.now() < this.leftAloneUntil) return undefined;
    try {
      const remembered = asked.map(([name]) => this.remembered(name));
      if (remembered.every((state) => state !== undefined)) {
        if ((await readPublicRevision(this.database)) === this.revision) return remembered;
      }
      return await this.readStates(asked);
    } catch {
      this.leftAloneUntil = performance.now() + LEFT_ALONE;
      return undefined;
    }
  }

  /** A state that was read under the last revision, not long ago. */
  private remembered(name: string): string | undefined {
    const known = this.known.get(name);
    return known && performance.now() < known.until ? known.state : undefined;
  }

  private async readStates(asked: readonly [string, Asked][]): Promise<(string | null)[]> {
    const { revision, states } = await readStatesAtRevision(
      this.database,
      asked.map(([, { key }]) => key),
    );
    if (revision !== this.revision || this.known.size > MOST_REMEMBERED) this.known.clear();
    this.revision = revision;
    const until = performance.now() + this.rememberedFor;
    asked.forEach(([name], at) => {
      const state = states[at];
      // Where nothing is published, anybody may ask for anything.
      if (state) this.known.set(name, { state, until });
    });
    return states;
  }
}
