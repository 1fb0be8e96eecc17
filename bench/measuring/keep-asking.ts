import { connect } from "node:net";
import { cpuSeconds } from "./processes";

/** Seconds before anything is counted, and for which it is. */
const SPAN = { warmUp: 1, counted: 4 } as const;

/** So many that every server has work all the time: one that waits between answers works more for each. */
const CONNECTIONS = 100;

/** What a server did while it was asked again and again. */
export interface Load {
  /** Answers in a second. */
  requests: number;
  /** Milliseconds of the server's processor for an answer. */
  cpu: number;
}

/**
 * Asks a server for one address over a hundred connections, the next time as soon as the answer has come whole. It reads
 * no more of an answer than where it ends: a client that takes an answer apart works longer than the servers that are
 * compared, which then wait, and a server that waits works more for each answer.
 *
 * @param url on this machine, without TLS.
 * @param headers in lower case.
 * @throws when an answer has another status than the first one.
 */
export async function keepAsking(url: string, pid: number, headers: Record<string, string>): Promise<Load> {
  const { host, hostname, port, pathname } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const question = `GET ${pathname} HTTP/1.1\r\n${lines.join("")}\r\n`;
  let answers = 0;
  let isOver = false;
  let status: string | undefined;

  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(question));
      let head = "";
      let bodyLeft = -1;
      socket.setNoDelay(true);
      socket.on("error", reject);
      socket.on("close", () => (isOver ? resolve() : reject(new Error(`${url}: the connection was closed`))));
      socket.on("data", (piece) => {
        for (let at = 0; at < piece.length; ) {
          if (bodyLeft < 0) {
            const from = head.length;
            head += piece.toString("latin1", at);
            const end = head.indexOf("\r\n\r\n");
            if (end < 0) return;
            at += end + 4 - from;
            status ??= head.slice(0, 12);
            if (!head.startsWith(status)) return void reject(new Error(`${url}: ${head.slice(0, 12)}`));
            bodyLeft = Number(/\r\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
            head = "";
          }
          const taken = Math.min(bodyLeft, piece.length - at);
          bodyLeft -= taken;
          at += taken;
          if (bodyLeft > 0) return;
          answers += 1;
          bodyLeft = -1;
          if (isOver) return void socket.destroy();
          socket.write(question);
        }
      });
    });

  const asking = Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const pause = (seconds: number) =>
    Promise.race([asking, new Promise((resolve) => setTimeout(resolve, seconds * 1_000))]);
  await pause(SPAN.warmUp);
  const before = { answers, cpu: cpuSeconds(pid), at: performance.now() };
  await pause(SPAN.counted);
  const counted = answers - before.answers;
  const load = {
    requests: (counted * 1_000) / (performance.now() - before.at),
    cpu: ((cpuSeconds(pid) - before.cpu) * 1_000) / counted,
  };
  isOver = true;
  await asking;
  return load;
}
