import { addMinutes } from "date-fns";

/** What an attempt to hand a mail over came to; `said`: what the server said, in its own words or in ours. */
export type MailAttempt =
  | { outcome: "sent" }
  /** Nothing to do with this mail: the server is away, refuses us or our password. */
  | { outcome: "serverTrouble"; said: string }
  /** This mail was put off by the server (4xx). */
  | { outcome: "later"; said: string }
  /** The server takes nothing for this address (5xx after RCPT TO). */
  | { outcome: "unreachable"; said: string }
  /** The server does not take this mail (5xx after DATA). */
  | { outcome: "refused"; said: string }
  /** The connection ended after the text had begun and before the server answered. */
  | { outcome: "unsure"; said: string };

const serverPauses = [1, 2, 4, 8, 15] as const;
const mailPauses = [5, 15, 60, 240] as const;

/** A mail that the server puts off is given up after so long. */
export const LONGEST_PUT_OFF_HOURS = 72;

const nth = (pauses: readonly number[], times: number) => pauses[Math.min(Math.max(times, 1), pauses.length) - 1]!;

/** When a server that has failed so many times in a row is asked again. */
export function serverAgainAt(failures: number, now: Date): Date {
  return addMinutes(now, nth(serverPauses, failures));
}

/** When a mail that was put off is tried again. */
export function mailAgainAt(attempts: number, now: Date): Date {
  return addMinutes(now, nth(mailPauses, attempts));
}
