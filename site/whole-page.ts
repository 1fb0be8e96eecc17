import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import { sha256Hex } from "@/lib/platform/ed25519";
import type { StoredPage } from "./store";

const unpackBrotli = promisify(brotliDecompress);
const unpackGzip = promisify(gunzip);

/**
 * The HTML of a page whose two forms hold the same, under its own hash; `null` for one that was cut off, damaged or
 * changed in part. 2 ms for 230 KB: asked when a page comes from a disk or from the database, not at every answer.
 */
export async function htmlOfWhole({ sha256, brotli, gzip }: StoredPage): Promise<Buffer | null> {
  try {
    const [html, other] = await Promise.all([unpackBrotli(brotli), unpackGzip(gzip)]);
    return html.equals(other) && sha256Hex(html) === sha256 ? html : null;
  } catch {
    return null;
  }
}
