import {
  claimMail,
  dropMail,
  gatherMail,
  giveUpInterrupted,
  readMail,
  settleMail,
} from "@/lib/features/mail/mutations";
import { now } from "@/lib/platform/clock";
import { logger } from "@/lib/platform/logger";
import { handOver, LONGEST_HAND_OVER_SECONDS, mailServer, type Patience } from "@/lib/platform/mail/hand-over";

/** A claim lasts longer than the longest hand-over and what is written before and after it. */
const CLAIM_SECONDS = LONGEST_HAND_OVER_SECONDS + 60;

/** After so long, the next round goes on. */
const ROUND_MS = 60_000;

let sending: Promise<void> | null = null;

/** Sends what waits; while a round of this process is under way, no other begins. */
export function lookAfterMail(): Promise<void> {
  sending ??= sendWaitingMail().finally(() => (sending = null));
  return sending;
}

/** Makes mail of notices and hands over what waits, mail after mail, until none does or the server fails. */
export async function sendWaitingMail(patience?: Patience): Promise<void> {
  const server = mailServer();
  if (server === null) return;
  await giveUpInterrupted();
  await gatherMail();
  const until = performance.now() + ROUND_MS;
  while (performance.now() < until) {
    const claim = await claimMail(CLAIM_SECONDS);
    if (!claim) return;
    const mail = await readMail(claim);
    if (mail.to === null) {
      await dropMail(claim, mail.why);
      continue;
    }
    const messageId = `${claim.id}@${server.from.split("@")[1]!}`;
    const attempt = await handOver(server, { messageId, to: mail.to, ...mail.text, date: now() }, patience);
    await settleMail(claim, attempt, mail.to);
    // Neither whom it went to nor what the server said of them.
    logger.info({ mailId: claim.id, kind: claim.kind, attempt: claim.attempts, outcome: attempt.outcome }, "mail");
    if (attempt.outcome === "serverTrouble" || attempt.outcome === "unsure") return;
  }
}
