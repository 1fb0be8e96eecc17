/**
 * The present moment. Every time the application stores or compares comes from here, so that tests and the demo
 * district can stand still: `MINGZHANG_NOW` (an ISO 8601 instant) fixes it.
 *
 * @throws {RangeError} when `MINGZHANG_NOW` is not a date.
 */
export function now(): Date {
  const fixed = process.env.MINGZHANG_NOW;
  if (!fixed) return new Date();
  const instant = new Date(fixed);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`MINGZHANG_NOW is not a date: ${fixed}`);
  return instant;
}
