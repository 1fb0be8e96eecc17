import { addHours, subMinutes } from "date-fns";
import {
  LONGEST_PUT_OFF_HOURS,
  mailAgainAt,
  serverAgainAt,
  type MailAttempt,
} from "@/lib/domain/notices/mail-attempts";
import { LISTED_IN_MAIL, mailOfCode, mailOfNotices, type MailText } from "@/lib/domain/notices/mail-text";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { codeIsFor } from "@/lib/features/mail-settings/data";
import { CODE_MINUTES } from "@/lib/features/mail-settings/mutations";
import { saidBy } from "@/lib/features/notices/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { unseal } from "@/lib/platform/sealing";
import { publicAddress } from "@/lib/platform/site-address";

/** Who wants mail at once gets one mail of what comes within so many minutes. */
const GATHERED_MINUTES = 5;

/** The hour in China from which on the mail of a day goes out. */
const DAILY_FROM = 8;

const hourInChina = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", hour12: false });

/** Whether it is late enough in China that people are told of what nobody has just done. */
export function isDay(at: Date): boolean {
  return Number(hourInChina.format(at)) >= DAILY_FROM;
}

/**
 * Makes mail of what people were told and have not read, one for each person, whoever wants it by now. Each notice goes
 * into one mail, however many servers gather at once.
 *
 * @returns how many mails were made.
 */
export async function gatherMail(): Promise<number> {
  const at = now();
  const wanted = await db().$queryRaw<{ districtId: string; userId: string }[]>`
    SELECT s.district_id AS "districtId", s.user_id AS "userId" FROM mail_setting s
    JOIN app_user u ON u.district_id = s.district_id AND u.id = s.user_id AND u.disabled_at IS NULL
    WHERE s.confirmed_at IS NOT NULL AND s.unreachable_at IS NULL AND s.pace <> 'none'
      AND EXISTS (SELECT FROM notice n WHERE n.district_id = s.district_id AND n.user_id = s.user_id
        AND n.mail_id IS NULL AND n.read_at IS NULL AND n.created_at >= s.since)`;
  let made = 0;
  for (const { districtId, userId } of wanted) if (await gatherFor(districtId, userId, at)) made += 1;
  return made;
}

async function gatherFor(districtId: string, userId: string, at: Date): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    const [setting] = await transaction.$queryRaw<
      { pace: "atOnce" | "daily" | "none"; since: Date; gatheredAt: Date | null; isUsable: boolean }[]
    >`
      SELECT pace::text AS pace, since, gathered_at AS "gatheredAt",
        confirmed_at IS NOT NULL AND unreachable_at IS NULL AS "isUsable"
      FROM mail_setting WHERE district_id = ${districtId}::uuid AND user_id = ${userId}::uuid FOR UPDATE SKIP LOCKED`;
    if (!setting?.isUsable || !isTime(setting, at)) return false;
    const where = { districtId, userId, mailId: null, readAt: null, createdAt: { gte: setting.since } };
    if ((await transaction.notice.count({ where })) === 0) return false;
    const { id: mailId } = await transaction.mail.create({
      data: { districtId, userId, kind: "notices", nextAt: at, createdAt: at },
    });
    await transaction.notice.updateMany({ where, data: { mailId } });
    await transaction.mailSetting.update({
      where: { districtId_userId: { districtId, userId } },
      data: { gatheredAt: at },
    });
    return true;
  });
}

function isTime({ pace, gatheredAt }: { pace: string; gatheredAt: Date | null }, at: Date): boolean {
  if (pace === "none") return false;
  if (pace === "atOnce") return gatheredAt === null || gatheredAt <= subMinutes(at, GATHERED_MINUTES);
  return isDay(at) && (gatheredAt === null || chinaDay(gatheredAt) < chinaDay(at));
}

/** A mail that a process has set about; nobody else is at it until the time is over. */
export interface MailClaim {
  districtId: string;
  id: string;
  userId: string;
  kind: "code" | "notices";
  attempts: number;
  createdAt: Date;
}

/** Sets about the next mail that waits; codes first, somebody is waiting for them. `null`: none waits. */
export async function claimMail(seconds: number): Promise<MailClaim | null> {
  const claimed = await db().$queryRaw<MailClaim[]>`
    UPDATE mail SET state = 'sending', attempts = attempts + 1,
      claimed_until = clock_timestamp() + make_interval(secs => ${seconds})
    WHERE (district_id, id) = (
      SELECT district_id, id FROM mail WHERE state = 'waiting' AND next_at <= ${now()}
        AND NOT EXISTS (SELECT FROM mail_server WHERE next_at > ${now()})
      ORDER BY (kind = 'code') DESC, next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING district_id AS "districtId", id, user_id AS "userId", kind::text AS kind, attempts, created_at AS "createdAt"`;
  return claimed[0] ?? null;
}

/** What a claimed mail says and whom it goes to; `null` and why, where it must not go out any more. */
export async function readMail({
  districtId,
  id,
  userId,
  kind,
}: MailClaim): Promise<{ to: string; text: MailText } | { to: null; why: string }> {
  const setting = await db().mailSetting.findUnique({
    where: { districtId_userId: { districtId, userId } },
    include: { user: { select: { name: true, disabledAt: true } } },
  });
  if (!setting || setting.user.disabledAt !== null) return { to: null, why: "收件人已不再接收邮件。" };
  const { address, user } = setting;
  if (kind === "code") {
    const code = setting.code && unseal(setting.code, codeIsFor(userId, address));
    if (!code || setting.codeExpiresAt === null || setting.codeExpiresAt <= now())
      return { to: null, why: "验证码已过期或已使用。" };
    return { to: address, text: mailOfCode(code, { name: user.name, minutes: CODE_MINUTES }) };
  }
  if (setting.confirmedAt === null) return { to: null, why: "邮箱还没有验证。" };
  if (setting.unreachableAt !== null) return { to: null, why: "邮箱无法送达。" };
  if (setting.pace === "none") return { to: null, why: "收件人已不再接收邮件。" };
  const where = { districtId, mailId: id };
  const [rows, total] = await Promise.all([
    db().notice.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: LISTED_IN_MAIL }),
    db().notice.count({ where }),
  ]);
  const notices = rows.map((row) => ({ ...saidBy(row), at: row.createdAt, link: publicAddress(row.href) ?? null }));
  const settingsLink = publicAddress("/account/mail") ?? null;
  return { to: address, text: mailOfNotices(notices, { name: user.name, total, settingsLink }) };
}

/** Writes what became of a mail, of its address and of the server. */
export async function settleMail(claim: MailClaim, attempt: MailAttempt, address: string): Promise<void> {
  const at = now();
  await db().$transaction(async (transaction) => {
    await settleIn(transaction, claim, { ...changeOf(claim, attempt, at), address });
    if (attempt.outcome === "unreachable")
      await transaction.mailSetting.updateMany({
        where: { districtId: claim.districtId, userId: claim.userId, address },
        data: { unreachableAt: at, refusal: attempt.said },
      });
    await noteServer(transaction, attempt, at);
  });
}

/** Puts a mail away that must not go out any more. */
export async function dropMail(claim: MailClaim, why: string): Promise<void> {
  await settleIn(db(), claim, { state: "refused", endedAt: now(), said: why });
}

/** What was taken for interrupted and turns out to have been done is written all the same. */
async function settleIn(
  client: Prisma.TransactionClient,
  { districtId, id, attempts }: MailClaim,
  data: Prisma.MailUncheckedUpdateManyInput,
): Promise<void> {
  await client.mail.updateMany({
    where: { districtId, id, attempts, state: { in: ["sending", "unsure"] } },
    data: { ...data, claimedUntil: null },
  });
}

function changeOf(
  { attempts, createdAt }: MailClaim,
  attempt: MailAttempt,
  at: Date,
): Prisma.MailUncheckedUpdateManyInput {
  switch (attempt.outcome) {
    case "sent":
      return { state: "sent", endedAt: at, said: null };
    case "serverTrouble":
      // Nothing was tried of this mail: it does not count.
      return { state: "waiting", said: attempt.said };
    case "later":
      return at > addHours(createdAt, LONGEST_PUT_OFF_HOURS)
        ? { state: "refused", endedAt: at, said: attempt.said }
        : { state: "waiting", nextAt: mailAgainAt(attempts, at), said: attempt.said };
    case "unreachable":
    case "refused":
      return { state: "refused", endedAt: at, said: attempt.said };
    case "unsure":
      return { state: "unsure", endedAt: at, said: attempt.said };
  }
}

/** A server that breaks off is left alone for longer and longer; one that answers is well, whatever it answers. */
async function noteServer(transaction: Prisma.TransactionClient, attempt: MailAttempt, at: Date): Promise<void> {
  const where = { id: true };
  if (attempt.outcome !== "serverTrouble" && attempt.outcome !== "unsure") {
    const isSent = attempt.outcome === "sent" ? { lastSentAt: at } : {};
    const data = { failures: 0, failingSince: null, nextAt: null, said: null, ...isSent };
    await transaction.mailServer.upsert({ where, create: data, update: data });
    return;
  }
  const { said } = attempt;
  const { failures, failingSince } = await transaction.mailServer.upsert({
    where,
    create: { failures: 1, said },
    update: { failures: { increment: 1 }, said },
  });
  await transaction.mailServer.update({
    where,
    data: { failingSince: failingSince ?? at, nextAt: serverAgainAt(failures, at) },
  });
}

/** Mail that a process was at when it ended may have gone out: it is told, and not sent again by itself. */
export async function giveUpInterrupted(): Promise<number> {
  return db().$executeRaw`
    UPDATE mail SET state = 'unsure', claimed_until = NULL, ended_at = ${now()}, said = '发送时系统中断，可能已经发出。'
    WHERE state = 'sending' AND claimed_until < clock_timestamp()`;
}

/**
 * Has a mail sent again of which nobody knows whether it arrived; it keeps its number, so that a server that has it
 * recognises it.
 *
 * @throws AppError notFound for a mail that the district has not.
 */
export async function sendMailAgain(
  districtId: string,
  actor: AuditActor,
  mailId: string,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const mail = await transaction.mail.findUnique({
      where: { districtId_id: { districtId, id: mailId } },
      include: { user: { select: { id: true, username: true } } },
    });
    if (!mail) throw new AppError("notFound", `mail ${mailId}`);
    const { count } = await transaction.mail.updateMany({
      where: { districtId, id: mailId, state: "unsure" },
      data: { state: "waiting", nextAt: now(), endedAt: null, said: null },
    });
    if (count === 0) return refused("这封邮件不需要再次发送，请刷新后查看。");
    const { id, username } = mail.user;
    await recordAudit(
      { districtId, action: "mail.sentAgain", actor, subject: { kind: "user", id, name: username } },
      transaction,
    );
    return done(undefined);
  });
}
