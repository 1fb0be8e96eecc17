import { availableParallelism } from "node:os";
import { z } from "zod";

const wantedSchema = z.coerce.number().int().min(1).max(16);

/**
 * How many processes serve the application (`APPLICATION_PROCESSES`); one for every two processors of the machine where
 * nothing is said, because the front and PostgreSQL work as much together as one of them does (ADR 0118).
 *
 * @throws when it is not a number from 1 to 16.
 */
export function applicationProcesses(given: string | undefined, processors = availableParallelism()): number {
  if (!given) return Math.min(8, Math.max(1, Math.floor(processors / 2)));
  const wanted = wantedSchema.safeParse(given);
  if (wanted.success) return wanted.data;
  throw new Error(
    `APPLICATION_PROCESSES 须为 1 至 16 的整数：${given} / APPLICATION_PROCESSES is not a number from 1 to 16: ${given}`,
  );
}
