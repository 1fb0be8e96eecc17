import type { z } from "zod";
import { formatInForce, formatsOfRegion, noFormat } from "@/lib/domain/formats/format-of";
import { yearSteps } from "@/lib/domain/report/year-opening";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { regionOfDistrict } from "@/lib/features/fiscal-years/data";
import { openYear } from "@/lib/features/fiscal-years/mutations";
import { beginningOf, endOf, isUnanswered } from "@/lib/features/fiscal-years/schema";
import { listCatalogues } from "@/lib/features/subjects/data";
import { deleteCatalogue, writeCatalogue } from "@/lib/features/subjects/mutations";
import { exemptInYear } from "@/lib/features/units/mutations";
import {
  catalogueIdOf,
  endingText,
  readPreparation,
  readQuestions,
  usesOfCatalogue,
  type Preparation,
} from "@/lib/features/year-opening/data";
import {
  choicesSchema,
  shippedCatalogue,
  unknownUnit,
  type Choices,
  type openPreparedSchema,
  type saveStepSchema,
} from "@/lib/features/year-opening/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import type { Prisma, YearDraft } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";
import { readCatalogueRows as readShippedRows } from "@/prisma/catalogue/read-catalogue";

type Actor = AuditActor & { id: string };

/** Begins to prepare a year, or goes on with one that somebody prepares already. Nothing of it counts yet. */
export async function startDraft(districtId: string, actor: Actor, year: number): Promise<Outcome<{ year: number }>> {
  const opened = await openedAlready(districtId, year);
  if (opened) return opened;
  const regionCode = await regionOfDistrict(districtId);
  if (!formatInForce(regionCode, year)) return refused(noFormat(regionCode, year));
  const at = now();
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.yearDraft.createMany({
      data: [{ districtId, year, startedById: actor.id, startedAt: at, changedById: actor.id, changedAt: at }],
      skipDuplicates: true,
    });
    if (count > 0) await auditDraft(transaction, districtId, actor, { action: "fiscalYear.prepared", year });
  });
  return done({ year });
}

async function openedAlready(districtId: string, year: number): Promise<ReturnType<typeof refused> | null> {
  if ((await db().fiscalYear.count({ where: { districtId, year } })) === 0) return null;
  return refused(`${await endingText(districtId, year)}，不能再次开设。`);
}

type Saved = z.output<typeof saveStepSchema>["saved"];

/** Saves one step of a year that is being prepared, and that somebody has looked it through. */
export async function saveStep(
  districtId: string,
  actor: Actor,
  { year, known, saved }: z.output<typeof saveStepSchema>,
): Promise<Outcome<undefined>> {
  const problem = await problemOf(districtId, saved);
  if (problem !== null) return refused(problem);
  return withDraft(districtId, { year, known }, async (transaction, draft) => {
    const choices = readStored(choicesSchema, draft.choices, `draft of year ${year}`);
    const seen = [...new Set([...choices.seen, saved.step])];
    await transaction.yearDraft.update({
      where: { districtId_year: { districtId, year } },
      data: {
        choices: { ...choices, ...chosenIn(saved), seen },
        revision: known + 1,
        changedById: actor.id,
        changedAt: now(),
      },
    });
    return done(undefined);
  });
}

/** Why something that is chosen is not there to be chosen. */
async function problemOf(districtId: string, saved: Saved): Promise<string | null> {
  if (saved.step === "format") {
    const formats = formatsOfRegion(await regionOfDistrict(districtId));
    if (!formats.some(({ id }) => id === saved.tableSetId))
      return `报表格式“${saved.tableSetId}”不属于本区县所在地区，不能选用。`;
  }
  if (saved.step === "subjects" && saved.catalogue !== shippedCatalogue) {
    if (!(await listCatalogues()).includes(saved.catalogue)) return `科目目录“${saved.catalogue}”不存在，请先导入。`;
  }
  if (saved.step === "units") {
    const ids = Object.keys(saved.exemptions);
    const known = await db().unit.count({
      where: { districtId, id: { in: ids }, periods: { some: { level: "unit" } } },
    });
    if (known !== ids.length) return unknownUnit;
  }
  return null;
}

function chosenIn(saved: Saved): Partial<Choices> {
  switch (saved.step) {
    case "format":
      return { tableSetId: saved.tableSetId };
    case "subjects":
      return { catalogue: saved.catalogue };
    case "changes":
      return { notice: saved.notice };
    case "deadlines":
      return saved.dates;
    case "units":
      return { exemptions: saved.exemptions };
    case "openings":
      return {};
  }
}

/**
 * Goes back from the stored catalogue of a year that is being prepared to the rows that come with the system; those of an
 * import are gone. Refused while a year, or another district's preparation, has the catalogue.
 */
export async function restoreShipped(
  districtId: string,
  actor: Actor,
  { year, known }: { year: number; known: number },
): Promise<Outcome<undefined>> {
  const catalogueId = String(year);
  const outcome = await withDraft(districtId, { year, known }, async (transaction, draft) => {
    const before = await transaction.functionalSubject.count({ where: { catalogueId } });
    if (before === 0) return refused(`没有导入过科目目录“${catalogueId}”，现在用的就是系统附带的科目。`);
    if ((await usesOfCatalogue(catalogueId, districtId, transaction)) > 0)
      return refused(
        `科目目录“${catalogueId}”已用于已开设的年度，或其他地区正在用它准备年度，不能删除。可在上面选用其他目录。`,
      );
    await deleteCatalogue(transaction, catalogueId);
    const choices = readStored(choicesSchema, draft.choices, `draft of year ${year}`);
    await transaction.yearDraft.update({
      where: { districtId_year: { districtId, year } },
      data: {
        choices: { ...choices, catalogue: shippedCatalogue },
        revision: known + 1,
        changedById: actor.id,
        changedAt: now(),
      },
    });
    await recordAudit(
      {
        districtId,
        action: "catalogue.restored",
        actor,
        subject: { kind: "catalogue", id: catalogueId, name: catalogueId },
        details: { year },
      },
      transaction,
    );
    return done(undefined);
  });
  return outcome;
}

/** Gives up a year that is being prepared; what was chosen is lost. */
export async function discardDraft(
  districtId: string,
  actor: Actor,
  place: { year: number; known: number },
): Promise<Outcome<undefined>> {
  return withDraft(districtId, place, async (transaction) => {
    await transaction.yearDraft.delete({ where: { districtId_year: { districtId, year: place.year } } });
    await auditDraft(transaction, districtId, actor, { action: "fiscalYear.discarded", year: place.year });
    return done(undefined);
  });
}

/**
 * Opens a year as it was prepared: its catalogue, the year with format, dates, rule and notice, who owes it and who does
 * not publish it, all or nothing. What has consequences is asked first; with `questions`, nothing has been done.
 */
export async function openPrepared(
  districtId: string,
  actor: Actor,
  { year, known, confirmed }: z.output<typeof openPreparedSchema>,
): Promise<Outcome<{ questions: string[] }>> {
  try {
    return await withDraft(districtId, { year, known }, async (transaction) => {
      const preparation = (await readPreparation(districtId, year))!;
      const { choices } = preparation.draft;
      const missing = (["format", "deadlines"] as const).filter(
        (step) => (step === "format" ? choices.tableSetId : choices.deadline) === undefined,
      );
      if (missing.length > 0)
        return refused(...missing.map((step) => `“${yearSteps[step]}”还没有保存，不能开设${year}年度。`));
      const questions = await readQuestions(preparation);
      if (isUnanswered(questions, confirmed)) return done({ questions });
      const catalogueId = await catalogueForYear(transaction, districtId, actor, preparation);
      const opened = await openYear(transaction, districtId, actor, {
        year,
        catalogueId,
        opensAt: beginningOf(preparation.dates.opensAt),
        deadline: endOf(preparation.dates.deadline),
        tableSetId: preparation.tableSetId,
        rule: preparation.rule,
        notice: choices.notice,
        open: questions,
      });
      if (!opened.ok) throw new Refused(opened.reasons);
      // A unit that was merged or dissolved meanwhile owes nothing to be exempted from.
      for (const [unitId, basis] of Object.entries(choices.exemptions))
        await exemptInYear(transaction, districtId, actor, { unitId, year, basis });
      await transaction.yearDraft.delete({ where: { districtId_year: { districtId, year } } });
      return done({ questions: [] });
    });
  } catch (error) {
    if (error instanceof Refused) return refused(...error.reasons);
    if (isUniqueViolation(error))
      return (await openedAlready(districtId, year)) ?? refused(`${year}年度刚刚由他人开设。`);
    throw error;
  }
}

/** Takes back everything of a transaction that was refused at its end. */
class Refused extends Error {
  constructor(readonly reasons: string[]) {
    super(reasons.join(" "));
  }
}

/** The catalogue that the year is to have; the rows that come with the system are stored now, unless they are already. */
async function catalogueForYear(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor,
  preparation: Preparation,
): Promise<string> {
  const catalogueId = catalogueIdOf(preparation);
  if (preparation.catalogue !== shippedCatalogue) return catalogueId;
  if ((await transaction.functionalSubject.count({ where: { catalogueId } })) > 0)
    throw new Refused([
      `已经有科目目录“${catalogueId}”（他人刚刚导入或载入），请回到“${yearSteps.subjects}”选择后再开设。`,
    ]);
  const rows = readShippedRows(preparation.draft.year);
  await writeCatalogue(transaction, catalogueId, rows);
  await recordAudit(
    {
      districtId,
      action: "catalogue.imported",
      actor,
      subject: { kind: "catalogue", id: catalogueId, name: catalogueId },
      details: { functional: rows.functional.length, economic: rows.economic.length },
    },
    transaction,
  );
  return catalogueId;
}

/** Changes a draft that still is as the person saw it; one after the other. */
async function withDraft<T>(
  districtId: string,
  { year, known }: { year: number; known: number },
  change: (transaction: Prisma.TransactionClient, draft: YearDraft) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return db().$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT FROM year_draft WHERE district_id = ${districtId}::uuid AND year = ${year}::int FOR UPDATE`;
      const draft = await transaction.yearDraft.findUnique({
        where: { districtId_year: { districtId, year } },
        include: { changedBy: { select: { name: true } } },
      });
      if (!draft)
        return (
          (await openedAlready(districtId, year)) ??
          refused(`${await endingText(districtId, year)}。需要时请重新开始准备。`)
        );
      if (draft.revision !== known)
        return refused(
          `${draft.changedBy.name}刚刚修改了${year}年度的准备内容，您的内容还没有保存。请刷新后核对再保存；您填写的内容在这台电脑上保留，刷新后仍在。`,
        );
      return change(transaction, draft);
    },
    { timeout: 60_000, maxWait: 10_000 },
  );
}

async function auditDraft(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor,
  { action, year }: { action: "fiscalYear.prepared" | "fiscalYear.discarded"; year: number },
): Promise<void> {
  const { name } = await transaction.district.findUniqueOrThrow({ where: { id: districtId }, select: { name: true } });
  const subject = { kind: "district", id: districtId, name } as const;
  await recordAudit({ districtId, action, actor, subject, details: { year } }, transaction);
}
