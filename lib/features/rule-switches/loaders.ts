import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { rulesOfYear, type RuleOfYear, type RuleSwitch } from "@/lib/domain/checks/rule-switches";
import { isFormatId } from "@/lib/domain/formats/format-of";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";
import { formatOfYear, listYearSwitches, offerOfLastYear, type YearSwitches } from "@/lib/features/rule-switches/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** A year's rules with what it has changed. */
export interface RulesOfYear {
  fiscalYear: FiscalYearRow;
  rules: RuleOfYear[];
  switches: RuleSwitch[];
}

/** A year of the administrator's district, for changing its rules, and what it may take over of the year before. */
export async function loadRuleSwitches(year: string) {
  const { district } = await requirePermission("fiscalYear.manage");
  const years = await listYearSwitches(district.id);
  const found = rulesIn(years, year) ?? notFound();
  return { ...found, ofLastYear: offerOfLastYear(found.fiscalYear, years) };
}

/** The years of the public district whose rules can be told, newest first, with what they have changed. */
export const loadYearsOfRules = cache(
  readingPublicly(async (): Promise<YearSwitches[]> => {
    const district = await loadPublicDistrict();
    const years = district ? await listYearSwitches(district.id) : [];
    return years.filter(({ fiscalYear }) => isFormatId(fiscalYear.tableSetId));
  }),
);

/** The rules of a year for everybody; `null` of a year that there is not. */
export async function loadRulesOfYear(year: string): Promise<RulesOfYear | null> {
  return rulesIn(await loadYearsOfRules(), year);
}

function rulesIn(years: readonly YearSwitches[], year: string): RulesOfYear | null {
  const found = years.find(({ fiscalYear }) => String(fiscalYear.year) === year);
  return found ? { ...found, rules: rulesOfYear(formatOfYear(found.fiscalYear), found.fiscalYear.year) } : null;
}
