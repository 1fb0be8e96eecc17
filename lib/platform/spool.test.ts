import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { withSpool } from "./spool";

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("mingzhang-spool-"));

describe("a spool", () => {
  it("gives back what was written, in its order, in parts of a megabyte at most", async () => {
    const given = Array.from({ length: 7 }, (_, at) => new Uint8Array(400_000).fill(at + 1));
    const parts = await withSpool(async (spool) => {
      for (const bytes of given) spool.write(bytes);
      return [...spool.parts()];
    });
    expect(parts.map(({ length }) => length)).toEqual([1_048_576, 1_048_576, 702_848]);
    expect(Buffer.concat(parts).equals(Buffer.concat(given))).toBe(true);
  });

  it("of nothing has no parts, and leaves nothing behind when its user fails", async () => {
    const before = left();
    expect(await withSpool(async (spool) => [...spool.parts()])).toEqual([]);
    await expect(
      withSpool(async (spool) => {
        spool.write(new Uint8Array(1));
        throw new Error("failed");
      }),
    ).rejects.toThrow("failed");
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });

  it.skipIf(process.platform === "win32")(
    "has no name while it is written: a process that is killed leaves none",
    async () => {
      const before = left();
      await withSpool(async (spool) => {
        spool.write(new Uint8Array(10));
        expect(left().filter((name) => !before.includes(name))).toEqual([]);
        expect([...spool.parts()].map(({ length }) => length)).toEqual([10]);
      });
    },
  );
});
