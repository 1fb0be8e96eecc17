import { readStates, type Queryable, type ReportKey } from "../store";

/** After an answer of the database did not come it is left alone for so long; milliseconds. */
const LEFT_ALONE = 5_000;

/** So many reports are asked about at once. */
const MOST_AT_ONCE = 500;

/** What pages are made of now; `null`: nothing is published there; `undefined`: the database does not say. */
export type ConfirmedState = string | null | undefined;

interface Asked {
  key: ReportKey;
  answer: Promise<ConfirmedState>;
  settle: (state: ConfirmedState) => void;
}

/**
 * Asks the database what the pages of reports are made of, for every request and never before it came, so that a
 * correction is seen by the next one on every server. All that come while a question is on its way share the next.
 */
export class Confirmer {
  private waiting = new Map<string, Asked>();
  private isAsking = false;
  private leftAloneUntil = 0;

  constructor(private readonly database: Queryable) {}

  confirm(key: ReportKey): Promise<ConfirmedState> {
    const name = `${key.unitCode} ${key.year}`;
    const known = this.waiting.get(name);
    if (known) return known.answer;
    let settle: Asked["settle"] = () => undefined;
    const answer = new Promise<ConfirmedState>((resolve) => (settle = resolve));
    this.waiting.set(name, { key, answer, settle });
    if (!this.isAsking) {
      this.isAsking = true;
      // Requests that have come together are asked about together.
      setImmediate(() => void this.ask());
    }
    return answer;
  }

  private async ask(): Promise<void> {
    while (this.waiting.size > 0) {
      const asked = [...this.waiting].slice(0, MOST_AT_ONCE);
      for (const [name] of asked) this.waiting.delete(name);
      const states = await this.statesOf(asked.map(([, { key }]) => key));
      asked.forEach(([, { settle }], at) => settle(states?.[at]));
    }
    this.isAsking = false;
  }

  private async statesOf(keys: readonly ReportKey[]): Promise<(string | null)[] | undefined> {
    if (performance.now() < this.leftAloneUntil) return undefined;
    try {
      return await readStates(this.database, keys);
    } catch {
      this.leftAloneUntil = performance.now() + LEFT_ALONE;
      return undefined;
    }
  }
}
