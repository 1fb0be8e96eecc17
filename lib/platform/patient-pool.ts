import { performance } from "node:perf_hooks";
import pg from "pg";

/** pg's own sentences for a connection that did not come in time: a new one, and a free one of the pool. */
const waitedInVain =
  /timeout exceeded when trying to connect|Connection terminated due to connection timeout|timeout expired/;

/** A timer that rings so much later than it was set for rang late because this process was away; milliseconds. */
const RINGS_LATE = 250;

/** Of the time that was waited, the part in which this process answered nobody. */
const MOSTLY_BUSY = 0.5;

type Taken = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/**
 * A pool that does not blame the database for its own delay. The limit of a connection is a timer of this process: while
 * a module is loaded or the machine runs others, answers lie unread, and the first thing done afterwards is that the timer
 * rings. Where this process was away for most of the wait it asks once more.
 */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<pg.PoolClient> | void {
    const connecting = this.connectPatiently();
    if (!taken) return connecting;
    connecting.then(
      (client) => taken(undefined, client, (error) => client.release(error)),
      (error: Error) => taken(error, undefined, () => undefined),
    );
  }

  /** A connection, waited for as long as the limit says of this process's own time. */
  protected async connectPatiently(): Promise<pg.PoolClient> {
    const [begunAt, begun] = [performance.now(), performance.eventLoopUtilization()];
    try {
      return await super.connect();
    } catch (error) {
      const late = performance.now() - begunAt - (this.options.connectionTimeoutMillis ?? 0);
      const { utilization } = performance.eventLoopUtilization(begun);
      const wasAway = late > RINGS_LATE || utilization > MOSTLY_BUSY;
      if (!wasAway || !(error instanceof Error) || !waitedInVain.test(error.message)) throw error;
      return super.connect();
    }
  }
}
