import { beforeEach, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/platform/db";

const limit = { calls: 20, seconds: 60 };

/** Another process of the installation, as far as counting goes: its memory is its own, the database everybody's. */
async function anotherProcess() {
  vi.resetModules();
  return (await import("@/lib/platform/action-limits")).isWithinLimit;
}

const counted = async () =>
  (await pool().query<{ key: string }>("SELECT key FROM rate_limit WHERE starts_with(key, 'action-calls')")).rows
    .length;

let nth = 0;
let person = "";
beforeEach(() => void (person = `person ${(nth += 1)}`));

describe("the limit of an action", () => {
  it("counts one person's calls of one action, until the time is over", async () => {
    const isWithinLimit = await anotherProcess();
    const few = { calls: 3, seconds: 1 };
    const call = (at: number, by = person, action = "readUploadAction") => isWithinLimit(action, by, few, at);
    const answers: boolean[] = [];
    for (const at of [0, 1, 2, 3, 4]) answers.push(await call(at));
    expect(answers).toEqual([true, true, true, false, false]);
    expect(await call(5, `${person} too`)).toBe(true);
    expect(await call(5, person, "readLedgerAction")).toBe(true);
    expect(await call(1_000)).toBe(true);
  });

  it("asks the database of nobody who does what people do", async () => {
    const isWithinLimit = await anotherProcess();
    const before = await counted();
    for (let call = 0; call < 300; call += 1) expect(await isWithinLimit("saveCellsAction", person)).toBe(true);
    expect(await counted()).toBe(before);
    expect(await isWithinLimit("saveCellsAction", person)).toBe(true);
    expect(await counted()).toBe(before + 1);
  });

  it.each([1, 2, 4])("is one for %i processes together, but for a tenth more for each further one", async (count) => {
    const processes: Awaited<ReturnType<typeof anotherProcess>>[] = [];
    while (processes.length < count) processes.push(await anotherProcess());
    let allowed = 0;
    for (let call = 0; call < 100; call += 1)
      if (await processes[call % count]!("readUploadAction", person, limit)) allowed += 1;
    expect(allowed).toBeGreaterThanOrEqual(limit.calls - 2 * (count - 1));
    expect(allowed).toBeLessThanOrEqual(limit.calls + 2 * (count - 1));
  });

  it("counts calls that come at once each", async () => {
    const isWithinLimit = await anotherProcess();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => isWithinLimit("readUploadAction", person, limit)),
    );
    expect(answers.filter(Boolean)).toHaveLength(limit.calls);
    expect(await isWithinLimit("readUploadAction", person, limit)).toBe(false);
  });
});
