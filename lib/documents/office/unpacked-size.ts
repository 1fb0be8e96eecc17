import { createInflate, createInflateRaw } from "node:zlib";

const FIRST_BYTES = 4096;

/**
 * What a packed stream really holds: its size, counted no further than `most`, its first bytes, and whether it ends as
 * it should.
 */
export interface Unpacked {
  size: number;
  start: Buffer;
  isWhole: boolean;
}

/**
 * Unpacks a stream piece by piece and keeps nothing but its beginning: what a file says of its own sizes cannot be
 * believed.
 *
 * @param most Bytes after which it is given up; `size` is larger then.
 */
export async function unpackedSize(packed: Buffer, format: "zlib" | "raw", most: number): Promise<Unpacked> {
  const inflate = format === "zlib" ? createInflate() : createInflateRaw();
  inflate.end(packed);
  let size = 0;
  let start: Buffer = Buffer.alloc(0);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      if (start.length < FIRST_BYTES) start = Buffer.concat([start, piece.subarray(0, FIRST_BYTES - start.length)]);
      size += piece.length;
      if (size > most) return { size, start, isWhole: false };
    }
    return { size, start, isWhole: true };
  } catch {
    return { size, start, isWhole: false };
  } finally {
    inflate.destroy();
  }
}
