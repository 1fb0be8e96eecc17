import { z } from "zod";
import {
  isSecondFactorRequired,
  secondFactorRuleLabels,
  type SecondFactorRule,
} from "@/lib/domain/report/second-factor";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { findFactors, ruleOf } from "@/lib/features/second-factor/data";
import type { Factor } from "@/lib/features/second-factor/schema";
import type { Session } from "@/lib/features/session/data";
import { byThemselves, confirmPassword, recordSignIn, startSession, type From } from "@/lib/features/session/mutations";
import { signInRefusalSentence, waitText } from "@/lib/features/session/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import {
  admitAttempt,
  attemptFailed,
  attemptSucceeded,
  attemptUnanswered,
  forgetAttempts,
  type Attempt,
} from "@/lib/platform/attempt-limits";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Passkey, Prisma } from "@/lib/platform/generated/prisma/client";
import { addressOfCodes, newCodeSecret, stepOfCode } from "@/lib/platform/one-time-codes";
import {
  askForNewPasskey,
  askForPasskey,
  newPasskey,
  usesOfPasskey,
  type PasskeySite,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type PublicPasskey,
} from "@/lib/platform/passkeys";
import { hashOfRecoveryCode, newRecoveryCodes } from "@/lib/platform/recovery-codes";
import { seal, unseal } from "@/lib/platform/sealing";
import type { SessionToken } from "@/lib/platform/session-cookie";

/** How a second factor was given, as the audit log says it. */
type GivenBy = "codes" | "passkey" | "recoveryCode";

/** As many passkeys as one person has at most. */
const MOST_PASSKEYS = 10;

const wrongCode = "验证码不正确。请核对手机的时间是否准确，再填手机上现在显示的 6 位数字；备用码每个只能用一次。";
const noPasskeysHere = "当前网址不支持通行密钥：须用 https 的域名打开本系统。请改用动态验证码。";
const removedAlready = "这种方式已经取消，请刷新。";
const begunElsewhere = "这一步已经过期，请重新开始。";

function slowedSentence({ waitSeconds }: { waitSeconds: number }): string {
  return `该账号连续填错验证码，请 ${waitText(waitSeconds)}后再试，也可以用通行密钥或者备用码。不是您本人的，说明密码已被他人知晓，请登录后立即修改。`;
}

/** What a step that has two halves waits for, kept with the session for ten minutes. */
const awaitedSchema = z.object({
  kind: z.enum(["codes", "newPasskey", "passkey"]),
  /** The new secret, or the challenge. */
  value: z.string(),
  until: z.number(),
});
type AwaitedKind = z.infer<typeof awaitedSchema>["kind"];
const AWAITED_MINUTES = 10;

async function keepAwaited(session: Session, kind: AwaitedKind, value: string): Promise<void> {
  const until = now().getTime() + AWAITED_MINUTES * 60_000;
  const awaited = seal(JSON.stringify({ kind, value, until }), session.id);
  await db().userSession.updateMany({ where: { id: session.id }, data: { awaited } });
}

async function readAwaited(
  transaction: Prisma.TransactionClient,
  session: Session,
  kind: AwaitedKind,
): Promise<string | null> {
  const [row] = await transaction.$queryRaw<{ awaited: string | null }[]>`
    SELECT awaited FROM user_session WHERE id = ${session.id}::uuid FOR UPDATE`;
  const text = row?.awaited ? unseal(row.awaited, session.id) : null;
  if (text === null) return null;
  const awaited = awaitedSchema.parse(JSON.parse(text));
  return awaited.kind === kind && awaited.until >= now().getTime() ? awaited.value : null;
}

/** The same for a challenge, which is answered once, rightly or not. */
async function takeAwaited(session: Session, kind: AwaitedKind): Promise<string | null> {
  return db().$transaction(async (transaction) => {
    const value = await readAwaited(transaction, session, kind);
    await transaction.userSession.updateMany({ where: { id: session.id }, data: { awaited: null } });
    return value;
  });
}

function aboutOf({ district, user }: Session) {
  return byThemselves({ ...user, districtId: district.id });
}

/** Begins the session that the password alone did not begin, under another id: a copy of the waiting one is worth nothing. */
async function completeSignIn(
  transaction: Prisma.TransactionClient,
  session: Session,
  by: GivenBy,
  from: From,
): Promise<SessionToken> {
  const user = await transaction.user.findUniqueOrThrow({ where: { id: session.user.id } });
  const { count } = await transaction.userSession.deleteMany({
    where: { id: session.id, sessionVersion: user.sessionVersion },
  });
  if (count === 0) throw new AppError("notSignedIn");
  await recordSignIn({ ...aboutOf(session), address: from.address, details: { factor: by } }, transaction);
  return startSession(user, { client: transaction, from, isSecondFactorGiven: true });
}

/**
 * Gives the code of an app, or a recovery code, and begins the session. Codes of six digits are slowed down for the
 * account over all addresses; recovery codes, which nobody guesses, like passwords.
 */
export async function giveCode(session: Session, given: string, from: From): Promise<Outcome<SessionToken>> {
  const digits = given.replace(/\s/g, "");
  const isShort = /^\d{6}$/.test(digits);
  const { username } = session.user;
  const attempt: Attempt = { account: username, address: from.address, ...(isShort ? { of: "code" as const } : {}) };
  const admission = await admitAttempt(attempt);
  if (!admission.ok)
    return refused(
      isShort && admission.error === "wait" ? slowedSentence(admission) : signInRefusalSentence(admission),
    );
  let outcome: Outcome<SessionToken>;
  try {
    outcome = await db().$transaction(async (transaction) => {
      const problem = isShort
        ? await useCode(transaction, session, digits)
        : await useRecovery(transaction, session, given);
      if (problem !== null) return refused(problem);
      return done(await completeSignIn(transaction, session, isShort ? "codes" : "recoveryCode", from));
    });
  } catch (error) {
    await attemptUnanswered(attempt);
    throw error;
  }
  if (outcome.ok) await attemptSucceeded(attempt);
  else await secondFactorFailed(session, from, attempt);
  return outcome;
}

async function secondFactorFailed(session: Session, { address }: From, attempt: Attempt | null): Promise<void> {
  if (attempt) await attemptFailed(attempt);
  await db().$transaction((transaction) =>
    recordAudit({ ...aboutOf(session), address, action: "session.secondFactorFailed" }, transaction),
  );
}

/**
 * Takes the code of an app, each half minute's once; otherwise says why not.
 *
 * @throws AppError sealedElsewhere when the secret of the installation is another one than when the codes were set up.
 */
async function useCode(transaction: Prisma.TransactionClient, { user }: Session, code: string): Promise<string | null> {
  const codes = await transaction.oneTimeCodes.findUnique({ where: { userId: user.id } });
  if (codes === null) return wrongCode;
  const secret = unseal(codes.secret, user.id);
  if (secret === null) throw new AppError("sealedElsewhere", "codes of a person");
  const step = stepOfCode(secret, code, now());
  if (step === null) return wrongCode;
  const { count } = await transaction.oneTimeCodes.updateMany({
    where: { userId: user.id, usedStep: { lt: step } },
    data: { usedStep: step },
  });
  return count === 1 ? null : "这个验证码已经用过，请等手机上显示下一个再填。";
}

async function useRecovery(
  transaction: Prisma.TransactionClient,
  { user }: Session,
  code: string,
): Promise<string | null> {
  const { count } = await transaction.recoveryCode.updateMany({
    where: { userId: user.id, hash: hashOfRecoveryCode(user.id, code), usedAt: null },
    data: { usedAt: now() },
  });
  return count === 1 ? null : wrongCode;
}

/** What the browser needs to show one of the person's passkeys. */
export async function beginSecondStep(
  session: Session,
  site: PasskeySite | null,
): Promise<Outcome<PublicKeyCredentialRequestOptionsJSON>> {
  if (site === null) return refused(noPasskeysHere);
  const passkeys = await db().passkey.findMany({ where: { userId: session.user.id } });
  if (passkeys.length === 0) return refused("您没有登记通行密钥，请填写验证码。");
  const options = await askForPasskey(site, passkeys.map(publicPart));
  await keepAwaited(session, "passkey", options.challenge);
  return done(options);
}

/** Gives a passkey and begins the session. */
export async function givePasskey(
  session: Session,
  response: Record<string, unknown>,
  site: PasskeySite | null,
  from: From,
): Promise<Outcome<SessionToken>> {
  if (site === null) return refused(noPasskeysHere);
  const challenge = await takeAwaited(session, "passkey");
  if (challenge === null) return refused(begunElsewhere);
  const passkey = await db().passkey.findFirst({
    where: { userId: session.user.id, credentialId: String(response.id) },
  });
  const uses = passkey && (await usesOfPasskey(site, response, challenge, publicPart(passkey)));
  if (passkey === null || uses === null) {
    await secondFactorFailed(session, from, null);
    return refused("通行密钥没有通过核对，请重试，或者改用验证码。");
  }
  return db().$transaction(async (transaction) => {
    await transaction.passkey.update({ where: { id: passkey.id }, data: { counter: uses, lastUsedAt: now() } });
    return done(await completeSignIn(transaction, session, "passkey", from));
  });
}

function publicPart({ credentialId, publicKey, counter, transports }: Passkey): PublicPasskey {
  return { credentialId, publicKey: new Uint8Array(publicKey), counter: Number(counter), transports };
}

/** Begins setting up codes: the secret for the person's app, which counts once a code of it was given. */
export async function beginCodes(
  session: Session,
  password: string,
  address: string,
): Promise<Outcome<{ secret: string; uri: string }>> {
  const confirmed = await confirmPassword(session.user.id, password, address);
  if (!confirmed.ok) return confirmed;
  const secret = newCodeSecret();
  await keepAwaited(session, "codes", secret);
  const issuer = `明账 ${session.district.name}`;
  return done({ secret, uri: addressOfCodes(secret, { issuer, username: session.user.username }) });
}

/**
 * Sets up codes once the app has shown a right one; with the first factor of a person come ten recovery codes, shown
 * this once. Codes that were there before are replaced, and every other session of the person ends.
 */
export async function confirmCodes(
  session: Session,
  code: string,
  address: string,
): Promise<Outcome<{ recoveryCodes: string[] | null }>> {
  return db().$transaction(async (transaction) => {
    const secret = await readAwaited(transaction, session, "codes");
    if (secret === null) return refused(begunElsewhere);
    const usedStep = stepOfCode(secret, code, now());
    if (usedStep === null) return refused(wrongCode);
    const userId = session.user.id;
    const data = { secret: seal(secret, userId), usedStep, createdAt: now() };
    await transaction.oneTimeCodes.upsert({ where: { userId }, create: { userId, ...data }, update: data });
    return added(transaction, session, { factor: "codes" }, address);
  });
}

/** Begins setting up a passkey: what the browser needs to make one. */
export async function beginPasskey(
  session: Session,
  password: string,
  site: PasskeySite | null,
  address: string,
): Promise<Outcome<PublicKeyCredentialCreationOptionsJSON>> {
  if (site === null) return refused(noPasskeysHere);
  const confirmed = await confirmPassword(session.user.id, password, address);
  if (!confirmed.ok) return confirmed;
  const passkeys = await db().passkey.findMany({ where: { userId: session.user.id } });
  if (passkeys.length >= MOST_PASSKEYS) return refused(`最多登记 ${MOST_PASSKEYS} 个通行密钥，请先取消不用的。`);
  const options = await askForNewPasskey(site, session.user, passkeys.map(publicPart));
  await keepAwaited(session, "newPasskey", options.challenge);
  return done(options);
}

/** Sets up the passkey that the browser has made; otherwise as with codes. */
export async function addPasskey(
  session: Session,
  { name, response }: { name: string; response: Record<string, unknown> },
  site: PasskeySite | null,
  address: string,
): Promise<Outcome<{ recoveryCodes: string[] | null }>> {
  if (site === null) return refused(noPasskeysHere);
  const challenge = await takeAwaited(session, "newPasskey");
  if (challenge === null) return refused(begunElsewhere);
  const passkey = await newPasskey(site, response, challenge);
  if (passkey === null) return refused("浏览器给出的通行密钥没有通过核对，请重新登记。");
  try {
    return await db().$transaction(async (transaction) => {
      await transaction.passkey.create({ data: { userId: session.user.id, name, createdAt: now(), ...passkey } });
      return added(transaction, session, { factor: "passkey", name }, address);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused("这个通行密钥已经登记过。");
    throw error;
  }
}

/** What follows on a factor that was added: recovery codes with the first, the end of other sessions, an event. */
async function added(
  transaction: Prisma.TransactionClient,
  session: Session,
  details: { factor: "codes" | "passkey"; name?: string },
  address: string,
): Promise<Outcome<{ recoveryCodes: string[] | null }>> {
  await endOtherSessions(transaction, session);
  await recordAudit({ ...aboutOf(session), action: "account.factorAdded", address, details }, transaction);
  const { hasCodes, passkeys } = await findFactors(session.user.id, transaction);
  const isFirst = Number(hasCodes) + passkeys.length === 1;
  return done({ recoveryCodes: isFirst ? await replaceRecoveryCodes(transaction, session.user.id) : null });
}

/**
 * Ends every session of the person but this one, which counts as one whose second factor was given.
 *
 * @throws AppError notSignedIn when this one was ended meanwhile: it stays ended.
 */
async function endOtherSessions(transaction: Prisma.TransactionClient, { id, user }: Session): Promise<void> {
  const { sessionVersion } = await transaction.user.update({
    where: { id: user.id },
    data: { sessionVersion: { increment: 1 } },
  });
  const { count } = await transaction.userSession.updateMany({
    where: { id, sessionVersion: sessionVersion - 1 },
    data: { sessionVersion, secondFactorAt: now(), awaited: null },
  });
  if (count === 0) throw new AppError("notSignedIn");
}

async function replaceRecoveryCodes(transaction: Prisma.TransactionClient, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await transaction.recoveryCode.deleteMany({ where: { userId } });
  await transaction.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, hash: hashOfRecoveryCode(userId, code) })),
  });
  return codes;
}

/** Makes ten new recovery codes, shown this once; those from before are worth nothing. */
export async function makeRecoveryCodes(
  session: Session,
  password: string,
  address: string,
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const { hasCodes, passkeys } = await findFactors(session.user.id);
  if (!hasCodes && passkeys.length === 0) return refused("还没有启用两步验证，不需要备用码。");
  const confirmed = await confirmPassword(session.user.id, password, address);
  if (!confirmed.ok) return confirmed;
  return db().$transaction(async (transaction) => {
    const recoveryCodes = await replaceRecoveryCodes(transaction, session.user.id);
    await endOtherSessions(transaction, session);
    await recordAudit({ ...aboutOf(session), action: "account.recoveryCodesMade", address }, transaction);
    return done({ recoveryCodes });
  });
}

/** Takes away a factor of one's own; not the last one while the district asks for it. Every other session ends. */
export async function removeFactor(
  session: Session,
  { password, factor }: { password: string; factor: Factor },
  address: string,
): Promise<Outcome<undefined>> {
  const userId = session.user.id;
  const { hasCodes, passkeys } = await findFactors(userId);
  if (factor.kind === "codes" ? !hasCodes : !passkeys.some(({ id }) => id === factor.id))
    return refused(removedAlready);
  const confirmed = await confirmPassword(userId, password, address);
  if (!confirmed.ok) return confirmed;
  return db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    const stored = await findFactors(userId, transaction);
    const left = Number(stored.hasCodes) + stored.passkeys.length - 1;
    if (left === 0 && isSecondFactorRequired(await ruleOf(session.district.id, transaction), session.actor.grants))
      return refused("本地区要求您启用两步验证。请先启用另一种方式，再取消这一种。");
    const { count } =
      factor.kind === "codes"
        ? await transaction.oneTimeCodes.deleteMany({ where: { userId } })
        : await transaction.passkey.deleteMany({ where: { userId, id: factor.id } });
    if (count === 0) return refused(removedAlready);
    if (left === 0) await transaction.recoveryCode.deleteMany({ where: { userId } });
    await endOtherSessions(transaction, session);
    const details = { factor: factor.kind };
    await recordAudit({ ...aboutOf(session), action: "account.factorRemoved", address, details }, transaction);
    return done(undefined);
  });
}

/** Takes away every second factor of somebody who has lost theirs, and ends their sessions. */
export async function resetSecondFactor(
  districtId: string,
  actor: AuditActor,
  userId: string,
): Promise<Outcome<undefined>> {
  if (actor.id === userId) return refused("不能重置自己的两步验证，请由另一名管理员办理，或者在“两步验证”中更换。");
  const outcome = await db().$transaction(async (transaction) => {
    const user = await transaction.user.findUnique({ where: { districtId_id: { districtId, id: userId } } });
    if (!user) throw new AppError("notFound", `user ${userId}`);
    const where = { userId };
    const removed = [
      await transaction.oneTimeCodes.deleteMany({ where }),
      await transaction.passkey.deleteMany({ where }),
    ].reduce((sum, { count }) => sum + count, 0);
    if (removed === 0) return refused("该用户没有启用两步验证，不需要重置。");
    await transaction.recoveryCode.deleteMany({ where });
    await transaction.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
    const subject = { kind: "user", id: userId, name: user.username } as const;
    await recordAudit({ districtId, action: "user.secondFactorReset", actor, subject }, transaction);
    return done(user.username);
  });
  if (!outcome.ok) return outcome;
  await forgetAttempts(outcome.data);
  return done(undefined);
}

/** Decides whom the district asks for a second factor; it holds for sessions that are open, too. */
export async function setSecondFactorRule(
  districtId: string,
  actor: AuditActor,
  { rule, known }: { rule: SecondFactorRule; known: SecondFactorRule },
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.district.updateMany({
      where: { id: districtId, secondFactor: known },
      data: { secondFactor: rule },
    });
    if (count === 0) return refused("他人刚刚修改了要求，请刷新后核对再保存。");
    if (rule === known) return refused("要求与现在相同，没有需要保存的内容。");
    const { name } = await transaction.district.findUniqueOrThrow({ where: { id: districtId } });
    const subject = { kind: "district", id: districtId, name } as const;
    const details = { secondFactorRule: [secondFactorRuleLabels[known], secondFactorRuleLabels[rule]] };
    await recordAudit({ districtId, action: "secondFactor.ruleChanged", actor, subject, details }, transaction);
    return done(undefined);
  });
}
