import { grantAsks } from "@/lib/domain/ledger-import/grant-statement";
import { toDecimalYuan } from "@/lib/domain/words/amounts";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { readStatement } from "@/lib/features/grants/data";
import type { TakeGrantStatement } from "@/lib/features/grants/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";

const faster = "他人刚刚导入了本年度的对账单，请刷新后核对差异再导入。";

/**
 * Takes a statement over: from now on the year's reports are compared with it, and with no earlier one. It is read
 * anew; nothing is taken while a row of it cannot be read, or something has not been confirmed that is to be.
 *
 * @throws AppError notFound for a year that the district has not opened.
 */
export async function takeGrantStatement(
  districtId: string,
  actor: AuditActor & { id: string },
  input: TakeGrantStatement,
): Promise<Outcome<{ number: number }>> {
  const read = await readStatement(districtId, input);
  if (!read.ok) return read;
  const { lines, problems, asks, unit, total, lastDigit } = read.data;
  if (problems.length > 0) return refused(...problems);
  if (unit === null) return refused("文件没有写明金额单位，请选择元或万元。");
  const open = asks.filter(({ ask }) => !input.confirmed.includes(ask));
  if (open.length > 0) return refused(...open.map(({ ask }) => `还没有确认：${grantAsks[ask]}。`));
  const { year, fileName } = input;
  const number = input.replaces + 1;
  try {
    return await db().$transaction(async (transaction) => {
      const newest = await transaction.grantStatement.findFirst({
        where: { districtId, year },
        orderBy: { number: "desc" },
      });
      if ((newest?.number ?? 0) !== input.replaces) return refused(faster);
      await transaction.grantStatement.create({
        data: {
          districtId,
          year,
          number,
          fileName,
          lastDigit: toDecimalYuan(lastDigit),
          uploadedById: actor.id,
          uploadedAt: now(),
        },
      });
      await transaction.grantLine.createMany({
        data: lines.map(({ amount, ...line }) => ({
          districtId,
          year,
          number,
          ...line,
          amount: toDecimalYuan(amount),
        })),
      });
      await recordAudit(
        {
          districtId,
          action: "grants.taken",
          actor,
          subject: { kind: "fiscalYear", id: null, name: `${year}年度` },
          details: {
            number,
            fileName,
            lines: lines.length,
            total: toDecimalYuan(total),
            open: asks.map(({ ask }) => grantAsks[ask]),
          },
        },
        transaction,
      );
      return done({ number });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused(faster);
    throw error;
  }
}
