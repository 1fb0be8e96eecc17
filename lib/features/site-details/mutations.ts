import type { z } from "zod";
import { siteFields } from "@/lib/domain/site/site-details";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { readSiteDetails } from "@/lib/features/site-details/data";
import type { saveSiteDetailsSchema } from "@/lib/features/site-details/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/** Stores what a district says of its site. Every public page that is asked for afterwards says it. */
export async function saveSiteDetails(
  districtId: string,
  actor: AuditActor & { id: string },
  { details, revision }: z.output<typeof saveSiteDetailsSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const district = await transaction.$queryRaw<{ name: string }[]>`
      SELECT name FROM district WHERE id = ${districtId}::uuid FOR NO KEY UPDATE`;
    const stored = await readSiteDetails(districtId, transaction);
    if (stored.revision !== revision) return refused("他人刚刚修改了网站信息，请刷新后核对再保存。");
    const fields = siteFields.filter((field) => details[field] !== stored.details[field]);
    if (fields.length === 0) return refused("网站信息与现在相同，没有需要保存的内容。");
    const data = { content: { ...details }, revision: revision + 1, updatedById: actor.id, updatedAt: now() };
    await transaction.siteDetails.upsert({ where: { districtId }, create: { districtId, ...data }, update: data });
    await recordAudit(
      {
        districtId,
        action: "siteDetails.changed",
        actor,
        subject: { kind: "district", id: districtId, name: district[0]!.name },
        details: { fields },
      },
      transaction,
    );
    return done(undefined);
  });
}
