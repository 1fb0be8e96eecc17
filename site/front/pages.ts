import { pagePath, type PageAddress } from "../page-address";
import { readPage, readPageHash, type Queryable } from "../store";
import { Confirmer } from "./confirmer";
import { htmlOfWhole } from "../whole-page";
import type { KeptPage, PageFolder } from "./page-folder";

/** Bytes of pages in memory: some thirteen hundred of them. The others come from the folder, in a dozen milliseconds. */
const KEPT_BYTES = 96 * 1024 * 1024;

/** For so long a page in memory is answered without looking whether the database still has the same; milliseconds. */
const COMPARED_EVERY = 60_000;

/** A page in memory, and when it was last compared with the database (`performance.now`). */
interface PageInMemory extends KeptPage {
  comparedAt: number;
}

/** Pages of this release, wherever they are: in memory, in the folder, in the database. */
export class Pages {
  private readonly kept = new Map<string, PageInMemory>();
  private keptBytes = 0;
  private readonly confirmer: Confirmer;

  constructor(
    private readonly database: Queryable,
    private readonly site: string,
    private readonly folder: PageFolder,
    private readonly limits = { mostBytes: KEPT_BYTES, comparedEvery: COMPARED_EVERY },
  ) {
    this.confirmer = new Confirmer(database);
  }

  /**
   * The page as it has to be at this moment; `null` where it was not made yet, or nothing is published. While the
   * database is away: as it was last.
   */
  async find(address: PageAddress): Promise<KeptPage | null> {
    const state = await this.confirmer.confirm(address);
    if (state === null) return null;
    const path = pagePath(address);
    const known = this.kept.get(path);
    if (known && (state === undefined || (known.state === state && (await this.isStillStored(address, known))))) {
      this.kept.delete(path);
      this.kept.set(path, known);
      return known;
    }
    const page = await this.folder.read(address, state ?? null);
    if (page && (state === undefined || (await this.isStored(address, page)))) return this.keep(path, page);
    return state === undefined ? null : this.fetch(address, state);
  }

  /** What was forged in the database, and is what it was again, does not stay in memory. */
  private async isStillStored(address: PageAddress, known: PageInMemory): Promise<boolean> {
    const at = performance.now();
    if (at - known.comparedAt < this.limits.comparedEvery) return true;
    // Those who come meanwhile do not ask, too.
    known.comparedAt = at;
    return this.isStored(address, known);
  }

  /** Whether a copy in the folder is what the database has: somebody else may have put it there. */
  private async isStored(address: PageAddress, { state, sha256 }: KeptPage): Promise<boolean> {
    const stored = await readPageHash(this.database, { address, site: this.site, state }).catch(() => sha256);
    return stored === sha256;
  }

  private async fetch(address: PageAddress, state: string): Promise<KeptPage | null> {
    const stored = await readPage(this.database, { address, site: this.site, state }).catch(() => null);
    // A damaged one is made anew.
    if (!stored || !(await htmlOfWhole(stored))) return null;
    const page = this.keep(pagePath(address), { ...stored, state });
    // A full disk keeps the page from nobody.
    void this.folder.write(address, page).catch(() => undefined);
    return page;
  }

  private keep(path: string, page: KeptPage): KeptPage {
    this.drop(path);
    this.kept.set(path, { ...page, comparedAt: performance.now() });
    this.keptBytes += sizeOf(page);
    while (this.keptBytes > this.limits.mostBytes && this.kept.size > 1) this.drop(this.kept.keys().next().value!);
    return page;
  }

  private drop(path: string): void {
    const page = this.kept.get(path);
    if (!page) return;
    this.kept.delete(path);
    this.keptBytes -= sizeOf(page);
  }
}

const sizeOf = ({ brotli, gzip }: KeptPage) => brotli.length + gzip.length;
