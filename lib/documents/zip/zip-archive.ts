import { createHash } from "node:crypto";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A file of a zip, as it is unpacked. */
export interface WrittenFile {
  path: string;
  bytes: number;
  sha256: string;
}

const LEVEL = 6;

/**
 * A zip, file after file, of which nothing is held: its bytes are handed on as they are made. Its times are those of no
 * clock, so that the same files are the same bytes. Below 4 GB and 65,535 files.
 */
export class ZipArchive {
  private readonly zip: Zip;
  // A zip writes local time: the same numbers everywhere.
  private readonly mtime: Date;

  constructor(year: number, write: (bytes: Uint8Array) => void) {
    this.mtime = new Date(year + 1, 0, 1);
    this.zip = new Zip((error, bytes) => {
      if (error) throw error;
      write(bytes);
    });
  }

  /** Begins a file that is written part by part, and packed. */
  begin(path: string): { write(part: string | Uint8Array): void; end(): WrittenFile } {
    return this.open(new ZipDeflate(path, { level: LEVEL }), path);
  }

  /** A whole file: a text, which is packed, or the parts of what is packed already, as they are. */
  put(path: string, content: string | readonly Uint8Array[]): WrittenFile {
    const isText = typeof content === "string";
    const file = isText ? this.begin(path) : this.open(new ZipPassThrough(path), path);
    for (const part of isText ? [content] : content) file.write(part);
    return file.end();
  }

  end(): void {
    this.zip.end();
  }

  private open(entry: ZipDeflate | ZipPassThrough, path: string) {
    entry.mtime = this.mtime;
    this.zip.add(entry);
    const hash = createHash("sha256");
    let bytes = 0;
    return {
      write(part: string | Uint8Array): void {
        const given = typeof part === "string" ? new TextEncoder().encode(part) : part;
        hash.update(given);
        bytes += given.length;
        entry.push(given, false);
      },
      end(): WrittenFile {
        entry.push(new Uint8Array(0), true);
        return { path, bytes, sha256: hash.digest("hex") };
      },
    };
  }
}
