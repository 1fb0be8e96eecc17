import { unzipSync, zipSync, type Zippable } from "fflate";

/** Earliest moment a ZIP file can name; every entry carries it, so that equal content gives equal bytes. */
const FIXED_TIME = new Date(1980, 0, 1);

/**
 * Packs an office file anew with fixed times and order, its first entry first as office programs expect.
 *
 * @param change Rewrites XML parts that carry a date or a chance value.
 */
export function withFixedZip(
  bytes: Uint8Array,
  change: (name: string, xml: string) => string = (_, xml) => xml,
): Uint8Array {
  const entries = unzipSync(bytes);
  const names = Object.keys(entries).filter((name) => !name.endsWith("/"));
  const rank = (name: string) => (name === "[Content_Types].xml" ? 0 : name.startsWith("_rels/") ? 1 : 2);
  names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const packed: Zippable = {};
  for (const name of names) {
    const content = /\.(xml|rels)$/.test(name)
      ? new TextEncoder().encode(change(name, new TextDecoder().decode(entries[name])))
      : entries[name]!;
    packed[name] = [content, { mtime: FIXED_TIME, level: 6 }];
  }
  return zipSync(packed);
}
