/**
 * How the front (site/front) introduces itself with each request that it hands on. The door takes the header from whoever
 * else sends it (scripts/door.mjs), so that one that is there is true.
 */
export const frontHeader = "x-mingzhang-front";

interface Front {
  startedAt: Date;
  /** Whether pages are kept in a folder, and answered while the database is away. */
  keepsPages: boolean;
}

/** `2026-11-30T01:00:00.000Z kept` */
export function introduceFront({ startedAt, keepsPages }: Front): string {
  return `${startedAt.toISOString()} ${keepsPages ? "kept" : "lost"}`;
}

/** The front that a request came through; `null` where it came through none. */
export function readFront(header: string | null): Front | null {
  const [startedAt, kept] = (header ?? "").split(" ");
  const moment = new Date(startedAt!);
  return Number.isNaN(moment.getTime()) ? null : { startedAt: moment, keepsPages: kept === "kept" };
}
