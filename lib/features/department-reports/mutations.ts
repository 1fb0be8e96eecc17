import {
  cellsOfLastYear,
  outdatedParts,
  statedLastYear,
  textsOfTotal,
} from "@/lib/domain/consolidation/department-report";
import { outdatedBy } from "@/lib/domain/consolidation/frozen";
import type { MemberPrior } from "@/lib/domain/consolidation/prior-year";
import { totalAmounts } from "@/lib/domain/consolidation/total";
import { programForFacts } from "@/lib/domain/engine/figures";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { isEditable, versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { noDataPrefix, noDataSlot } from "@/lib/domain/words/facts";
import { recordAudit } from "@/lib/features/audit/mutations";
import type { TakeTotal } from "@/lib/features/department-reports/schema";
import { hashOfTotal, makingOfTotal, readMakingNow } from "@/lib/features/made-totals/data";
import { writePerformance } from "@/lib/features/performance/mutations";
import { createFirstVersion, notOpen } from "@/lib/features/report-opening/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import type { MadeTotal } from "@/lib/features/total-content/schema";
import { factsByVersion, openFacts } from "@/lib/features/total-facts/data";
import { findStoredTotal } from "@/lib/features/totals/data";
import { readUnitOfYear } from "@/lib/features/units/data";
import { decimalOf } from "@/lib/domain/formats/stored-decimal";
import { readPerformance, requireFormat } from "@/lib/features/versions/data";
import { statementsOf, type ReportActor } from "@/lib/features/versions/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { FiscalYear, Prisma } from "@/lib/platform/generated/prisma/client";

/** What a department's accounts have from a total. */
interface Taken {
  amounts: ReadonlyMap<FactKey, number>;
  texts: ReadonlyMap<string, string>;
  performance: StoredPerformance;
}

/**
 * Takes the figures of a department's accounts from its total that two people of the bureau have approved: begins the
 * report, or takes them anew while it lies with the department. What the department has typed stays. What of the total is
 * not true any more refuses it, by name.
 *
 * @throws AppError notFound for what is no department of the district, or a year that it has not; FormatMissing.
 */
export async function takeTotal(
  districtId: string,
  actor: ReportActor,
  { unitId, fiscalYearId }: TakeTotal,
): Promise<Outcome<{ versionId: string }>> {
  const fiscalYear = await db().fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
  const place = fiscalYear && (await readUnitOfYear(districtId, unitId, fiscalYear.year));
  if (!place || place.unit.level !== "department") throw new AppError("notFound", `department ${unitId}`);
  requireFormat(fiscalYear);
  const notYet = notOpen(fiscalYear);
  if (notYet !== null) return refused(notYet);
  const { year } = fiscalYear;
  const scope = { kind: "department", departmentId: unitId } as const;
  const total = await findStoredTotal(districtId, year, scope, { basis: "approved", state: "frozen" });
  if (!total)
    return refused("本部门的汇总还没有批准。所属单位的决算全部批复、财政局批准部门汇总之后，才能编制部门决算。");
  if (hashOfTotal(total.made) !== total.contentHash)
    return refused("本部门汇总的内容与批准时不同，请联系财政局重新批准汇总。");
  const today = await readMakingNow(districtId, year, scope);
  const changes = outdatedBy(makingOfTotal(total.made), today, total.madeAt);
  if (changes.length > 0) {
    const parts = outdatedParts(changes, (id) => today.names.get(id) ?? "");
    return refused(
      `汇总批准之后，${parts.map(({ name, change }) => `${name}${change}`).join("、")}。请财政局重新批准汇总后再取数。`,
    );
  }
  const taken = await takenFrom(districtId, fiscalYear, total.made);
  try {
    return await db().$transaction((transaction) => write(transaction), { timeout: 60_000 });
  } catch (error) {
    if (isUniqueViolation(error)) return refused("他人刚刚办理了本部门的决算，请刷新后查看。");
    throw error;
  }

  async function write(transaction: Prisma.TransactionClient): Promise<Outcome<{ versionId: string }>> {
    const newest = await transaction.reportVersion.findFirst({
      where: { districtId, report: { unitId, fiscalYearId } },
      orderBy: { number: "desc" },
      select: { id: true, reportId: true },
    });
    // Waits for a step that is under way.
    if (newest)
      await transaction.$executeRaw`SELECT FROM report_version WHERE district_id = ${districtId}::uuid AND id = ${newest.id}::uuid FOR UPDATE`;
    const version =
      newest &&
      (await transaction.reportVersion.findUniqueOrThrow({ where: { districtId_id: { districtId, id: newest.id } } }));
    if (version && !isEditable(version.status))
      return refused(
        `本部门的决算为“${versionStatusLabels[version.status]}”，不能重新取数。${version.status === "published" ? "请先办理更正。" : "请待财政局退回后办理。"}`,
      );
    const opened = version
      ? { reportId: version.reportId, versionId: version.id }
      : await createFirstVersion(transaction, actor, { districtId, unitId, fiscalYearId, scope: "department" }).then(
          (created) => ({ reportId: created.report.id, versionId: created.version.id }),
        );
    await writeTaken(transaction, districtId, actor, opened.versionId, fiscalYear!, taken, total!.id);
    await recordAudit(
      {
        districtId,
        action: "report.totalTaken",
        actor,
        subject: { kind: "report", id: opened.reportId, name: `${place!.unit.name}${year}年度` },
        details: { versionId: opened.versionId, contentHash: total!.contentHash },
      },
      transaction,
    );
    return done({ versionId: opened.versionId });
  }
}

/** Everything that comes with a total: its facts, what its units state alike, and the performance of them all. */
async function takenFrom(districtId: string, fiscalYear: FiscalYear, made: MadeTotal): Promise<Taken> {
  const format = formatOf(fiscalYear.tableSetId);
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const { units, onBehalf, elimination, adjustment } = made.summands;
  const amounts = totalAmounts(
    {
      units: new Map(units),
      onBehalf: new Map(onBehalf),
      elimination: new Map(elimination),
      adjustment: new Map(adjustment),
    },
    format,
  );
  const versionIds = made.members.map(({ versionId }) => versionId);
  const stated = await factsByVersion(await openFacts(districtId, versionIds), {
    sheets: ["priorYear"],
    columns: null,
    slots: noDataPrefix,
  });
  const priors = made.members.map(
    ({ unitId, versionId, hasPriorYear }): MemberPrior => ({
      unitId,
      isDerived: hasPriorYear,
      stated: stated.get(versionId)!.amounts,
    }),
  );
  const lastYear = statedLastYear(
    programForFacts({
      tableSet: format,
      ...catalogues,
      facts: { amounts: new Map(made.priorYear), texts: new Map() },
    }),
    priors,
    cellsOfLastYear(priors.filter(({ isDerived }) => !isDerived)),
  );
  const performance = await readPerformance(districtId, versionIds);
  return {
    amounts: new Map([...amounts, ...lastYear]),
    texts: textsOfTotal(
      made.members.map(({ name }) => name),
      made.stated,
      amounts,
    ),
    performance: {
      projects: made.members.flatMap(({ versionId, name }) =>
        performance
          .get(versionId)!
          .projects.map((project) => ({ ...project, implementer: project.implementer || name })),
      ),
      keyEvaluations: made.members.flatMap(({ versionId }) => performance.get(versionId)!.keyEvaluations),
    },
  };
}

/** Writes what was taken in the transaction, with the total that it comes from. */
async function writeTaken(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: ReportActor,
  versionId: string,
  fiscalYear: FiscalYear,
  { amounts, texts, performance }: Taken,
  totalId: string,
): Promise<void> {
  const { sheets } = formatOf(fiscalYear.tableSetId);
  const at = now();
  const facts = Array.from(amounts, ([key, value]) => {
    const address = parseFactKey(key);
    const measure = sheets.measureOf(address);
    return { ...address, measure, amount: decimalOf(measure, value) };
  });
  // From here on the transaction may write figures of a department.
  await transaction.$executeRaw`
    SELECT take_total(${districtId}::uuid, ${versionId}::uuid, ${actor.id}::uuid, ${at.toISOString()}::timestamptz,
      ${JSON.stringify(facts)}::jsonb)`;
  await writePerformance(statementsOf(transaction), { districtId, versionId }, performance);
  // A sheet that has figures now is not stated to have none any more.
  const filled = [...new Set(facts.map(({ sheet }) => noDataSlot(sheet)))];
  if (performance.projects.length + performance.keyEvaluations.length > 0) filled.push(noDataSlot("performance"));
  const written = new Map([...filled.map((slot) => [slot, ""] as const), ...texts]);
  for (const [slot, text] of written)
    await transaction.$executeRaw`
      INSERT INTO text_slot AS t (district_id, version_id, slot, text, updated_by, updated_at)
      SELECT ${districtId}::uuid, ${versionId}::uuid, ${slot}, ${text}, ${actor.id}::uuid, ${at}
      WHERE ${text} <> '' OR EXISTS (SELECT FROM text_slot WHERE district_id = ${districtId}::uuid AND version_id = ${versionId}::uuid AND slot = ${slot})
      ON CONFLICT (district_id, version_id, slot) DO UPDATE
        SET text = excluded.text, revision = t.revision + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at
        WHERE t.text <> excluded.text`;
  const taken = { totalId, takenById: actor.id, takenAt: at };
  await transaction.takenTotal.upsert({
    where: { districtId_versionId: { districtId, versionId } },
    create: { districtId, versionId, ...taken },
    update: taken,
  });
}
