import { availableParallelism, totalmem } from "node:os";
import { z } from "zod";

const wantedSchema = z.coerce.number().int().min(1).max(16);

/** What is planned for a process under load, for the front and for PostgreSQL beside it; bytes. */
const BYTES_EACH = 1.5 * 1024 ** 3;

/** More than so many have to be asked for. */
const MOST = 4;

/** What a machine has. */
export interface Machine {
  processors: number;
  /** Bytes. */
  memory: number;
}

/** Of a container what it was given. */
function thisMachine(): Machine {
  const given = process.constrainedMemory();
  return { processors: availableParallelism(), memory: given > 0 ? Math.min(given, totalmem()) : totalmem() };
}

/**
 * How many processes serve the application (`APPLICATION_PROCESSES`); where nothing is said, one for every processor
 * that has one and a half gigabytes of memory to it, four at most (ADR 0118).
 *
 * @throws when it is not a number from 1 to 16.
 */
export function applicationProcesses(given: string | undefined, machine = thisMachine()): number {
  if (!given) {
    const { processors, memory } = machine;
    return Math.max(1, Math.min(MOST, processors, Math.floor(memory / BYTES_EACH)));
  }
  const wanted = wantedSchema.safeParse(given);
  if (wanted.success) return wanted.data;
  throw new Error(
    `APPLICATION_PROCESSES 须为 1 至 16 的整数：${given} / APPLICATION_PROCESSES is not a number from 1 to 16: ${given}`,
  );
}
