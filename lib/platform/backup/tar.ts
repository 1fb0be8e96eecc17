// The container of a backup: a POSIX ustar archive that any `tar` lists and unpacks. Each header follows from the name
// and the size of its entry alone, so a reader accepts exactly the bytes that are written here and no others.
import { BackupProblem } from "@/lib/platform/backup/problem";

const BLOCK = 512;

/** Bytes of the longest content of an entry: what a reader holds in memory. Longer contents are cut by the writer. */
export const LONGEST_ENTRY = 4 * 1024 * 1024;

const LONGEST_NAME = 100;

/** What stands after the last entry. */
export const tarEnd: Buffer = Buffer.alloc(2 * BLOCK);

export interface TarEntry {
  name: string;
  content: Buffer;
}

/** The bytes of an entry: header, content, and zeros up to the next whole block. */
export function tarEntry({ name, content }: TarEntry): Buffer[] {
  if (Buffer.byteLength(name) > LONGEST_NAME || content.length > LONGEST_ENTRY)
    throw new Error(`an entry is too long for a backup: ${name}`);
  return [headerOf(name, content.length), content, Buffer.alloc(paddingOf(content.length))];
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** Mode 0600, owner 0, time 0: nothing of the machine that wrote it. */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  header.write(name, 0);
  header.write(octal(0o600, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/**
 * The entries of an archive, one after the other.
 *
 * @throws BackupProblem at the first byte that the writer would not have written, and at an end before the end.
 */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = new ByteReader(source);
  try {
    for (;;) {
      const header = await bytes.take(BLOCK);
      if (header.every((byte) => byte === 0)) break;
      const name = header.toString("utf8", 0, header.indexOf(0) < 0 ? LONGEST_NAME : header.indexOf(0));
      const size = Number.parseInt(header.toString("latin1", 124, 135), 8);
      if (!(size >= 0 && size <= LONGEST_ENTRY) || !header.equals(headerOf(name, size))) throw damagedAt(bytes);
      const content = await bytes.take(size);
      if ((await bytes.take(paddingOf(size))).some((byte) => byte !== 0)) throw damagedAt(bytes);
      yield { name, content };
    }
    if ((await bytes.take(BLOCK)).some((byte) => byte !== 0) || !(await bytes.isOver())) throw damagedAt(bytes);
  } finally {
    await bytes.close();
  }
}

function damagedAt({ position }: ByteReader): BackupProblem {
  return new BackupProblem(`备份文件已损坏或被改动（第 ${position} 字节之前）。没有恢复任何内容，请改用另一份备份。`);
}

/** Takes bytes from a stream in the sizes that are asked for. */
class ByteReader {
  position = 0;
  private readonly source: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  async take(size: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let missing = size;
    while (missing > 0) {
      if (this.rest.length === 0 && !(await this.more()))
        throw new BackupProblem(
          `备份文件不完整：到第 ${this.position} 字节就中断了。没有恢复任何内容，请重新复制这个文件，或改用另一份备份。`,
        );
      const piece = this.rest.subarray(0, missing);
      this.rest = this.rest.subarray(piece.length);
      this.position += piece.length;
      missing -= piece.length;
      pieces.push(piece);
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }

  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && !(await this.more());
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }

  private async more(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.source.next();
      if (done) return false;
      if (value.length === 0) continue;
      this.rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      return true;
    }
  }
}
