import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { thresholdReached } from "@/lib/domain/notices/deadlines";
import { daysUntil } from "@/lib/domain/register/days";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { readUnitDeadlines } from "@/lib/features/extensions/data";
import { listNamedUnits, listPreparers, readDeadlineDays } from "@/lib/features/notices/data";
import { tell } from "@/lib/features/notices/mutations";
import { listReminderTargets, reminderFor, reminderKey } from "@/lib/features/reminders/data";
import type { previewReminderSchema, ReminderPreview, sendReminderSchema } from "@/lib/features/reminders/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

type Asked = z.output<typeof previewReminderSchema>;

/** What a reminder comes to at this moment. */
async function plan(districtId: string, { year, unitIds, template }: Asked) {
  const fiscalYear = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  if (!fiscalYear) throw new AppError("notFound", `fiscal year ${year}`);
  const [targets, named, deadlines, people] = await Promise.all([
    listReminderTargets(districtId, fiscalYear, { unitIds }),
    listNamedUnits(districtId, year, unitIds),
    readUnitDeadlines(districtId, fiscalYear),
    listPreparers(districtId, unitIds),
  ]);
  if (named.length < new Set(unitIds).size) throw new AppError("notFound", "units of another district");
  const owing = new Set(targets.map(({ unitId }) => unitId));
  const reminded = targets
    .map((target) => ({
      ...target,
      text: reminderFor(template, year, target, deadlines.of(target.unitId)),
      people: people.get(target.unitId)!,
    }))
    .filter((target) => target.people.length > 0);
  return {
    fiscalYear,
    reminded,
    withoutPreparer: targets.filter(({ unitId }) => people.get(unitId)!.length === 0).map(({ unitName }) => unitName),
    settled: named.filter(({ id }) => !owing.has(id)).map(({ name }) => name),
  };
}

/**
 * What a reminder would say, to whom, and whom it would not reach.
 *
 * @throws AppError notFound for a year or units that the district has not.
 */
export async function previewReminder(districtId: string, asked: Asked): Promise<Outcome<ReminderPreview>> {
  const { reminded, withoutPreparer, settled } = await plan(districtId, asked);
  return done({
    reminderId: randomUUID(),
    unitName: reminded[0]?.unitName ?? "",
    text: reminded[0]?.text ?? "",
    units: reminded.length,
    people: new Set(reminded.flatMap(({ people }) => people.map(({ id }) => id))).size,
    withoutPreparer,
    settled,
  });
}

/** What became of a reminder. */
export interface ReminderSent extends Pick<ReminderPreview, "units" | "withoutPreparer" | "settled"> {
  /** It had been sent already: nothing was sent now. */
  wasThere: boolean;
}

/**
 * Reminds units (催报): whoever prepares them is told, once, however often the page sends it. Units that have submitted
 * meanwhile are left alone.
 *
 * @throws AppError notFound for a year or units that the district has not.
 */
export async function sendReminder(
  districtId: string,
  actor: AuditActor & { id: string },
  { reminderId, ...asked }: z.output<typeof sendReminderSchema>,
): Promise<Outcome<ReminderSent>> {
  const { fiscalYear, reminded, withoutPreparer, settled } = await plan(districtId, asked);
  const { id: fiscalYearId, year } = fiscalYear;
  const answer = { units: reminded.length, withoutPreparer, settled };
  if (fiscalYear.stage === "closed") return refused(`${year}年度已经关闭，不再催报。`);
  const isThere = () => db().reminder.count({ where: { districtId, id: reminderId } });
  if ((await isThere()) > 0) return done({ ...answer, wasThere: true });
  if (reminded.length === 0)
    return refused(
      withoutPreparer.length > 0
        ? `所选单位没有可用的填报人，无法催报：${withoutPreparer.join("、")}。请管理员先设置填报人。`
        : "所选单位都已上报，不需要催报。",
    );
  try {
    await db().$transaction(
      async (transaction) => {
        await transaction.reminder.create({
          data: {
            districtId,
            id: reminderId,
            fiscalYearId,
            template: asked.template,
            sentById: actor.id,
            sentAt: now(),
          },
        });
        await transaction.reminderUnit.createMany({
          data: reminded.map(({ unitId, text }) => ({ districtId, reminderId, unitId, text })),
        });
        await tell(
          transaction,
          districtId,
          reminded.map(({ unitId, unitName, text, people }) => ({
            kind: "reminder" as const,
            key: reminderKey(reminderId, unitId),
            userIds: people.map(({ id }) => id).filter((id) => id !== actor.id),
            unitId,
            fiscalYearId,
            facts: { unit: unitName, year, by: actor.name, text },
            href: "/desk",
          })),
        );
        await recordAudit(
          {
            districtId,
            action: "reminder.sent",
            actor,
            subject: { kind: "fiscalYear", id: fiscalYearId, name: `${year}年度` },
            details: { remindedUnits: namesOf(reminded), reminderText: asked.template },
          },
          transaction,
        );
      },
      { timeout: 30_000 },
    );
  } catch (error) {
    // The same page sent it twice at once.
    if (isUniqueViolation(error) && (await isThere()) > 0) return done({ ...answer, wasThere: true });
    throw error;
  }
  return done({ ...answer, wasThere: false });
}

/**
 * Tells the units of a district whose deadline is near, in every open year: once for each of the days before it that the
 * district has set, and again where the deadline was moved.
 */
export async function tellOfNearDeadlines(districtId: string): Promise<void> {
  const days = await readDeadlineDays(districtId);
  if (days.length === 0) return;
  const years = await db().fiscalYear.findMany({ where: { districtId, stage: "open", opensAt: { lte: now() } } });
  for (const fiscalYear of years) {
    // Nobody is near: a deadline of one's own is never earlier.
    if (daysUntil(fiscalYear.deadline, now()) > Math.max(...days)) continue;
    const near = (await listReminderTargets(districtId, fiscalYear)).flatMap((target) => {
      const threshold = thresholdReached(days, target.daysLeft);
      return threshold === null ? [] : [{ ...target, threshold }];
    });
    if (near.length === 0) continue;
    const people = await listPreparers(
      districtId,
      near.map(({ unitId }) => unitId),
    );
    const { id: fiscalYearId, year } = fiscalYear;
    await db().$transaction((transaction) =>
      tell(
        transaction,
        districtId,
        near.map(({ unitId, unitName, threshold, dueOn, daysLeft }) => ({
          kind: "deadlineNear" as const,
          key: `deadline:${fiscalYearId}:${unitId}:${dueOn}:${threshold}`,
          userIds: people.get(unitId)!.map(({ id }) => id),
          unitId,
          fiscalYearId,
          facts: { unit: unitName, year, dueOn, days: daysLeft },
          href: "/desk",
        })),
      ),
    );
  }
}

/** So many units are named in the audit log; more are counted. */
const NAMED = 20;

function namesOf(units: readonly { unitName: string }[]): string[] {
  const names = units.slice(0, NAMED).map(({ unitName }) => unitName);
  return units.length > NAMED ? [...names, `等${units.length}个单位`] : names;
}
