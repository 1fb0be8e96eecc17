import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { sha256Hex } from "@/lib/platform/ed25519";
import { assetFolder, assetNames, assetPath } from "../built-site";
import { readAsset, type Queryable } from "../store";
import type { Coding } from "./negotiation";

const types = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8" };

/** A shared file in each coding. */
export type Asset = { type: string } & Record<Coding, Buffer>;

/** The files that pages share, of this release and of those that its folder or the database still has. */
export class Assets {
  private readonly known = new Map<string, Promise<Asset | null>>();

  constructor(private readonly database: Queryable) {}

  /** The name that a path asks for; `null` where it asks for none. */
  static nameIn(path: string): string | null {
    const name = path.startsWith(assetPath) ? path.slice(assetPath.length) : "";
    return assetNames.test(name) ? name : null;
  }

  async find(name: string): Promise<Asset | null> {
    const found = (this.known.get(name) ?? this.load(name)).catch(() => null);
    this.known.set(name, found);
    // One that is not there yet may come with another release.
    if (!(await found)) this.known.delete(name);
    return found;
  }

  private async load(name: string): Promise<Asset | null> {
    const type = name.endsWith(".css") ? types.css : types.js;
    const path = join(assetFolder, name);
    try {
      const [identity, br, packed] = await Promise.all([
        readFile(path),
        readFile(`${path}.br`),
        readFile(`${path}.gz`),
      ]);
      return { type, identity, br, gzip: packed };
    } catch {
      const identity = await readAsset(this.database, name);
      // The name holds the hash: whatever else somebody has put there is not handed out.
      if (!identity || !name.includes(`-${sha256Hex(identity).slice(0, 12)}.`)) return null;
      const [br, packed] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
      return { type, identity, br, gzip: packed };
    }
  }
}
