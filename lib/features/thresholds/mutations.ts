import { thresholdDefinitions, thresholdsOf, type Thresholds } from "@/lib/domain/words/thresholds";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { askForRecheck } from "@/lib/features/checks/mutations";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Stores the limits of a year, those that differ from the initial ones. They hold for every check from now on;
 * a background job counts the findings of those in the queues anew.
 *
 * @throws AppError notFound for a year of another district.
 */
export async function saveThresholds(
  districtId: string,
  actor: AuditActor,
  input: { fiscalYearId: string; known: Readonly<Record<string, number>>; limits: Thresholds },
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM fiscal_year WHERE district_id = ${districtId}::uuid AND id = ${input.fiscalYearId}::uuid FOR UPDATE`;
    const year = await transaction.fiscalYear.findFirst({ where: { id: input.fiscalYearId, districtId } });
    if (!year) throw new AppError("notFound", `fiscal year ${input.fiscalYearId}`);
    const before = thresholdsOf(toFiscalYearRow(year).thresholds);
    const known = thresholdsOf(input.known);
    if (thresholdDefinitions.some(({ id }) => before[id] !== known[id]))
      return refused("他人刚刚修改了本年度的审核限度，请刷新后核对再保存。");
    const changed = thresholdDefinitions.filter(({ id }) => before[id] !== input.limits[id]);
    if (changed.length === 0) return refused("各项限度与现在相同，没有需要保存的内容。");
    const thresholds = Object.fromEntries(
      thresholdDefinitions.flatMap(({ id, initial }) =>
        input.limits[id] === initial ? [] : [[id, input.limits[id]] as const],
      ),
    );
    await transaction.fiscalYear.update({ where: { id: year.id }, data: { thresholds } });
    await recordAudit(
      {
        districtId,
        action: "fiscalYear.thresholdsChanged",
        actor,
        subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
        details: { thresholds: Object.fromEntries(changed.map(({ id }) => [id, [before[id], input.limits[id]]])) },
      },
      transaction,
    );
    await askForRecheck(transaction, districtId, actor, year);
    return done(undefined);
  });
}
