import { readdirSync } from "node:fs";
import type * as FileSystem from "node:fs";
import { tmpdir } from "node:os";
import { expect, it, vi } from "vitest";
import { toAppError } from "@/lib/platform/errors";
import { withSpool } from "@/lib/platform/spool";

const disk = vi.hoisted(() => ({ room: Infinity }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof FileSystem>();
  const writeSync = (file: number, bytes: Uint8Array, offset: number, length: number, at: number) => {
    if (disk.room <= 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    // A disk takes what it has room for, and refuses the next byte.
    const written = fs.writeSync(file, bytes, offset, Math.min(length, disk.room), at);
    disk.room -= written;
    return written;
  };
  return { ...fs, writeSync };
});

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("mingzhang-spool-"));

it("a spool that finds no room says so in words, leaves nothing, and the next one has the room again", async () => {
  const before = left();
  disk.room = 1_500;
  const bytes = new Uint8Array(1_000).fill(7);
  const error = await withSpool(async (spool) => {
    for (const _ of [1, 2, 3]) spool.write(bytes);
  }).catch(toAppError);
  expect(error).toMatchObject({ code: "storageFull", status: 507 });
  expect(left().filter((name) => !before.includes(name))).toEqual([]);

  disk.room = 1_500;
  const parts = await withSpool(async (spool) => {
    spool.write(bytes);
    return Buffer.concat([...spool.parts()]);
  });
  expect(parts.equals(Buffer.from(bytes))).toBe(true);
});
