import { serve, type Ending, type ServeOptions, type WebServer } from "./serve";

/** A web server that is started again when it ends by itself. */
export interface KeptServer {
  url: string;
  /** Of the process that serves now. */
  readonly pid: number;
  /** Resolves once another process than the one of this number serves. Rejects when it was given up. */
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
 * Serves, and starts the web server again on its port when it ends without having been told to: killed, out of memory,
 * a bug. Nothing else is touched. Too many ends within a short time are given up, so that a fault is seen and not
 * hidden.
 *
 * @param log gets one line, in Chinese and English, for every end with its reason and what is done about it.
 * @throws when it does not answer at its first start.
 */
export async function keepServing(
  options: ServeOptions,
  { log, limit = usual }: { log: (line: string) => void; limit?: typeof usual },
): Promise<KeptServer> {
  let server = await serve(options);
  const { url } = server;
  let isStopping = false;
  let giveUp: (reason: string) => void = () => undefined;
  const givenUp = new Promise<string>((resolve) => (giveUp = resolve));
  /** Resolves when the server that serves now has ended and been replaced; `null`: it was not. */
  let back: Promise<WebServer | null> = Promise.resolve(server);
  const ends: number[] = [];

  const watch = (watched: WebServer) => {
    back = watched.ended.then((ending) => (isStopping ? null : restart(ending)));
  };
  const restart = async (ending: Ending): Promise<WebServer | null> => {
    ends.push(performance.now());
    const recent = ends.filter((at) => ends.at(-1)! - at <= limit.withinMs).length;
    const reason = reasonOf(ending);
    if (recent > limit.restarts) {
      const seconds = Math.round(limit.withinMs / 1_000);
      giveUp(
        `网页服务在 ${seconds} 秒内第 ${recent} 次意外结束（${reason}），不再重启。请查看上文日志。/ ` +
          `The web server ended ${recent} times within ${seconds} seconds (${reason}) and is not started again. See the log above.`,
      );
      return null;
    }
    log(`网页服务意外结束（${reason}），正在重新启动。/ The web server ended (${reason}) and is being started again.`);
    const started = performance.now();
    try {
      server = await serve(options);
    } catch (error) {
      if (isStopping) return null;
      giveUp(
        `网页服务未能重新启动。/ The web server could not be started again: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
    if (isStopping) {
      await server.stop();
      return null;
    }
    log(
      `网页服务已恢复，用时 ${((performance.now() - started) / 1_000).toFixed(1)} 秒。/ The web server answers again.`,
    );
    watch(server);
    return server;
  };
  watch(server);

  return {
    url,
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
