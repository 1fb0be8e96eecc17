import { thresholdEffect, type ThresholdEffect } from "@/lib/domain/checks/threshold-effect";
import type { TotalScope } from "@/lib/domain/consolidation/scope";
import { isFormatId } from "@/lib/domain/formats/format-of";
import { thresholdDefinitions, thresholdsOf } from "@/lib/domain/words/thresholds";
import { judgedTwice } from "@/lib/features/checks/data";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { makeTotal } from "@/lib/features/made-totals/data";
import type { TotalsEffect, YearEffect } from "@/lib/features/thresholds/schema";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { db } from "@/lib/platform/db";

type Limits = Readonly<Record<string, number>>;

const isSame = ({ coming, going, reasons }: ThresholdEffect) => coming.length + going.length === 0 && reasons === 0;

/**
 * Runs all checks on every unpublished report of a year twice, under its limits and under others, and where limits of
 * sums are others the rules of every department's total and of the district's, too. Changes nothing.
 */
export async function readYearEffect(districtId: string, fiscalYearId: string, limits: Limits): Promise<YearEffect> {
  const versions = await db().reportVersion.findMany({
    where: { districtId, status: { not: "published" }, report: { fiscalYearId } },
    select: { id: true },
  });
  const ids = versions.map(({ id }) => id);
  const units = await judgedTwice(districtId, ids, {
    otherwise: (content) => ({ ...content, fiscalYear: { ...content.fiscalYear, thresholds: { ...limits } } }),
    effectOf: ({ unit: { name } }, before, after) => {
      const effect = thresholdEffect(before, after);
      return isSame(effect) ? null : { name, ...effect };
    },
  });
  return { reports: versions.length, units, totals: await readTotalsEffect(districtId, fiscalYearId, limits) };
}

/** Limits that rules of a sum ask by. */
const limitsOfSums = thresholdDefinitions.filter(({ rules }) => rules.some((rule) => rule.startsWith("S-")));

/**
 * What other limits would find in the totals of the newest versions; `null` where no limit of sums is another one, or the
 * installation has not the format of the year. One total after the other, as reports are judged.
 */
async function readTotalsEffect(
  districtId: string,
  fiscalYearId: string,
  limits: Limits,
): Promise<TotalsEffect | null> {
  const fiscalYear = (await listFiscalYears(districtId)).find(({ id }) => id === fiscalYearId);
  if (!fiscalYear || !isFormatId(fiscalYear.tableSetId)) return null;
  const [present, other] = [thresholdsOf(fiscalYear.thresholds), thresholdsOf(limits)];
  if (limitsOfSums.every(({ id }) => present[id] === other[id])) return null;
  const units = await listUnitsOfYear(districtId, fiscalYear.year);
  const scopes: { name: string; scope: TotalScope }[] = [
    ...units
      .filter(({ level, isThere }) => level === "department" && isThere)
      .map(({ id, name }) => ({ name, scope: { kind: "department" as const, departmentId: id } })),
    { name: "全区", scope: { kind: "district" } },
  ];
  const changed: TotalsEffect["changed"] = [];
  for (const { name, scope } of scopes) {
    const found = async (thresholds: Limits) => ({
      findings: (await makeTotal(districtId, { ...fiscalYear, thresholds: { ...thresholds } }, scope, "newest"))
        .findings,
      missingTexts: [],
    });
    const { coming, going, reasons } = thresholdEffect(await found(present), await found(other));
    if (!isSame({ coming, going, reasons })) changed.push({ name, coming: [...coming], going: [...going] });
  }
  return { totals: scopes.length, changed };
}
