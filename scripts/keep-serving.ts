import { placesOf, startAll, urlOf, type Ending, type Served, type ServeOptions } from "./serve";

/** A web server that is started again when it ends by itself. */
export interface KeptServer {
  url: string;
  /** Of the processes of the application that serve now, or did last. */
  readonly pids: readonly number[];
  /** Of the front that stands before them now. */
  readonly frontPid: number;
  /** Resolves once another process serves in the place of the one of this number. Rejects when it was given up. */
  answersAgain(after: number): Promise<void>;
  /** Resolves with the reason when it has ended too often, or could not be started again. */
  givenUp: Promise<string>;
  stop(): Promise<void>;
}

/**
 * How often it may be started again: five times in a minute is no accident any more but a fault that a restart does not
 * mend.
 */
const usual = { restarts: 5, withinMs: 60_000 };

/**
 * Serves, and starts a process of the application, or the front, again when it ends without having been told to: killed,
 * out of memory, a bug. The others are not touched: while the application is away, pages of reports are still answered.
 * Too many ends of one within a short time are given up, so that a fault is seen and not hidden.
 *
 * @param log gets one line, in Chinese and English, for every end with its reason and what is done about it.
 * @throws when one of them does not answer at its first start.
 */
export async function keepServing(
  options: ServeOptions,
  { log, limit = usual }: { log: (line: string) => void; limit?: typeof usual },
): Promise<KeptServer> {
  const { starts, startTheFront } = await placesOf(options);
  const kept = await startAll([
    () => keep(startTheFront, nameOfFront, { log, limit }),
    ...starts.map((start, at) => () => keep(start, nameOfProcess(at + 1, starts.length), { log, limit })),
  ]);
  const [front, ...application] = kept;
  return {
    url: urlOf(options),
    get pids() {
      return application.map(({ pid }) => pid);
    },
    get frontPid() {
      return front!.pid;
    },
    answersAgain: async (after) => void (await Promise.all(kept.map((each) => each.answersAgain(after)))),
    givenUp: Promise.race(kept.map(({ givenUp }) => givenUp)),
    stop: async () => {
      await front!.stop();
      await Promise.all(application.map((each) => each.stop()));
    },
  };
}

/** What a process is called in the log. */
interface Name {
  chinese: string;
  english: string;
}

const nameOfFront: Name = { chinese: "网页前端", english: "front of the web server" };

/** One of several bears its number. */
function nameOfProcess(number: number, of: number): Name {
  return of === 1
    ? { chinese: "网页服务", english: "web server" }
    : { chinese: `网页服务（${number}/${of}）`, english: `web server (${number} of ${of})` };
}

/** A process that is kept. */
interface Kept {
  readonly pid: number;
  /** Resolves once the one of this number has been replaced, at once if it never was this one. */
  answersAgain(after: number): Promise<void>;
  givenUp: Promise<string>;
  stop(): Promise<void>;
}

/** One process that is started again when it ends by itself. */
async function keep(
  start: () => Promise<Served>,
  name: Name,
  { log, limit }: { log: (line: string) => void; limit: typeof usual },
): Promise<Kept> {
  let server = await start();
  let isStopping = false;
  let giveUp: (reason: string) => void = () => undefined;
  const givenUp = new Promise<string>((resolve) => (giveUp = resolve));
  /** Resolves when the server that serves now has ended and been replaced; `null`: it was not. */
  let back: Promise<Served | null> = Promise.resolve(server);
  const ends: number[] = [];

  const watch = (watched: Served) => {
    back = watched.ended.then((ending) => (isStopping ? null : restart(ending)));
  };
  const restart = async (ending: Ending): Promise<Served | null> => {
    ends.push(performance.now());
    const recent = ends.filter((at) => ends.at(-1)! - at <= limit.withinMs).length;
    const reason = reasonOf(ending);
    if (recent > limit.restarts) {
      const seconds = Math.round(limit.withinMs / 1_000);
      giveUp(
        `${name.chinese}在 ${seconds} 秒内第 ${recent} 次意外结束（${reason}），不再重启。请查看上文日志。/ ` +
          `The ${name.english} ended ${recent} times within ${seconds} seconds (${reason}) and is not started again. See the log above.`,
      );
      return null;
    }
    log(
      `${name.chinese}意外结束（${reason}），正在重新启动。/ The ${name.english} ended (${reason}) and is being started again.`,
    );
    const started = performance.now();
    try {
      server = await start();
    } catch (error) {
      if (isStopping) return null;
      giveUp(
        `${name.chinese}未能重新启动。/ The ${name.english} could not be started again: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
    if (isStopping) {
      await server.stop();
      return null;
    }
    log(
      `${name.chinese}已恢复，用时 ${((performance.now() - started) / 1_000).toFixed(1)} 秒。/ The ${name.english} answers again.`,
    );
    watch(server);
    return server;
  };
  watch(server);

  return {
    get pid() {
      return server.pid;
    },
    answersAgain: async (after) => {
      if (server.pid === after && (await back) === null) throw new Error("the web server was given up");
    },
    givenUp,
    stop: async () => {
      isStopping = true;
      // A server that is just being started again ends as soon as it answers.
      await server.stop();
      await back;
    },
  };
}

function reasonOf({ code, signal }: Ending): string {
  if (signal === "SIGKILL") return "SIGKILL，可能内存不足 / possibly out of memory";
  return signal ?? `代码 / code ${code}`;
}
