import type { IncomingMessage } from "node:http";
import { isOfThisMachine, placeInNetwork } from "@/lib/platform/place-in-network";

/** What costs nothing: files that Next hands out as they are, and what a monitoring asks. */
const free = /^\/(?:_next\/static\/|metrics(?:\/front)?$|api\/health$)/;

/** The name of a session's cookie, wherever it stands among others. */
const sessionCookieThere = /(?:^|; )(?:__Host-)?next-auth\.session-token=/;

/** A place that asked for nothing in this time has all of its limit again; milliseconds. */
const MINUTE = 60_000;

/** Of so many places in a minute the first are forgotten. */
const MOST_PLACES = 50_000;

/** What is left of a place's limit, and when that was said; milliseconds. */
interface Account {
  left: number;
  at: number;
}

/** Whether a request bears a session that this installation has sealed, ended or not. */
export type IsOfSession = (request: IncomingMessage) => Promise<boolean>;

/**
 * How much of the application one place in the network may have for whom nobody knows: so many requests a minute that it
 * has to answer, all at once or one by one, wherever they lead. Pages that are made already cost it nothing and are not
 * counted; nor is who has signed in, of whom whole offices stand behind one address, and this machine.
 */
export class PublicLimit {
  /** Of this minute and of the one before it. */
  private accounts = new Map<string, Account>();
  private before = new Map<string, Account>();
  private begunAt = 0;

  /** @param clock milliseconds, only going forward. */
  constructor(
    private readonly perMinute: number,
    private readonly isOfSession: IsOfSession,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Counts a request that the application would have to answer, at the address that the door has settled.
   *
   * @returns seconds after which the place may ask again; `null` where it may now. At once, unless there is a session to
   *   be looked at.
   */
  count(request: IncomingMessage): number | null | Promise<number | null> {
    const address = String(request.headers["x-forwarded-for"]);
    if (free.test(request.url!.split("?", 1)[0]!) || isOfThisMachine(address)) return null;
    if (!sessionCookieThere.test(request.headers.cookie ?? "")) return this.countOf(address);
    const isKnown = this.isOfSession(request).catch(() => false);
    return isKnown.then((is) => (is ? null : this.countOf(address)));
  }

  private countOf(address: string): number | null {
    const at = this.clock();
    const place = placeInNetwork(address);
    if (at - this.begunAt >= MINUTE || this.accounts.size >= MOST_PLACES) this.beginMinute(at);
    const left = this.leftOf(this.accounts.get(place) ?? this.before.get(place), at);
    this.accounts.set(place, { left: Math.max(0, left >= 1 ? left - 1 : left), at });
    return left >= 1 ? null : Math.ceil(((1 - left) * 60) / this.perMinute);
  }

  private leftOf(account: Account | undefined, at: number): number {
    if (!account) return this.perMinute;
    return Math.min(this.perMinute, account.left + ((at - account.at) * this.perMinute) / MINUTE);
  }

  private beginMinute(at: number): void {
    this.before = this.accounts;
    this.accounts = new Map();
    this.begunAt = at;
  }
}
