import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is too large to be held in memory, on its way from who writes it to who stores it. */
export interface Spool {
  write(bytes: Uint8Array): void;
  /** What has been written, in its order, in parts of a megabyte. */
  parts(): Generator<Buffer>;
}

const PART_BYTES = 1024 * 1024;

/**
 * Gives a spool in the system's folder for temporary files to `work`. It has no name there while it is written, so that the
 * system takes it away with the process, however that ends; where an open file keeps its name, it is removed afterwards.
 */
export async function withSpool<Result>(work: (spool: Spool) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-spool-"));
  const file = openSync(join(folder, "spool"), "w+", 0o600);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (process.platform !== "win32") remove();
  let size = 0;
  try {
    return await work({
      write(bytes) {
        for (let written = 0; written < bytes.length; )
          written += writeSync(file, bytes, written, bytes.length - written, size + written);
        size += bytes.length;
      },
      *parts() {
        for (let at = 0; at < size; ) {
          const part = Buffer.alloc(Math.min(PART_BYTES, size - at));
          const read = readSync(file, part, 0, part.length, at);
          if (read === 0) throw new Error("a spool is shorter than what was written");
          yield part.subarray(0, read);
          at += read;
        }
      },
    });
  } finally {
    closeSync(file);
    remove();
  }
}
