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
