import { recordAudit, type AuditEntry } from "@/lib/features/audit/mutations";
import { factorsOf, hasFactor } from "@/lib/features/session/data";
import { signInRefusalSentence, signInSchema, type SignInRefusal } from "@/lib/features/session/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import {
  admitAttempt,
  attemptFailed,
  attemptSucceeded,
  attemptUnanswered,
  type Attempt,
} from "@/lib/platform/attempt-limits";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { whyGuessable } from "@/lib/platform/password-strength";
import { hashPassword, verifyPassword } from "@/lib/platform/passwords";
import { pinyinOf } from "@/lib/platform/pinyin";
import { SESSION_SECONDS, type SessionToken, type SignInAttempt } from "@/lib/platform/session-cookie";

/** Where a person sits who signs in: network address, and what the browser calls itself. */
export interface From {
  address: string;
  browser: string | null;
}

/**
 * What a sign-in came to: a session, which may have to wait for its second factor. `waitSeconds`: until attempts from
 * there are listened to again.
 */
export type SignInOutcome =
  | { ok: true; token: SessionToken; needsSecondFactor: boolean }
  | ({ ok: false } & SignInRefusal);

/**
 * Checks name and password and begins a session. Unknown name, wrong password and disabled account get the same answer
 * after the same work. Records every outcome that belongs to a known account, and slows down whoever guesses.
 *
 * @throws whatever keeps the database from answering: that is not a wrong password.
 */
export async function signIn(attempt: SignInAttempt): Promise<SignInOutcome> {
  const parsed = signInSchema.safeParse(attempt);
  if (!parsed.success) return { ok: false, error: "invalid" };
  const { username, password } = parsed.data;
  const from: Attempt = { account: username, address: attempt.address };

  const admission = await admitAttempt(from);
  if (!admission.ok) return admission;
  try {
    return await check(from, { password, browser: attempt.browser ?? null }, admission.isSlowed);
  } catch (error) {
    await attemptUnanswered(from);
    throw error;
  }
}

async function check(
  from: Attempt,
  { password, browser }: { password: string; browser: string | null },
  isSlowed: boolean,
): Promise<SignInOutcome> {
  const { account: username, address } = from;
  const user = await db().user.findUnique({ where: { username }, include: factorsOf });
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  const about = user && { ...byThemselves(user), address };

  if (user === null || about === null || !matches || user.disabledAt !== null) {
    const isLimitReached = await attemptFailed(from);
    if (about)
      await db().$transaction((transaction) =>
        recordAudit(
          { ...about, action: isLimitReached ? "session.rateLimited" : isSlowed ? "session.locked" : "session.failed" },
          transaction,
        ),
      );
    return { ok: false, error: "invalid" };
  }

  const needsSecondFactor = hasFactor(user);
  const token = await db().$transaction(async (transaction) => {
    if (needsSecondFactor) await recordAudit({ ...about, action: "session.passwordAccepted" }, transaction);
    else await recordSignIn({ ...about, details: {} }, transaction);
    return startSession(user, { client: transaction, from: { address, browser } });
  });
  await attemptSucceeded(from);
  return { ok: true, token, needsSecondFactor };
}

/** What an audit event says of somebody who does something to their own account. */
export function byThemselves(user: { id: string; districtId: string; name: string; username: string }) {
  return {
    districtId: user.districtId,
    actor: { id: user.id, name: user.name },
    subject: { kind: "user", id: user.id, name: user.username },
  } as const;
}

/** Notes that somebody has signed in, with all that is asked of them. */
export async function recordSignIn(
  about: Omit<AuditEntry, "action" | "actor"> & { actor: { id: string; name: string } },
  transaction: Prisma.TransactionClient,
): Promise<void> {
  await transaction.user.update({ where: { id: about.actor.id }, data: { lastSignInAt: now() } });
  await recordAudit({ ...about, action: "session.signedIn" }, transaction);
}

/**
 * Begins a session of a user as just read, and clears away those of the same user that are over by their age.
 *
 * @param from where the person sits, so that they know the session again.
 */
export async function startSession(
  user: { id: string; sessionVersion: number },
  options: {
    client?: Prisma.TransactionClient;
    from?: From;
    isSecondFactorGiven?: boolean;
  } = {},
): Promise<SessionToken> {
  const { client = db(), from = null, isSecondFactorGiven = false } = options;
  const at = now();
  await client.userSession.deleteMany({
    where: { userId: user.id, startedAt: { lt: new Date(at.getTime() - SESSION_SECONDS * 1000) } },
  });
  const session = await client.userSession.create({
    data: {
      userId: user.id,
      sessionVersion: user.sessionVersion,
      startedAt: at,
      lastSeenAt: at,
      secondFactorAt: isSecondFactorGiven ? at : null,
      address: from?.address ?? null,
      browser: from?.browser?.slice(0, LONGEST_BROWSER) ?? null,
    },
  });
  return { sessionId: session.id, userId: user.id, startedAt: Math.floor(at.getTime() / 1000) };
}

/** As much of what a browser calls itself is kept. */
const LONGEST_BROWSER = 300;

/** Signs out: the session is over for every copy of its cookie. One that has ended already stays ended. */
export async function endSession(token: SessionToken): Promise<void> {
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.userSession.deleteMany({
      where: { id: token.sessionId, userId: token.userId },
    });
    if (count === 0) return;
    const user = await transaction.user.findUniqueOrThrow({ where: { id: token.userId } });
    await recordAudit({ ...byThemselves(user), action: "session.signedOut" }, transaction);
  });
}

/**
 * Changes one's own password. Every session of the user ends, this one too: the person signs in again. Guessing the
 * current one is slowed down and recorded like guessing at the sign-in page.
 *
 * @throws AppError notFound when the user does not exist.
 */
export async function changePassword(
  userId: string,
  input: { currentPassword: string; newPassword: string },
  address: string,
): Promise<Outcome<undefined>> {
  const confirmed = await confirmPassword(userId, input.currentPassword, address);
  if (!confirmed.ok) return confirmed;
  const { user, about } = confirmed.data;
  const problem = await whyGuessable(input.newPassword, await namesAround(user));
  if (problem !== null) return refused(problem);
  const passwordHash = await hashPassword(input.newPassword);
  const changed = await db().$transaction(async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { id: user.id, sessionVersion: user.sessionVersion },
      data: { passwordHash, mustChangePassword: false, sessionVersion: { increment: 1 } },
    });
    if (count === 0) return false;
    await recordAudit({ ...about, action: "account.passwordChanged" }, transaction);
    return true;
  });
  return changed ? done(undefined) : refused("密码刚刚已被修改，请重新登录。");
}

/** What somebody who tries passwords of this person tries first: names of the person and of the district, in Latin, too. */
async function namesAround({ username, name, districtId }: { username: string; name: string; districtId: string }) {
  const district = await db().district.findUniqueOrThrow({ where: { id: districtId } });
  const places = district.name.split(/(?<=[省市州区县])/);
  const inChinese = [name, district.name, ...places, ...places.map((place) => place.slice(0, -1))];
  return [username, district.code, ...inChinese, ...inChinese.map(pinyinOf)];
}

/**
 * Asks a signed-in person for their password once more, before their account is changed. Guessing it is slowed down and
 * recorded like guessing at the sign-in page.
 *
 * @returns the user as just read, and what an audit event about it says.
 * @throws AppError notFound when the user does not exist.
 */
export async function confirmPassword(userId: string, password: string, address: string) {
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user) throw new AppError("notFound", `user ${userId}`);
  const from: Attempt = { account: user.username, address };
  const about = { ...byThemselves(user), address };
  const admission = await admitAttempt(from);
  if (!admission.ok) return refused(signInRefusalSentence(admission));
  let matches: boolean;
  try {
    matches = await verifyPassword(password, user.passwordHash);
  } catch (error) {
    await attemptUnanswered(from);
    throw error;
  }
  if (!matches) {
    await attemptFailed(from);
    await db().$transaction((transaction) => recordAudit({ ...about, action: "account.passwordRefused" }, transaction));
    return refused("当前密码不正确。");
  }
  await attemptSucceeded(from);
  return done({ user, about });
}

/** Ends one session of the user, on another device. */
export async function endOneSession(userId: string, sessionId: string): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.userSession.deleteMany({ where: { id: sessionId, userId } });
    if (count === 0) return refused("这处登录已经结束，请刷新。");
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
    await recordAudit({ ...byThemselves(user), action: "account.sessionEnded" }, transaction);
    return done(undefined);
  });
}

/** Ends every session of the user, on every device, this one too. */
export async function endAllSessions(userId: string): Promise<Outcome<undefined>> {
  await db().$transaction(async (transaction) => {
    const user = await transaction.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
    await recordAudit({ ...byThemselves(user), action: "account.signedOutEverywhere" }, transaction);
  });
  return done(undefined);
}
