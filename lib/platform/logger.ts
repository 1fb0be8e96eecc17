import { pino, stdSerializers, stdTimeFunctions, type DestinationStream, type Logger } from "pino";

/** Of errors of the database and of Prisma: the row that was refused, with what somebody typed, and values of a statement. */
const holdsRows = new Set(["detail", "where", "internalQuery", "parameters", "args"]);

/** An error as the log has it: message, stack, causes, codes, and no row of the database. */
function errorWithoutRows(error: Error): unknown {
  return withoutRows(stdSerializers.errWithCause(error), 0);
}

function withoutRows(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== "object" || depth > 8) return value;
  if (Array.isArray(value)) return value.map((each) => withoutRows(each, depth + 1));
  // What pino has under `raw` is not enumerable, and stays out.
  const kept = Object.entries(value).filter(([name]) => !holdsRows.has(name));
  const own = value instanceof Error ? { message: value.message } : {};
  return { ...own, ...Object.fromEntries(kept.map(([name, each]) => [name, withoutRows(each, depth + 1)])) };
}

/**
 * A log of JSON lines. Anything that could be a secret is removed before it is written; an error is written with its
 * message, its stack and its causes, under either of the names that it is given, and without the rows it speaks of.
 */
export function createLogger(destination?: DestinationStream): Logger {
  return pino(
    {
      level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "warn" : "info"),
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorWithoutRows, error: errorWithoutRows },
      redact: {
        paths: [
          "password",
          "*.password",
          "token",
          "*.token",
          "secret",
          "*.secret",
          "*.passwordHash",
          "headers.cookie",
          "headers.authorization",
          "databaseUrl",
          "*.databaseUrl",
        ],
        remove: true,
      },
    },
    destination,
  );
}

/** The log of this process, on standard output. */
export const logger = createLogger();
