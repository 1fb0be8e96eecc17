// The container and the encryption are formats of others: read back here by what is not ours.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { afterAll, describe, expect, it } from "vitest";
import { sealOf } from "@/lib/platform/backup/contents";
import { encrypted, plainBytes } from "@/lib/platform/backup/encryption";
import { refuseShortPassphrase } from "@/lib/platform/backup/passphrase";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { LONGEST_ENTRY, readTar, tarEnd, tarEntry, type TarEntry } from "@/lib/platform/backup/tar";
import { removeAbandonedDrafts, writeWhole } from "@/lib/platform/backup/whole-file";

const folder = mkdtempSync(join(tmpdir(), "mingzhang-format-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size = 1_000): Promise<TarEntry[]> {
  const found: TarEntry[] = [];
  for await (const entry of readTar(inPieces(bytes, size))) found.push(entry);
  return found;
}

const manifest = Buffer.from("{}\n");
const entries: TarEntry[] = [
  { name: "backup.json", content: Buffer.from('{"format":"x"}') },
  { name: "tables/empty.copy.gz.00001", content: Buffer.alloc(0) },
  { name: "tables/whole-block.pgcopy.00001", content: Buffer.alloc(512, 7) },
  { name: "manifest.json", content: manifest },
  { name: "manifest.sha256", content: sealOf(manifest) },
];
const archive = Buffer.concat([...entries.flatMap(tarEntry), tarEnd]);

describe("the container", () => {
  it("is read back whatever pieces it comes in", async () => {
    for (const size of [1, 7, 512, 513, archive.length]) expect(await read(archive, size)).toEqual(entries);
  });

  it("is what tar lists and unpacks, and sha256sum confirms its manifest", () => {
    const file = join(folder, "a.tar");
    writeFileSync(file, archive);
    const listed = execFileSync("tar", ["-tf", file], { encoding: "utf8" }).trim().split("\n");
    expect(listed).toEqual(entries.map(({ name }) => name));
    execFileSync("tar", ["-xf", file, "-C", folder]);
    expect(readFileSync(join(folder, "tables/whole-block.pgcopy.00001"))).toEqual(Buffer.alloc(512, 7));
    expect(execFileSync("sha256sum", ["-c", "manifest.sha256"], { cwd: folder, encoding: "utf8" })).toContain("OK");
  });

  it("is refused at every changed bit of a header or a padding, at every cut, and with anything after its end", async () => {
    const isContent = new Uint8Array(archive.length);
    let start = 512;
    for (const entry of entries) {
      isContent.fill(1, start, start + entry.content.length);
      start += Buffer.concat(tarEntry(entry)).length;
    }
    const taken: number[] = [];
    for (let at = 0; at < archive.length; at += at < 512 ? 1 : 11) {
      // Contents are the business of the manifest.
      if (isContent[at]) continue;
      const changed = Buffer.from(archive);
      changed[at]! ^= 1 << (at % 8);
      const isRefused = await read(changed, archive.length).then(
        () => false,
        (error: unknown) => error instanceof BackupProblem,
      );
      if (!isRefused) taken.push(at);
    }
    expect(taken).toEqual([]);
    for (let cut = 0; cut < archive.length; cut += 97)
      await expect(read(archive.subarray(0, cut)), `cut at ${cut}`).rejects.toThrow(/不完整/);
    await expect(read(Buffer.concat([archive, Buffer.alloc(512)]))).rejects.toThrow(/已损坏/);
  });

  it("takes no entry that a reader could not hold", () => {
    expect(() => tarEntry({ name: "x", content: Buffer.alloc(LONGEST_ENTRY + 1) })).toThrow();
    expect(() => tarEntry({ name: "x".repeat(101), content: Buffer.alloc(0) })).toThrow();
  });
});

describe("the encryption", () => {
  const passphrase = "四个 足够长的 词语";
  const plain = Buffer.alloc(200_000, 5);

  it("is what age opens", async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of await encrypted(inPieces(plain, 1_000), passphrase, 10)) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const age = new Decrypter();
    age.addPassphrase(passphrase);
    expect(Buffer.from(await age.decrypt(bytes)).equals(plain)).toBe(true);
    const file = join(folder, "a.age");
    writeFileSync(file, bytes);
    const opened: Uint8Array[] = [];
    for await (const piece of await plainBytes(file, passphrase)) opened.push(piece);
    expect(Buffer.concat(opened).equals(plain)).toBe(true);
  });

  it("wants a passphrase that is not guessed", () => {
    expect(() => refuseShortPassphrase("12345678901")).toThrow(/至少 12 个字/);
    expect(() => refuseShortPassphrase("一二三四五六七八九十一二")).not.toThrow();
  });
});

describe("a file that is whole or not there", () => {
  it("is not there when what it is made of ends with an error, and nothing is left beside it", async () => {
    const file = join(folder, "half/x.tar");
    const failing = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.alloc(100_000);
      throw new Error("the database went away");
    };
    await expect(writeWhole(file, failing())).rejects.toThrow(/没有文件夹/);
    const beside = join(folder, "x.tar");
    await expect(writeWhole(beside, failing())).rejects.toThrow("the database went away");
    expect(() => readFileSync(beside)).toThrow(/ENOENT/);
  });

  it("tells what the disk said", async () => {
    const full = (code: string) =>
      async function* (): AsyncGenerator<Buffer> {
        yield Buffer.alloc(10);
        throw Object.assign(new Error(code), { code, syscall: "write" });
      };
    const file = join(folder, "told.tar");
    await expect(writeWhole(file, full("ENOSPC")())).rejects.toThrow(/磁盘空间不足/);
    await expect(writeWhole(file, full("EROFS")())).rejects.toThrow(/只读/);
    await expect(writeWhole(file, full("EIO")())).rejects.toThrow(/读写出错/);
  });

  it("drafts of killed processes are removed, those of living ones and of others stay", async () => {
    const names = ["a.tar.999999999.part", `a.tar.${process.ppid}.part`, "b.txt.999999999.part"];
    for (const name of names) writeFileSync(join(folder, name), "");
    await removeAbandonedDrafts(folder, (name) => name === "a.tar");
    expect(names.map((name) => exists(join(folder, name)))).toEqual([false, true, true]);
  });
});

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
