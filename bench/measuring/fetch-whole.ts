import { request as send } from "node:http";
import { summarize, type Sample } from "./statistics";

/**
 * The bytes of an answer as they are sent.
 *
 * @throws when it is not 200.
 */
export function fetchWhole(url: string, coding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    send(url, { headers: { "accept-encoding": coding } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", reject);
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(pieces)) : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    })
      .on("error", reject)
      .end();
  });
}

/** Reads one address after the other, until there are no more or `goOn` says no; milliseconds. */
export async function readInTurn(
  paths: readonly string[],
  url: string,
  goOn: (path: string) => boolean = () => true,
): Promise<Sample> {
  const durations: number[] = [];
  for (const path of paths) {
    const started = performance.now();
    await fetchWhole(url + path, "br");
    durations.push(performance.now() - started);
    if (!goOn(path)) break;
  }
  return summarize(durations);
}
