import { pino } from "pino";

/** JSON lines on standard output. Anything that could be a secret is removed before it is written. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "warn" : "info"),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: ["password", "*.password", "token", "*.token", "secret", "*.secret", "*.passwordHash", "headers.cookie", "headers.authorization", "databaseUrl", "*.databaseUrl"],
    remove: true,
  },
});
