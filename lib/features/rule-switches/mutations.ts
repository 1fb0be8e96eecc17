import { ruleChangeLabels } from "@/lib/domain/words/rule-switches";
import type { RuleSwitch } from "@/lib/domain/checks/rule-switches";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { askForRecheck } from "@/lib/features/checks/mutations";
import { listYearSwitches, switchProblems } from "@/lib/features/rule-switches/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Stores the changed rules of a year. They hold for every report that is not approved from now on; a background job
 * counts the findings of those in the queues anew.
 *
 * @throws AppError notFound for a year of another district.
 * @throws FormatMissing where the installation has not the format of the year.
 */
export async function saveRuleSwitches(
  districtId: string,
  actor: AuditActor & { id: string },
  input: { fiscalYearId: string; known: readonly RuleSwitch[]; switches: readonly RuleSwitch[] },
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM fiscal_year WHERE district_id = ${districtId}::uuid AND id = ${input.fiscalYearId}::uuid FOR UPDATE`;
    const years = await listYearSwitches(districtId, transaction);
    const stored = years.find(({ fiscalYear }) => fiscalYear.id === input.fiscalYearId);
    if (!stored) throw new AppError("notFound", `fiscal year ${input.fiscalYearId}`);
    const { fiscalYear, switches: before } = stored;
    const problems = switchProblems(fiscalYear, input.switches);
    if (problems.length > 0) return refused(...problems);
    if (differences(before, input.known).length > 0)
      return refused("他人刚刚调整了本年度的审核规则，请刷新后核对再保存。");
    const changed = differences(before, input.switches);
    if (changed.length === 0) return refused("各条规则的处理与现在相同，没有需要保存的内容。");

    const at = now();
    const key = { districtId, fiscalYearId: fiscalYear.id };
    await transaction.ruleSwitch.deleteMany({ where: { ...key, ruleId: { in: changed.map(({ ruleId }) => ruleId) } } });
    await transaction.ruleSwitch.createMany({
      data: changed.flatMap(({ after }) => (after ? [{ ...key, ...after, setById: actor.id, setAt: at }] : [])),
    });
    await recordAudit(
      {
        districtId,
        action: "fiscalYear.ruleSwitchesChanged",
        actor,
        subject: { kind: "fiscalYear", id: fiscalYear.id, name: `${fiscalYear.year}年度` },
        details: { switches: changed.map(sentenceOf) },
      },
      transaction,
    );
    await askForRecheck(transaction, districtId, actor, fiscalYear);
    return done(undefined);
  });
}

interface Difference {
  ruleId: string;
  before: RuleSwitch | null;
  after: RuleSwitch | null;
}

/** Rules that the two lists change differently, or with other reasons. */
function differences(before: readonly RuleSwitch[], after: readonly RuleSwitch[]): Difference[] {
  const find = (switches: readonly RuleSwitch[], ruleId: string) =>
    switches.find((each) => each.ruleId === ruleId) ?? null;
  return [...new Set([...before, ...after].map(({ ruleId }) => ruleId))].flatMap((ruleId) => {
    const difference = { ruleId, before: find(before, ruleId), after: find(after, ruleId) };
    const isSame =
      difference.before?.change === difference.after?.change && difference.before?.reason === difference.after?.reason;
    return isSame ? [] : [difference];
  });
}

/** V-10停用：原因 */
function sentenceOf({ ruleId, before, after }: Difference): string {
  if (after) return `${ruleId}${ruleChangeLabels[after.change]}：${after.reason}`;
  return `${ruleId}恢复照常（此前${ruleChangeLabels[before!.change]}）`;
}
