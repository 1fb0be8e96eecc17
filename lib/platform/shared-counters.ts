import type { QueryConfig } from "pg";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import { pool } from "@/lib/platform/db";

/** Makes a counter: so many points within so many seconds, by key. */
type MakeCounter = (keyPrefix: string, points: number, duration: number) => RateLimiterPostgres;

/** Points of a counter that refuses nobody: who asks it decides by what it has counted. */
export const UNLIMITED = 1_000_000;

/**
 * Counters in the database, so that processes and replicas count together. Made again when the pool was closed and
 * reopened (tests).
 */
export function sharedCounters<Counters>(make: (counter: MakeCounter) => Counters): () => Counters {
  let made: { of: unknown; counters: Counters } | undefined;
  return () => {
    const storeClient = pool();
    if (made?.of !== storeClient) {
      // The library names its statements, which PgBouncer mixes up between connections.
      const unnamed = { query: ({ name: _name, ...statement }: QueryConfig) => storeClient.query(statement) };
      const counter: MakeCounter = (keyPrefix, points, duration) =>
        new RateLimiterPostgres({
          storeClient: unnamed,
          storeType: "pool",
          tableName: "rate_limit",
          tableCreated: true,
          keyPrefix,
          points,
          duration,
          clearExpiredByTimeout: false,
        });
      made = { of: storeClient, counters: make(counter) };
    }
    return made.counters;
  };
}
