import type { OwnMail } from "@/lib/features/mail-settings/schema";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mailServer } from "@/lib/platform/mail/hand-over";

/** A person's own mail. */
export async function readOwnMail(districtId: string, userId: string): Promise<OwnMail> {
  const row = await db().mailSetting.findUnique({ where: { districtId_userId: { districtId, userId } } });
  return {
    isOffered: mailServer() !== null,
    setting: row && {
      address: row.address,
      pace: row.pace,
      isConfirmed: row.confirmedAt !== null,
      awaitsCode: row.code !== null && row.codeExpiresAt !== null && row.codeExpiresAt > now(),
      unreachable: row.unreachableAt && { since: row.unreachableAt.toISOString(), said: row.refusal ?? "" },
    },
  };
}

/** For what a code of an address is sealed: it opens for nobody else's, and for no other address. */
export const codeIsFor = (userId: string, address: string) => `mail address ${userId} ${address}`;
