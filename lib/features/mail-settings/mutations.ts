import { randomInt, timingSafeEqual } from "node:crypto";
import { addMinutes } from "date-fns";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { codeIsFor } from "@/lib/features/mail-settings/data";
import { mailPaces, type MailPace } from "@/lib/features/mail-settings/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { MailSetting, Prisma } from "@/lib/platform/generated/prisma/client";
import { mailServer } from "@/lib/platform/mail/hand-over";
import { seal, unseal } from "@/lib/platform/sealing";

/** How long a code counts. */
export const CODE_MINUTES = 30;
/** So many wrong codes end it. */
const MOST_TRIES = 5;

const notOffered = "本系统没有设置邮件服务器，不能发送邮件。请联系系统管理员。";
const noAddress = "还没有设置邮箱，请先填写邮箱地址。";

/** A person whose own mail it is, by the name they sign in with. */
type Owner = AuditActor & { id: string; username: string };

/** Sends a code to an address: until it is given, nothing else goes there, and nothing to the one before. */
export async function setMailAddress(districtId: string, owner: Owner, address: string): Promise<Outcome<undefined>> {
  if (mailServer() === null) return refused(notOffered);
  const at = now();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const data = {
    address,
    code: seal(code, codeIsFor(owner.id, address)),
    codeExpiresAt: addMinutes(at, CODE_MINUTES),
    codeTries: 0,
    confirmedAt: null,
    unreachableAt: null,
    refusal: null,
    since: at,
    gatheredAt: null,
  };
  return db().$transaction(async (transaction) => {
    const key = { districtId, userId: owner.id };
    await transaction.mailSetting.upsert({
      where: { districtId_userId: key },
      create: { ...key, ...data },
      update: data,
    });
    await transaction.mail.updateMany({
      where: { ...key, kind: "code", state: "waiting" },
      data: { state: "refused", endedAt: at, said: "已有新的验证码。" },
    });
    await transaction.mail.create({ data: { ...key, kind: "code", nextAt: at, createdAt: at } });
    await audit(transaction, districtId, owner, "设置邮箱");
    return done(undefined);
  });
}

/** A person gives the code that was sent to the address: it is theirs. */
export async function confirmMailAddress(districtId: string, owner: Owner, code: string): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const setting = await lockSetting(transaction, districtId, owner.id);
    if (!setting) return refused(noAddress);
    const at = now();
    const { address, code: sealed, codeExpiresAt, codeTries } = setting;
    if (sealed === null || codeExpiresAt === null || codeExpiresAt <= at)
      return refused("验证码已过期或已使用，请重新发送。");
    if (codeTries >= MOST_TRIES) return refused("验证码输错次数过多，请重新发送。");
    const where = { districtId_userId: { districtId, userId: owner.id } };
    const expected = unseal(sealed, codeIsFor(owner.id, address));
    if (expected === null || !isSame(expected, code)) {
      await transaction.mailSetting.update({ where, data: { codeTries: codeTries + 1 } });
      const left = MOST_TRIES - codeTries - 1;
      return refused(left > 0 ? `验证码不正确，还可以输入 ${left} 次。` : "验证码不正确，请重新发送。");
    }
    await transaction.mailSetting.update({
      where,
      data: { code: null, codeExpiresAt: null, confirmedAt: at, since: at },
    });
    await audit(transaction, districtId, owner, "邮箱已验证");
    return done(undefined);
  });
}

/** Changes when a person gets mail. What they were told while they wanted none is not sent afterwards. */
export async function setMailPace(districtId: string, owner: Owner, pace: MailPace): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const setting = await lockSetting(transaction, districtId, owner.id);
    if (!setting) return refused(noAddress);
    if (setting.pace === pace) return done(undefined);
    await transaction.mailSetting.update({
      where: { districtId_userId: { districtId, userId: owner.id } },
      data: { pace, ...(setting.pace === "none" ? { since: now() } : {}) },
    });
    await audit(transaction, districtId, owner, mailPaces[pace]);
    return done(undefined);
  });
}

/** Forgets a person's address. */
export async function removeMailAddress(districtId: string, owner: Owner): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.mailSetting.deleteMany({ where: { districtId, userId: owner.id } });
    if (count === 0) return refused(noAddress);
    await audit(transaction, districtId, owner, "删除邮箱");
    return done(undefined);
  });
}

async function lockSetting(
  transaction: Prisma.TransactionClient,
  districtId: string,
  userId: string,
): Promise<MailSetting | null> {
  await transaction.$executeRaw`
    SELECT FROM mail_setting WHERE district_id = ${districtId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  return transaction.mailSetting.findUnique({ where: { districtId_userId: { districtId, userId } } });
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Never the address: the log is read by more people than it concerns. */
async function audit(
  transaction: Prisma.TransactionClient,
  districtId: string,
  owner: Owner,
  mailPace: string,
): Promise<void> {
  await recordAudit(
    {
      districtId,
      action: "account.mailChanged",
      actor: owner,
      subject: { kind: "user", id: owner.id, name: owner.username },
      details: { mailPace },
    },
    transaction,
  );
}
