import { PerformanceObserver } from "node:perf_hooks";

/** Durations of one kind of work, in milliseconds. */
export interface Sample {
  median: number;
  p95: number;
  p99: number;
  count: number;
}

/** Median, 95th and 99th percentile of single durations. */
export function summarize(durations: readonly number[]): Sample {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length };
}

/** Times `work` one call at a time, after a warm-up that is not counted. */
export function time(work: (round: number) => void, rounds: { warmUp: number; counted: number }): Sample {
  for (let round = 0; round < rounds.warmUp; round += 1) work(round);
  const durations = new Array<number>(rounds.counted);
  for (let round = 0; round < rounds.counted; round += 1) {
    const started = performance.now();
    work(round);
    durations[round] = performance.now() - started;
  }
  return summarize(durations);
}

/** The same for work that waits. */
export async function timeAsync(
  work: (round: number) => Promise<unknown>,
  rounds: { warmUp: number; counted: number },
): Promise<Sample> {
  for (let round = 0; round < rounds.warmUp; round += 1) await work(round);
  const durations: number[] = [];
  for (let round = 0; round < rounds.counted; round += 1) {
    const started = performance.now();
    await work(rounds.warmUp + round);
    durations.push(performance.now() - started);
  }
  return summarize(durations);
}

/** One line of the report. */
export function print(name: string, sample: Sample): void {
  const ms = (value: number) => `${value.toFixed(3).padStart(9)} ms`;
  const { median, p95, p99, count } = sample;
  console.log(`  ${name.padEnd(58)} median ${ms(median)}   p95 ${ms(p95)}   p99 ${ms(p99)}   n=${count}`);
}

/** A ratio with what is aimed at; the machine is noisy, so it is printed and not judged. */
export function printRatio(name: string, ratio: number, aim: string): void {
  console.log(`  ${name.padEnd(58)} ${ratio.toFixed(2).padStart(9)} ×    (aim: ${aim})`);
}

/** Milliseconds by which the clock may run ahead of the processor before a call counts as interrupted. */
const INTERRUPTED = 0.03;

/**
 * Takes one sample after the other and notes what else happened meanwhile: garbage collected, or another process at
 * work on the same processor. Who collects is part of the work, who interrupts is not: both can be told apart in the
 * tail.
 */
export class Sampler {
  private readonly samples: { start: number; end: number; isInterrupted: boolean }[] = [];
  private readonly pauses: { start: number; end: number }[] = [];
  private readonly observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      this.pauses.push({ start: startTime, end: startTime + duration });
  });

  constructor() {
    this.observer.observe({ entryTypes: ["gc"] });
  }

  /** @param counts false while warming up */
  take(work: () => void, counts = true): void {
    const before = process.cpuUsage();
    const start = performance.now();
    work();
    const end = performance.now();
    const { user, system } = process.cpuUsage(before);
    const isInterrupted = (user + system) / 1_000 < end - start - INTERRUPTED;
    if (counts) this.samples.push({ start, end, isInterrupted });
  }

  /** All samples; those that nobody interrupted; of these the ones in which no garbage was collected. */
  async finish(): Promise<{ all: Sample; own: Sample; withoutGarbage: Sample }> {
    // Collections are told of when the loop turns.
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.observer.disconnect();
    const lasts = (samples: typeof this.samples) => summarize(samples.map(({ start, end }) => end - start));
    const own = this.samples.filter(({ isInterrupted }) => !isInterrupted);
    let pause = 0;
    const withoutGarbage = own.filter(({ start, end }) => {
      while (pause < this.pauses.length && this.pauses[pause]!.end < start) pause++;
      return pause === this.pauses.length || this.pauses[pause]!.start > end;
    });
    return { all: lasts(this.samples), own: lasts(own), withoutGarbage: lasts(withoutGarbage) };
  }
}

/** The lines of one kind of work: everything, and the tail without what is not its own. */
export function printTails(name: string, { all, own, withoutGarbage }: Awaited<ReturnType<Sampler["finish"]>>): void {
  print(name, all);
  const of = (what: string, { median, p99, count }: Sample) =>
    `${what} median ${median.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms (n=${count})`;
  console.log(
    `    ${of("not interrupted by other processes:", own)}; ${of("nor by collecting garbage:", withoutGarbage)}`,
  );
}
