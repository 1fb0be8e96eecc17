import type { Measure } from "@/lib/domain/formats/sheet-definition";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { CarryOver } from "@/lib/domain/report/carry-over";
import { openStep } from "@/lib/domain/report/lifecycle";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { owedYears, owedYearsText } from "@/lib/domain/register/obligations";
import { giversOf, openingsOf, takeoversOf, takersOf } from "@/lib/domain/register/openings";
import { periodsOf, type UnitEvent, type UnitRegister } from "@/lib/domain/register/register";
import { takeoverOf } from "@/lib/domain/report/adjusted-openings";
import { keyOf, type FactAddress } from "@/lib/domain/words/fact-address";
import type { ReportScope } from "@/lib/domain/words/report-identity";
import { recordAudit } from "@/lib/features/audit/mutations";
import { readClosing } from "@/lib/features/report-opening/data";
import { decimalOf } from "@/lib/domain/formats/stored-decimal";
import { formatMissing, FormatMissing, requireFormat } from "@/lib/features/versions/data";
import type { ReportActor } from "@/lib/features/versions/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readUnitOfYear, readUnitRegister } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { FiscalYear, Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Opens a unit's report of a year with last year's closing balances, its own or those of its predecessors, as locked
 * opening balances. When somebody else has just opened it, theirs is the answer.
 *
 * @throws AppError notFound for a unit or year of another district; FormatMissing where the installation has not the
 * format of
 *   the year, or of the year before that its openings are computed by.
 */
export async function openReport(
  districtId: string,
  actor: ReportActor,
  input: { unitId: string; fiscalYearId: string },
): Promise<Outcome<{ versionId: string }>> {
  const at = now();
  // What else the caller holds about the place is no column of a report.
  const { unitId, fiscalYearId } = input;
  try {
    return await db().$transaction(async (transaction) => {
      const fiscalYear = await transaction.fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
      const place = fiscalYear && (await readUnitOfYear(districtId, unitId, fiscalYear.year, transaction));
      if (!place || place.unit.level !== "unit") throw new AppError("notFound", `unit ${unitId}, year ${fiscalYearId}`);
      const { unit } = place;
      if (!unit.isOwing) {
        const owed = owedYears(await readUnitRegister(districtId, transaction), unitId);
        return refused(
          `该单位的填报年度为${owedYearsText(owed)}，${fiscalYear.year} 年度不须填报。如有不符，请联系财政局管理员修改。`,
        );
      }
      requireFormat(fiscalYear);
      const notYet = notOpen(fiscalYear);
      if (notYet !== null) return refused(notYet);
      await holdCarryOver(transaction, unit.id);
      const { report, version } = await createFirstVersion(transaction, actor, {
        districtId,
        unitId,
        fiscalYearId,
        scope: "unit",
      });
      const carryOver = (await readCarryOver(transaction, districtId, unitId, fiscalYear)) ?? {
        openings: [],
        texts: [],
        takenTexts: [],
      };
      await transaction.budgetLine.createMany({
        data: carryOver.openings.map((opening) => ({
          districtId,
          versionId: version.id,
          ...opening,
          isLocked: true,
          updatedAt: at,
        })),
      });
      await transaction.textSlot.createMany({
        data: [...carryOver.texts, ...carryOver.takenTexts].map((text) => ({
          districtId,
          versionId: version.id,
          ...text,
          updatedAt: at,
        })),
      });
      await recordAudit(
        {
          districtId,
          action: "report.opened",
          actor,
          subject: { kind: "report", id: report.id, name: `${unit.name}${fiscalYear.year}年度` },
        },
        transaction,
      );
      return done({ versionId: version.id });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const existing = await db().reportVersion.findFirst({
      where: { districtId, report: { unitId, fiscalYearId } },
      orderBy: { number: "desc" },
      select: { id: true },
    });
    if (!existing) throw error;
    return done({ versionId: existing.id });
  }
}

/** Why a year is not filled in now; `null` when it is. */
export function notOpen({ year, stage, opensAt }: Pick<FiscalYear, "year" | "stage" | "opensAt">): string | null {
  if (stage !== "open") return `${year}年度已关闭，不能填报。`;
  return opensAt > now() ? `${year}年度决算自${dayText(chinaDay(opensAt))}起填报，请到时再开始。` : null;
}

/** A report with its first version, empty, and the event that begins it. */
export async function createFirstVersion(
  transaction: Prisma.TransactionClient,
  actor: ReportActor,
  report: { districtId: string; unitId: string; fiscalYearId: string; scope: ReportScope },
): Promise<{ report: { id: string }; version: { id: string } }> {
  const { districtId } = report;
  const at = now();
  const created = await transaction.report.create({ data: { ...report, createdAt: at }, select: { id: true } });
  const version = await transaction.reportVersion.create({
    data: { districtId, reportId: created.id, number: 1, createdAt: at },
    select: { id: true },
  });
  await transaction.workflowEvent.create({
    data: {
      districtId,
      versionId: version.id,
      step: openStep.name,
      toStatus: "drafting",
      round: 0,
      revision: 0,
      actorId: actor.id,
      onBehalfOfId: actor.onBehalfOf?.id ?? null,
      at,
    },
  });
  return { report: created, version };
}

/**
 * Makes the locked openings of a unit's year those of the newest approved accounts of the year before, when its newest
 * version lies with the unit; another version takes them over when it comes back to the unit. Called by every step
 * after which last year's approved accounts, or the version that the unit works on, is another one. Every figure that
 * changes is in its cell's history.
 */
export async function followLastYear(
  transaction: Prisma.TransactionClient,
  districtId: string,
  unitId: string,
  year: number,
): Promise<void> {
  await holdCarryOver(transaction, unitId);
  const version = await transaction.reportVersion.findFirst({
    // A department's openings are those of its units, in the total.
    where: { districtId, report: { unitId, scope: "unit", fiscalYear: { year } } },
    orderBy: { number: "desc" },
    select: { id: true, report: { select: { fiscalYear: true } } },
  });
  if (!version) return;
  const carryOver = await readCarryOver(transaction, districtId, unitId, version.report.fiscalYear).catch(
    formatMissing,
  );
  // The openings stay as they are until they can be computed again.
  if (carryOver instanceof FormatMissing) return;
  const openings = carryOver && JSON.stringify(carryOver.openings);
  const taken = JSON.stringify(carryOver?.takenTexts ?? []);
  await transaction.$queryRaw`SELECT carry_over(${districtId}::uuid, ${version.id}::uuid, ${now()}::timestamptz, ${openings}::jsonb)`;
  // Its words follow the event, too; those that somebody has written where the event left none stay.
  await transaction.$executeRaw`
    INSERT INTO text_slot (district_id, version_id, slot, text, updated_at)
    SELECT version.district_id, version.id, taken ->> 'slot', taken ->> 'text', ${now()}::timestamptz
    FROM report_version version, jsonb_array_elements(${taken}::jsonb) AS taken
    WHERE version.district_id = ${districtId}::uuid AND version.id = ${version.id}::uuid
      AND version.status IN ('drafting', 'sentBack')
    ON CONFLICT (district_id, version_id, slot) DO UPDATE
      SET text = excluded.text, revision = text_slot.revision + 1, updated_at = excluded.updated_at, updated_by = NULL
      WHERE text_slot.text <> excluded.text AND (text_slot.updated_by IS NULL OR text_slot.text = '')`;
}

/**
 * The same for everybody who opens the year with what the unit closed the year before with: itself, or its successors.
 */
export async function followClosings(
  transaction: Prisma.TransactionClient,
  districtId: string,
  unitId: string,
  year: number,
): Promise<void> {
  const takers = takersOf(await readUnitRegister(districtId, transaction), unitId, year);
  for (const taker of takers.toSorted()) await followLastYear(transaction, districtId, taker, year);
}

/** Opening a year and approving the one before wait for each other: the later of them sees what the other did. */
async function holdCarryOver(transaction: Prisma.TransactionClient, unitId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('carry-over:' || ${unitId}::text, 0))`;
}

/** What a year takes over, as it is stored. */
interface TakenOver {
  openings: readonly (FactAddress & { measure: Measure; amount: string })[];
  texts: CarryOver["texts"];
  /** What is written of the adjustments that events of the register bring. */
  takenTexts: CarryOver["texts"];
}

/**
 * What a unit opens a year with: the closing balances of its own last accounts, of a successor those of its
 * predecessors (lib/domain/register). `null` unless all of those accounts are approved.
 *
 * @throws FormatMissing where the installation has not the format of the year, or one that last year's balances are
 * computed by.
 */
async function readCarryOver(
  transaction: Prisma.TransactionClient,
  districtId: string,
  unitId: string,
  fiscalYear: FiscalYear,
): Promise<TakenOver | null> {
  requireFormat(fiscalYear);
  const { year } = fiscalYear;
  const { sheets } = formatOf(fiscalYear.tableSetId);
  const catalogues = await readCatalogues(fiscalYear.catalogueId, { client: transaction });
  const register = await readUnitRegister(districtId, transaction);
  const addresses = new Map<string, FactAddress>();
  const closings = new Map<string, Map<string, number>>();
  let texts: CarryOver["texts"] = [];
  const givers = giversOf(register, unitId, year);
  for (const giver of givers) {
    const carryOver = await readClosing(districtId, giver, { year, sheets, catalogues, register }, transaction);
    if (carryOver === null) return null;
    if (giver === unitId) texts = carryOver.texts;
    for (const { address } of carryOver.openings) addresses.set(keyOf(address), address);
    closings.set(giver, new Map(carryOver.openings.map(({ address, value }) => [keyOf(address), value])));
  }
  if (givers.length === 0) return null;
  const openings = openingsOf(register, year, closings).openings.get(unitId) ?? new Map<string, number>();
  const events = takeoversOf(register, unitId, year);
  const taken = takeoverOf(closings.get(unitId) ?? new Map(), openings, events, {
    received: `承接${otherNames(register, unitId, events, "predecessors")}的结转和结余`,
    handed: `结转和结余划转${otherNames(register, unitId, events, "successors")}`,
  });
  const carried = [...openings].map(([key, value]) => ({ address: addresses.get(key)!, value }));
  return {
    openings: [...carried, ...taken.adjustments].map(({ address, value }) => {
      const measure = sheets.measureOf(address);
      return { ...address, measure, amount: decimalOf(measure, value) };
    }),
    texts,
    takenTexts: taken.texts,
  };
}

/** The other units on one side of events, by the names that they have or had last. */
function otherNames(
  register: UnitRegister,
  unitId: string,
  events: readonly UnitEvent[],
  side: "predecessors" | "successors",
): string {
  const parties = events.flatMap(({ predecessors, successors }) =>
    side === "predecessors" ? predecessors : successors.map((successor) => successor.unitId),
  );
  const others = [...new Set(parties)].filter((party) => party !== unitId);
  return others.map((party) => periodsOf(register, party).at(-1)?.name ?? "").join("、");
}
