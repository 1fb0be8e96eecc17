import { fork } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { HelperEnded, HelperProcesses, HelpersBusy } from "@/lib/documents/processes/helper-processes";
import { projectFile } from "@/lib/documents/project-file";

type Task = "answer" | "slow" | "hang" | "crash" | "kill" | "alarm" | "grow";

const limits = { size: 2, keep: 1, maxWaiting: 2, timeLimitMs: 20_000, memoryToKeepBytes: 10_000, idleMs: 60_000 };
let started = 0;
let processes: HelperProcesses<{ task: Task }, { pid: number }>;

function make(changed: Partial<typeof limits> = {}): void {
  started = 0;
  const start = () => {
    started += 1;
    return fork(projectFile("lib/documents/testing/odd-process.mjs"), { serialization: "advanced", execArgv: [] });
  };
  processes = new HelperProcesses({ ...limits, ...changed, start });
}
afterEach(() => processes.stop());

const outcome = async (task: Task) =>
  processes.run({ task }).catch((error: unknown) => (error instanceof HelperEnded ? error.reason : error));

describe("helper processes", () => {
  it("do one job after the other in the process that is there", async () => {
    make();
    const pids = [await outcome("answer"), await outcome("answer"), await outcome("answer")];
    expect(new Set(pids.map((answer) => (answer as { pid: number }).pid)).size).toBe(1);
    expect(started).toBe(1);
  });

  it("are no more than allowed, and who comes when enough are waiting is told so at once", async () => {
    make();
    const four = Promise.all(["slow", "slow", "slow", "slow"].map((task) => outcome(task as Task)));
    await expect(processes.run({ task: "answer" })).rejects.toBeInstanceOf(HelpersBusy);
    expect(new Set((await four).map((answer) => (answer as { pid: number }).pid)).size).toBe(2);
    expect(await outcome("answer")).toMatchObject({ pid: expect.any(Number) });
  });

  it("tell why one ended, and the next job finds a new one", async () => {
    make();
    expect(await outcome("crash")).toBe("crash");
    expect(await outcome("kill")).toBe("memory");
    expect(await outcome("alarm")).toBe("time");
    expect(await outcome("answer")).toMatchObject({ pid: expect.any(Number) });
  });

  it("are ended out of an endless loop, while another one answers", async () => {
    make({ timeLimitMs: 8_000 });
    const hanging = outcome("hang");
    expect(await outcome("answer")).toMatchObject({ pid: expect.any(Number) });
    expect(await hanging).toBe("time");
  });

  it("go on with who waits when one ends", async () => {
    make({ size: 1 });
    const [first, second] = await Promise.all([outcome("crash"), outcome("answer")]);
    expect(first).toBe("crash");
    expect(second).toMatchObject({ pid: expect.any(Number) });
  });

  it("are replaced when they have grown, and one is kept warm", async () => {
    make();
    const grown = (await outcome("grow")) as { pid: number };
    expect(started).toBe(2);
    expect(((await outcome("answer")) as { pid: number }).pid).not.toBe(grown.pid);
    expect(started).toBe(2);
  });
});
