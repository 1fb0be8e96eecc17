import { pino, stdSerializers, stdTimeFunctions, type DestinationStream, type Logger } from "pino";

/**
 * A log of JSON lines. Anything that could be a secret is removed before it is written; an error is written with its
 * message, its stack and its causes, under either of the names that it is given.
 */
export function createLogger(destination?: DestinationStream): Logger {
  return pino(
    {
      level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "warn" : "info"),
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.errWithCause, error: stdSerializers.errWithCause },
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
