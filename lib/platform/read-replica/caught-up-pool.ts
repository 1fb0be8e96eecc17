import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { PatientPool } from "@/lib/platform/patient-pool";

/** A replica on the same network has what was committed in a millisecond or two; who reads waits so long for it. */
const PATIENCE = 100;

/** It is looked so often whether it has; milliseconds. */
const LOOKED_EVERY = 3;

/** A connection that was found caught up is asked again after so long: its server may have been stopped. */
const TRUSTED_FOR = 1_000;

/** The replica has not yet replayed what whoever reads could have seen on the primary. */
export class ReplicaBehind extends Error {
  override readonly name = "ReplicaBehind";
}

/** What `DATABASE_READ_URL` names is no server that replays another one's log. */
export class NoReplica extends Error {
  override readonly name = "NoReplica";
}

/** A place in the log of the primary: `16/B374D848` as one number. */
export function positionOf(text: string): bigint {
  const [high, low] = text.split("/");
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/**
 * Connections to a streaming replica, each handed out only once its server has replayed the log as far as is needed: so
 * nothing that is read through them is older than what was asked for, also where several replicas stand behind one
 * address. What is needed only grows: statements of several requests may leave together.
 */
export class CaughtUpPool extends PatientPool {
  private needed = 0n;
  private readonly found = new WeakMap<pg.PoolClient, { position: bigint; at: number }>();

  /** From now on no connection is handed out whose server has not replayed up to there. */
  need(position: bigint): void {
    if (position > this.needed) this.needed = position;
  }

  protected override async connectPatiently(): Promise<pg.PoolClient> {
    const client = await super.connectPatiently();
    try {
      await this.waitUntilCaughtUp(client, this.needed);
      return client;
    } catch (error) {
      client.release(error instanceof ReplicaBehind ? undefined : (error as Error));
      throw error;
    }
  }

  private async waitUntilCaughtUp(client: pg.PoolClient, needed: bigint): Promise<void> {
    const begun = performance.now();
    const known = this.found.get(client);
    if (known && known.position >= needed && begun - known.at < TRUSTED_FOR) return;
    for (;;) {
      const position = await replayedOn(client);
      if (position >= needed) return void this.found.set(client, { position, at: begun });
      if (performance.now() - begun > PATIENCE) throw new ReplicaBehind(`at ${position}, ${needed} is needed`);
      await sleep(LOOKED_EVERY);
    }
  }
}

/** A server that was promoted goes on to tell where it stopped, and takes writes. */
const replayed = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END::text AS position";

async function replayedOn(client: pg.PoolClient): Promise<bigint> {
  // Of a server that is stopped no answer comes; the statement's own limit is far longer than the question is worth.
  const question = { text: replayed, query_timeout: 2 * PATIENCE };
  const { rows } = await client.query<{ position: string | null }>(question);
  const position = rows[0]!.position;
  if (position === null) throw new NoReplica("the server of DATABASE_READ_URL replays no log");
  return positionOf(position);
}
