import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pagePath, type PageAddress } from "../page-address";
import type { StoredPage } from "../store";
import { htmlOfWhole } from "../whole-page";

/** A page and what it was made of. */
export interface KeptPage extends StoredPage {
  state: string;
}

/** Folders of other releases and databases that were not served for so long are taken away. */
const UNUSED_DAYS = 30;

/** What was begun so long ago will not be finished. */
const ABANDONED_MS = 60_000;

/**
 * Pages as files, for a server that starts again and for times when the database is away. One file a page, named by what
 * it was made of: `r/101001/2021/<state>.<sha256>.page`, written beside it and renamed, so that there is none by halves.
 */
export class PageFolder {
  /** @param folder of one release on one database. */
  constructor(private readonly folder: string) {}

  /** Makes the folder, and clears its neighbours of long ago. */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await utimes(this.folder, new Date(), new Date());
    const parent = join(this.folder, "..");
    for (const name of await readdir(parent)) {
      const path = join(parent, name);
      const age = Date.now() - (await stat(path)).mtimeMs;
      if (age > UNUSED_DAYS * 86_400_000) await rm(path, { recursive: true, force: true });
    }
  }

  /**
   * The page in a state, or, without one, as it was last; `null` where there is none that can be read whole: a power cut
   * may have left a name without its bytes.
   */
  async read(address: PageAddress, state: string | null): Promise<KeptPage | null> {
    const folder = this.folderOf(address);
    try {
      const names = (await readdir(folder)).filter((name) => name.endsWith(".page"));
      const name = state === null ? await newestOf(folder, names) : names.find((each) => each.startsWith(`${state}.`));
      if (name === undefined) return null;
      const [of = "", sha256 = ""] = name.split(".");
      const bytes = await readFile(join(folder, name));
      const length = bytes.readUInt32BE(0);
      const page = { state: of, sha256, brotli: bytes.subarray(4, 4 + length), gzip: bytes.subarray(4 + length) };
      return (await htmlOfWhole(page)) ? page : null;
    } catch {
      return null;
    }
  }

  /** Puts a page in the place of the one before it. */
  async write(address: PageAddress, { state, sha256, brotli, gzip }: KeptPage): Promise<void> {
    const folder = this.folderOf(address);
    const name = `${state}.${sha256}.page`;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(brotli.length);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `${name}.${randomUUID()}.new`);
    await writeFile(unfinished, Buffer.concat([length, brotli, gzip]));
    await rename(unfinished, join(folder, name));
    for (const entry of await readdir(folder, { withFileTypes: true }))
      if (entry.isFile() && entry.name !== name && (await isLeft(join(folder, entry.name))))
        await rm(join(folder, entry.name), { force: true });
  }

  /** The address holds letters, digits and dashes only: it leads nowhere else. */
  private folderOf(address: PageAddress): string {
    return join(this.folder, ...pagePath(address).split("/"));
  }
}

/** A page of before, or a draft that nobody is writing any more: those of others at work are theirs. */
async function isLeft(file: string): Promise<boolean> {
  if (file.endsWith(".page")) return true;
  const stats = await stat(file).catch(() => null);
  return stats !== null && Date.now() - stats.mtimeMs > ABANDONED_MS;
}

async function newestOf(folder: string, names: readonly string[]): Promise<string | undefined> {
  const times = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  return times.sort((one, other) => other.at - one.at)[0]?.name;
}
