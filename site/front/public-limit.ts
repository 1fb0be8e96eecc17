import { isOfThisMachine, placeInNetwork } from "@/lib/platform/place-in-network";
import { routeClassOf, type RouteClass } from "@/lib/platform/route-classes";

/** What the application does for whoever asks, without knowing them; everything else has limits by person. */
const counted: ReadonlySet<RouteClass> = new Set<RouteClass>([
  "home",
  "report",
  "answer",
  "search",
  "publicPage",
  "openData",
  "feed",
  "signIn",
  "other",
]);

/** A place that asked for nothing in this time has all of its limit again; milliseconds. */
const MINUTE = 60_000;

/** Of so many places in a minute the first are forgotten. */
const MOST_PLACES = 50_000;

/** What is left of a place's limit, and when that was said; milliseconds. */
interface Account {
  left: number;
  at: number;
}

/**
 * How much of the application one place in the network may have: so many requests a minute that it has to answer, all at
 * once or one by one. Pages that are made already cost it nothing and are not counted; nor is this machine.
 */
export class PublicLimit {
  /** Of this minute and of the one before it. */
  private accounts = new Map<string, Account>();
  private before = new Map<string, Account>();
  private begunAt = 0;

  /** @param clock milliseconds, only going forward. */
  constructor(
    private readonly perMinute: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Counts a request that the application would have to answer.
   *
   * @param address as the door has settled it.
   * @returns seconds after which the place may ask again; `null` where it may now.
   */
  count(url: string, address: string): number | null {
    if (!counted.has(routeClassOf(url, false)) || isOfThisMachine(address)) return null;
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
