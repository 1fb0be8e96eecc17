import type { Format } from "@/lib/domain/formats/define";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { switchesOf, switchProblem, takenOver, type RuleSwitch } from "@/lib/domain/checks/rule-switches";
import { hasEffect, switchEffect } from "@/lib/domain/checks/switch-effect";
import { isDecided } from "@/lib/domain/report/lifecycle";
import { judgedTwice } from "@/lib/features/checks/data";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import type { SwitchesEffect } from "@/lib/features/rule-switches/schema";
import { FormatMissing } from "@/lib/features/versions/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** A year with its changed rules, in the order of their ids. */
export interface YearSwitches {
  fiscalYear: FiscalYearRow;
  switches: RuleSwitch[];
}

/** The years of a district with their changed rules, newest first. */
export async function listYearSwitches(
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<YearSwitches[]> {
  const rows = await client.fiscalYear.findMany({
    where: { districtId },
    orderBy: { year: "desc" },
    include: { ruleSwitches: { orderBy: { ruleId: "asc" } } },
  });
  return rows.map(({ ruleSwitches, ...row }) => ({
    fiscalYear: toFiscalYearRow(row),
    switches: ruleSwitches.map(({ ruleId, change, reason }) => ({ ruleId, change, reason })),
  }));
}

/** Why a year cannot have these switches, rule by rule; none where it can. */
export function switchProblems({ year, tableSetId, stage }: FiscalYearRow, switches: readonly RuleSwitch[]): string[] {
  if (stage === "closed") return [`${year}年度已经关闭，审核规则不能再调整。`];
  const format = formatOfYear({ year, tableSetId });
  return switches.flatMap((each) => switchProblem(format, year, each) ?? []);
}

/** What a year may take over of the year before it. */
export function offerOfLastYear(
  { year, tableSetId }: FiscalYearRow,
  years: readonly YearSwitches[],
): ReturnType<typeof takenOver> {
  const last = years.find(({ fiscalYear }) => fiscalYear.year === year - 1);
  return takenOver(formatOfYear({ year, tableSetId }), year, last?.switches ?? []);
}

/** @throws FormatMissing where the installation has not the format of the year. */
export function formatOfYear(year: Pick<FiscalYearRow, "year" | "tableSetId">): Format {
  if (!isFormatId(year.tableSetId)) throw new FormatMissing(year);
  return formatOf(year.tableSetId);
}

/**
 * Runs all checks on every report of a year that is not approved twice, under its switches and under others. One report
 * after the other, so that whoever else asks the server waits for one of them at most. Changes nothing.
 *
 * @throws AppError notFound for a year of another district.
 * @throws FormatMissing where the installation has not the format of the year.
 */
export async function readSwitchesEffect(
  districtId: string,
  fiscalYearId: string,
  switches: readonly RuleSwitch[],
): Promise<Outcome<SwitchesEffect>> {
  const stored = (await listYearSwitches(districtId)).find(({ fiscalYear }) => fiscalYear.id === fiscalYearId);
  if (!stored) throw new AppError("notFound", `fiscal year ${fiscalYearId}`);
  const problems = switchProblems(stored.fiscalYear, switches);
  if (problems.length > 0) return refused(...problems);
  const versions = await db().reportVersion.findMany({
    where: { districtId, report: { fiscalYearId } },
    select: { id: true, status: true, reportId: true },
  });
  const open = versions.filter(({ status }) => !isDecided(status));
  const ids = open.map(({ id }) => id);
  const units = await judgedTwice(districtId, ids, {
    // Approved meanwhile: it keeps its rules.
    otherwise: (content) => (isDecided(content.version.status) ? null : { ...content, switches: switchesOf(switches) }),
    effectOf: ({ unit: { name }, version: { status } }, before, after) => {
      const effect = switchEffect(before, after);
      if (!hasEffect(effect)) return null;
      const { coming, going, weighed, asked, released } = effect;
      return {
        name,
        status,
        coming: [...coming],
        going: [...going],
        weighed: [...weighed],
        asked: [...asked],
        released: [...released],
      };
    },
  });
  const decided = new Set(versions.flatMap(({ status, reportId }) => (isDecided(status) ? [reportId] : [])));
  return done({ reports: open.length, decided: decided.size, units });
}
