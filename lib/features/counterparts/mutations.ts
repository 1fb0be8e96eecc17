import { toDecimalYuan } from "@/lib/domain/words/amounts";
import { pairId, stateOfPair } from "@/lib/domain/words/counterparts";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { listPairs } from "@/lib/features/counterparts/data";
import type { SettleTransfer } from "@/lib/features/counterparts/schema";
import { dateOf } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/**
 * Settles the difference between two units with a document: neither is asked about it again while both sides stay as
 * they are. The amounts are not changed, and the difference is not eliminated.
 */
export async function settleTransfer(
  districtId: string,
  actor: AuditActor & { id: string },
  { year, documentNumber, documentDate, basis, payerId, receiverId, ...seen }: SettleTransfer,
): Promise<Outcome<undefined>> {
  const asked = { payer: payerId, receiver: receiverId, ...seen };
  const { pairs } = await listPairs(districtId, year);
  const pair = pairs.find((each) => pairId(each) === pairId(asked));
  if (pair?.paid !== seen.paid || pair?.received !== seen.received)
    return refused("双方填列的金额刚刚有变动，请刷新后核对再认定。");
  if (stateOfPair(pair) === "equal") return refused("双方金额一致，没有需要认定的差异。");
  if (documentDate > chinaDay(now())) return refused("文件日期还没有到，请核对。");
  const decimal = (amount: number | null) => amount && toDecimalYuan(amount);
  await db().$transaction(async (transaction) => {
    await transaction.settledTransfer.create({
      data: {
        districtId,
        year,
        payerId,
        receiverId,
        kind: seen.kind,
        paid: decimal(seen.paid),
        received: decimal(seen.received),
        documentNumber,
        documentDate: dateOf(documentDate),
        basis,
        settledById: actor.id,
        settledAt: now(),
      },
    });
    await recordAudit(
      {
        districtId,
        action: "transfer.settled",
        actor,
        subject: { kind: "fiscalYear", id: null, name: `${year}年度` },
        details: {
          payer: pair.payerUnit.name,
          receiver: pair.receiverUnit.name,
          paid: decimal(seen.paid),
          received: decimal(seen.received),
          document: `${documentNumber}（${documentDate}）`,
        },
      },
      transaction,
    );
  });
  return done(undefined);
}
