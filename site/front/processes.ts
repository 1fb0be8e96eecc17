import { Agent, get } from "node:http";

/** One process of the application, as the front sees it. */
export interface ApplicationProcess {
  readonly port: number;
  /** Connections that are kept. */
  readonly agent: Agent;
  /** Requests that it has not answered to their end. */
  underway: number;
  /** Nobody listened there: it has ended, and is being started again. */
  isAway: boolean;
}

/** A process that is away is asked so often whether it is back; milliseconds. */
const ASKED_EVERY = 250;

/** The modules of a process that has just started are loaded with the first question. */
const PATIENCE = 30_000;

/** The processes of the application behind the front, and which of them has the next request. */
export class ApplicationProcesses {
  readonly all: readonly ApplicationProcess[];
  private turn = 0;

  constructor(ports: readonly number[]) {
    this.all = ports.map((port) => ({ port, agent: new Agent({ keepAlive: true }), underway: 0, isAway: false }));
  }

  /**
   * Of those that are there the one with the fewest requests, and among equals each in its turn; where none is, one that
   * may be back. One that hangs soon has more than the others, and gets no further ones.
   *
   * @returns `undefined` when every one has been tried.
   */
  choose(tried: ReadonlySet<ApplicationProcess>): ApplicationProcess | undefined {
    this.turn = (this.turn + 1) % this.all.length;
    const inTurn = [...this.all.slice(this.turn), ...this.all.slice(0, this.turn)].filter((each) => !tried.has(each));
    const there = inTurn.filter(({ isAway }) => !isAway);
    const [first, ...others] = there.length > 0 ? there : inTurn;
    return others.reduce((least, each) => (least && least.underway <= each.underway ? least : each), first);
  }

  /** Passes a process over until it answers a question of the front's own. One alone is not: there is no other to ask. */
  passOver(process: ApplicationProcess): void {
    if (process.isAway || this.all.length === 1) return;
    process.isAway = true;
    this.askWhetherBack(process);
  }

  private askWhetherBack(process: ApplicationProcess): void {
    const question = get({
      host: "127.0.0.1",
      port: process.port,
      path: "/api/health",
      agent: false,
      timeout: PATIENCE,
    });
    question.once("response", (answer) => {
      answer.resume();
      process.isAway = false;
    });
    question.once("timeout", () => question.destroy());
    question.once("error", () => void setTimeout(() => this.askWhetherBack(process), ASKED_EVERY).unref());
  }
}
