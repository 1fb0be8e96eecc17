import { z } from "zod";

/** One of the processes that serve the application behind one front. */
interface ApplicationProcess {
  /** From 1. */
  number: number;
  /** How many there are. */
  of: number;
}

/** What the process that starts the server says to one of its processes: `2/4`. */
export function processOrders({ number, of }: ApplicationProcess): { MINGZHANG_PROCESS: string } {
  return { MINGZHANG_PROCESS: `${number}/${of}` };
}

/** Which process this is; one that was told nothing is the only one. */
export function applicationProcess(): ApplicationProcess {
  const [number, of] = z
    .tuple([z.coerce.number().int().positive(), z.coerce.number().int().positive()])
    .parse((process.env.MINGZHANG_PROCESS ?? "1/1").split("/"));
  return { number, of };
}
