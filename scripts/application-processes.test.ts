import { expect, test } from "vitest";
import { applicationProcesses } from "./application-processes";

const machine = (processors: number, gigabytes: number) => ({ processors, memory: gigabytes * 1024 ** 3 });

test("where nothing is said, one process for every processor that has its memory, four at most", () => {
  expect(
    [machine(1, 1), machine(1, 8), machine(2, 2), machine(2, 4), machine(4, 5), machine(8, 64)].map((each) =>
      applicationProcesses(undefined, each),
    ),
  ).toEqual([1, 1, 1, 2, 3, 4]);
  expect(applicationProcesses("", machine(2, 8))).toBe(2);
  // Of this machine.
  expect(applicationProcesses(undefined)).toBeGreaterThan(0);
});

test("what is said counts, and is told where it is no number of processes", () => {
  expect(applicationProcesses("3", machine(2, 2))).toBe(3);
  for (const given of ["0", "17", "1.5", "two"])
    expect(() => applicationProcesses(given, machine(4, 8))).toThrow(
      `APPLICATION_PROCESSES is not a number from 1 to 16: ${given}`,
    );
});
