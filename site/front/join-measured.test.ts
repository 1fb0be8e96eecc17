import { expect, test } from "vitest";
import { joinMeasured } from "./join-measured";

const textOf = (process: string, seconds: number) =>
  [
    "# HELP process_cpu_seconds_total Total user and system CPU time.",
    "# TYPE process_cpu_seconds_total counter",
    `process_cpu_seconds_total{process="${process}"} ${seconds}`,
    "",
    "# HELP mingzhang_database_up 1 while the database answers.",
    "# TYPE mingzhang_database_up gauge",
    "mingzhang_database_up 1",
    "",
  ].join("\n");

test("each measurement is said once, with the series of every process, and what is of the installation once", () => {
  expect(joinMeasured([textOf("1", 12.5), textOf("2", 3)])).toBe(
    [
      "# HELP process_cpu_seconds_total Total user and system CPU time.",
      "# TYPE process_cpu_seconds_total counter",
      'process_cpu_seconds_total{process="1"} 12.5',
      'process_cpu_seconds_total{process="2"} 3',
      "",
      "# HELP mingzhang_database_up 1 while the database answers.",
      "# TYPE mingzhang_database_up gauge",
      "mingzhang_database_up 1",
      "",
      "",
    ].join("\n"),
  );
});

test("a label may hold spaces, and one process alone stays what it is", () => {
  const text = '# HELP a A.\n# TYPE a gauge\na{of="x y"} 1\n\n';
  expect(joinMeasured([text])).toBe(text);
  expect(joinMeasured([])).toBe("\n");
});
