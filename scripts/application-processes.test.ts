import { expect, test } from "vitest";
import { applicationProcesses } from "./application-processes";

test("one process for every two processors where nothing is said, and what is said otherwise", () => {
  expect([1, 2, 3, 4, 8, 64].map((processors) => applicationProcesses(undefined, processors))).toEqual([
    1, 1, 1, 2, 4, 8,
  ]);
  expect(applicationProcesses("", 4)).toBe(2);
  expect(applicationProcesses("3", 2)).toBe(3);
  for (const given of ["0", "17", "1.5", "two"])
    expect(() => applicationProcesses(given, 4)).toThrow(
      `APPLICATION_PROCESSES is not a number from 1 to 16: ${given}`,
    );
});
