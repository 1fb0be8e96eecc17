import type { ChildProcess } from "node:child_process";

/** Why a process ended before it had answered. */
export type EndOfHelper = "time" | "memory" | "crash";

/** The process ended, or was ended, over its work. */
export class HelperEnded extends Error {
  override readonly name = "HelperEnded";

  constructor(readonly reason: EndOfHelper) {
    super(`The process ended before it had answered: ${reason}`);
  }
}

/** As many wait already as may wait. */
export class HelpersBusy extends Error {
  override readonly name = "HelpersBusy";
}

interface Options {
  /**
   * Forks a process. It answers `{ id, ...job }` with `{ id, memory, ...answer }`, one after the other, ends when the
   * channel closes, and uses "advanced" serialization.
   */
  start: () => ChildProcess;
  /** Most processes at once. */
  size: number;
  /** Processes that stay when there is nothing to do, once there was something. */
  keep: number;
  /** Most callers that wait for their turn. */
  maxWaiting: number;
  /** A process that has not answered after so long is ended. */
  timeLimitMs: number;
  /** A process that holds more after its answer makes way for a new one: native memory is returned only in part. */
  memoryToKeepBytes: number;
  /** A process that is not kept ends after so long without work. */
  idleMs: number;
}

/** What every answer carries: whose it is, and the process's resident memory in bytes. */
interface Envelope {
  id: number;
  memory: number;
}

interface Helper {
  child: ChildProcess;
  isEnded: boolean;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Processes of our own that do one job after the other and may be ended at any moment. They start with the first job,
 * and never keep this process from ending.
 */
export class HelperProcesses<Job extends object, Answer extends object> {
  readonly #helpers = new Set<Helper>();
  readonly #free: Helper[] = [];
  readonly #waiting: ((helper: Helper) => void)[] = [];
  #serial = 0;
  /** Most memory that a process told of, in bytes. */
  peakMemory = 0;

  constructor(private readonly options: Options) {}

  /** @throws HelpersBusy when too many wait already; HelperEnded when the process died or ran out of time. */
  async run(job: Job): Promise<Answer> {
    const helper = await this.#take();
    try {
      const answer = await this.#ask(helper, job);
      this.peakMemory = Math.max(this.peakMemory, answer.memory);
      if (answer.memory > this.options.memoryToKeepBytes) this.#end(helper, "SIGTERM");
      return answer;
    } finally {
      this.#giveBack(helper);
    }
  }

  /** Ends every process at once. */
  stop(): void {
    for (const helper of this.#helpers) this.#end(helper, "SIGTERM");
  }

  async #take(): Promise<Helper> {
    const free = this.#free.pop();
    if (free) {
      clearTimeout(free.idle);
      return free;
    }
    if (this.#helpers.size < this.options.size) return this.#start();
    if (this.#waiting.length >= this.options.maxWaiting) throw new HelpersBusy();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(helper: Helper): void {
    const next = this.#waiting.shift();
    if (next) return next(helper.isEnded ? this.#start() : helper);
    if (!helper.isEnded) this.#rest(helper);
    else if (this.#helpers.size < this.options.keep) this.#rest(this.#start());
  }

  #rest(helper: Helper): void {
    hold(helper.child, false);
    this.#free.push(helper);
    helper.idle = setTimeout(() => {
      if (this.#helpers.size > this.options.keep) this.#end(helper, "SIGTERM");
    }, this.options.idleMs).unref();
  }

  #start(): Helper {
    const child = this.options.start();
    const helper: Helper = { child, isEnded: false, idle: undefined };
    this.#helpers.add(helper);
    child.once("exit", () => this.#forget(helper));
    child.once("error", () => this.#forget(helper));
    return helper;
  }

  #end(helper: Helper, signal: NodeJS.Signals): void {
    this.#forget(helper);
    helper.child.kill(signal);
  }

  #forget(helper: Helper): void {
    helper.isEnded = true;
    clearTimeout(helper.idle);
    this.#helpers.delete(helper);
    const at = this.#free.indexOf(helper);
    if (at >= 0) this.#free.splice(at, 1);
  }

  #ask(helper: Helper, job: Job): Promise<Answer & Envelope> {
    const { child } = helper;
    const id = ++this.#serial;
    hold(child, true);
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        child.off("error", onError);
        settle();
      };
      const timer = setTimeout(() => {
        this.#end(helper, "SIGKILL");
        finish(() => reject(new HelperEnded("time")));
      }, this.options.timeLimitMs);
      const onMessage = (answer: Answer & Envelope) => {
        if (answer.id === id) finish(() => resolve(answer));
      };
      const onExit = (_code: number | null, signal: NodeJS.Signals | null) =>
        finish(() => reject(new HelperEnded(reasonOf(signal))));
      const onError = (error: Error) => finish(() => reject(error));
      child.on("message", onMessage);
      child.on("exit", onExit);
      child.on("error", onError);
      child.send({ id, ...job }, (error) => {
        // A process that died meanwhile tells more by its exit, which follows.
        if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") finish(() => reject(error));
      });
    });
  }
}

/**
 * SIGALRM: out of processor time, by its own watch. SIGKILL and SIGABRT: out of memory, by its own watch, the system's
 * or the engine's.
 */
function reasonOf(signal: NodeJS.Signals | null): EndOfHelper {
  if (signal === "SIGALRM") return "time";
  return signal === "SIGKILL" || signal === "SIGABRT" ? "memory" : "crash";
}

/** An idle child must not keep this process alive; a working one must. */
function hold(child: ChildProcess, isWorking: boolean): void {
  if (isWorking) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
