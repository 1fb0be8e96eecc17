import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { recordAudit } from "@/lib/features/audit/mutations";
import type { SignInError } from "@/lib/features/session/schema";
import { signInSchema } from "@/lib/features/session/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { hashPassword, verifyPassword } from "@/lib/platform/passwords";
import type { SessionToken, SignInAttempt } from "@/lib/platform/session-cookie";

/** Failures in a row after which an account is locked, and for how long. */
export const MAX_FAILURES = 5;
export const LOCK_MINUTES = 15;

/** Failures from one network address in the same time, over all accounts; a whole office may share one address. */
const MAX_FAILURES_PER_ADDRESS = 40;

let limiter: { storeClient: unknown; instance: RateLimiterPostgres } | undefined;

/** Made again when the pool was closed and reopened (tests). */
function addressLimiter(): RateLimiterPostgres {
  const storeClient = pool();
  if (limiter?.storeClient !== storeClient) {
    limiter = {
      storeClient,
      instance: new RateLimiterPostgres({
        storeClient,
        tableName: "rate_limit",
        tableCreated: true,
        keyPrefix: "sign-in",
        points: MAX_FAILURES_PER_ADDRESS,
        duration: LOCK_MINUTES * 60,
        clearExpiredByTimeout: false,
      }),
    };
  }
  return limiter.instance;
}

/**
 * Checks name and password. Unknown name, wrong password, locked and disabled account get the same answer after the
 * same work. Records every outcome that belongs to a known account, and rate-limits failures by network address.
 */
export async function signIn(attempt: SignInAttempt): Promise<{ ok: true; token: SessionToken } | { ok: false; error: SignInError }> {
  const parsed = signInSchema.safeParse(attempt);
  if (!parsed.success) return { ok: false, error: "invalid" };
  const { username, password } = parsed.data;

  const limit = await addressLimiter().get(attempt.address);
  if (limit !== null && limit.consumedPoints >= MAX_FAILURES_PER_ADDRESS) return { ok: false, error: "tooMany" };

  const user = await db().user.findUnique({ where: { username } });
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  const at = now();
  const isLocked = user?.lockedUntil != null && user.lockedUntil > at;

  if (user === null || !matches || isLocked || user.disabledAt !== null) {
    const isLimitReached = await countFailure(attempt.address);
    if (user) {
      const about = { districtId: user.districtId, actor: { id: user.id, name: user.name }, subject: { kind: "user", id: user.id, name: user.username }, address: attempt.address } as const;
      await db().$transaction(async (transaction) => {
        const isLockedNow = !isLocked && user.disabledAt === null && (await countFailureOf(user.id, at, transaction));
        await recordAudit({ ...about, action: isLockedNow ? "session.locked" : isLimitReached ? "session.rateLimited" : "session.failed" }, transaction);
      });
    }
    return { ok: false, error: "invalid" };
  }

  await db().$transaction(async (transaction) => {
    await transaction.user.update({ where: { id: user.id }, data: { failedSignIns: 0, lockedUntil: null, lastSignInAt: at } });
    await recordAudit(
      { districtId: user.districtId, action: "session.signedIn", actor: { id: user.id, name: user.name }, subject: { kind: "user", id: user.id, name: user.username }, address: attempt.address },
      transaction,
    );
  });
  return { ok: true, token: { userId: user.id, sessionVersion: user.sessionVersion } };
}

/** Counts a failure from an address; true when it used up the allowance. */
async function countFailure(address: string): Promise<boolean> {
  try {
    const { remainingPoints } = await addressLimiter().consume(address);
    return remainingPoints === 0;
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return true;
    throw rejected;
  }
}

/** Counts a failure of an account in one statement, so that attempts at once are all counted; true when it locked it. */
async function countFailureOf(userId: string, at: Date, client: Prisma.TransactionClient = db()): Promise<boolean> {
  const lockedUntil = new Date(at.getTime() + LOCK_MINUTES * 60_000).toISOString();
  const moment = at.toISOString();
  const rows = await client.$queryRaw<{ locked: boolean }[]>`
    UPDATE app_user SET
      failed_sign_ins = CASE WHEN locked_until <= ${moment}::timestamptz THEN 1 ELSE failed_sign_ins + 1 END,
      locked_until = CASE WHEN locked_until <= ${moment}::timestamptz THEN NULL WHEN failed_sign_ins + 1 >= ${MAX_FAILURES} THEN ${lockedUntil}::timestamptz ELSE locked_until END
    WHERE id = ${userId}::uuid
    RETURNING locked_until IS NOT NULL AS locked`;
  return rows[0]?.locked ?? false;
}

/**
 * Changes one's own password. Every session of the user ends, this one too: the person signs in again.
 *
 * @throws AppError notFound when the user does not exist.
 */
export async function changePassword(userId: string, input: { currentPassword: string; newPassword: string }): Promise<Outcome<undefined>> {
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user) throw new AppError("notFound", `user ${userId}`);
  const at = now();
  if (user.lockedUntil !== null && user.lockedUntil > at) return refused("账号已暂时锁定，请稍后再试。");
  if (!(await verifyPassword(input.currentPassword, user.passwordHash))) {
    await countFailureOf(user.id, at);
    return refused("当前密码不正确。");
  }
  const passwordHash = await hashPassword(input.newPassword);
  const changed = await db().$transaction(async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { id: user.id, sessionVersion: user.sessionVersion },
      data: { passwordHash, mustChangePassword: false, failedSignIns: 0, sessionVersion: { increment: 1 } },
    });
    if (count === 0) return false;
    await recordAudit(
      { districtId: user.districtId, action: "account.passwordChanged", actor: { id: user.id, name: user.name }, subject: { kind: "user", id: user.id, name: user.username } },
      transaction,
    );
    return true;
  });
  return changed ? done(undefined) : refused("密码刚刚已被修改，请重新登录。");
}

/** Ends every session of the user, on every device, this one too. */
export async function endAllSessions(userId: string): Promise<Outcome<undefined>> {
  await db().$transaction(async (transaction) => {
    const user = await transaction.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
    await recordAudit(
      { districtId: user.districtId, action: "account.signedOutEverywhere", actor: { id: user.id, name: user.name }, subject: { kind: "user", id: user.id, name: user.username } },
      transaction,
    );
  });
  return done(undefined);
}
