import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of a second in /proc. */
const TICKS = 100;

/** What a process has worked since it began. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function ended(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
}

/** What all processors of the machine have worked since it was started, for whomever. */
export function cpuSecondsOfMachine(): number {
  const [, user, nice, system, , , irq, softirq] = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!.split(/\s+/);
  return [user, nice, system, irq, softirq].reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

/** The same with its children, those among them that have ended and were waited for. */
export function cpuSecondsOfFamily(pid: number): number {
  const others = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return others.reduce((sum, other) => {
    try {
      return parentOf(Number(other)) === pid ? sum + cpuSeconds(Number(other)) : sum;
    } catch {
      // It has ended.
      return sum;
    }
  }, cpuSeconds(pid) + ended(pid));
}

export function parentOf(pid: number): number {
  return statusOf(pid, "PPid");
}

/** Memory that a process has at this moment. */
export function residentMegabytes(pid: number): string {
  return (statusOf(pid, "VmRSS") / 1_024).toFixed(0);
}

function statusOf(pid: number, name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
}
