import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { unitInYear, type UnitRegister } from "@/lib/domain/register/register";
import { carryOverOf, type CarriedChange, type CarryOver } from "@/lib/domain/report/carry-over";
import { createReportModel } from "@/lib/domain/report/open-report";
import { lapsedSubjects, type LapsedSubject } from "@/lib/domain/words/subjects/successors";
import { readPriorYear, requireFormat, type PriorYear } from "@/lib/features/versions/data";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Openings of a version that followed last year's accounts since it was last submitted; a figure that came back to what
 * it was is none.
 */
export async function listCarriedChanges(districtId: string, versionId: string): Promise<CarriedChange[]> {
  const { submittedAt } = await db().reportVersion.findUniqueOrThrow({
    where: { districtId_id: { districtId, id: versionId } },
    select: { submittedAt: true },
  });
  const changes = await db().cellChange.findMany({
    where: { districtId, versionId, how: "carryOver", ...(submittedAt && { at: { gt: submittedAt } }) },
    orderBy: { id: "asc" },
  });
  const byCell = new Map<string, CarriedChange>();
  for (const { address, oldValue, newValue, at } of changes)
    byCell.set(address, {
      key: address as FactKey,
      before: byCell.get(address)?.before ?? oldValue,
      after: newValue,
      at,
    });
  return [...byCell.values()].filter(({ before, after }) => before !== after);
}

/** The subjects with figures last year that this year's catalogue does not have. */
export async function readLapsedSubjects(
  { catalogueId, facts }: Pick<PriorYear, "catalogueId" | "facts">,
  thisCatalogueId: string,
): Promise<LapsedSubject[]> {
  if (catalogueId === thisCatalogueId) return [];
  const [last, now] = await Promise.all([readCatalogues(catalogueId), readCatalogues(thisCatalogueId)]);
  const codes = [...facts.amounts.keys()].map((key) => parseFactKey(key).row);
  return [
    ...lapsedSubjects(codes, last.functional, now.functional),
    ...lapsedSubjects(codes, last.economic, now.economic),
  ];
}

/** The year that closing balances go on to. */
export interface TakingYear {
  year: number;
  sheets: EntrySheets;
  catalogues: Catalogues;
  register: UnitRegister;
}

/**
 * What a unit closed the year before with, as the openings of a year in its sheets and subjects; `null` unless those
 * accounts are approved.
 *
 * @throws FormatMissing where the installation has not the format of last year.
 */
export async function readClosing(
  districtId: string,
  unitId: string,
  { year, sheets, catalogues, register }: TakingYear,
  client: Prisma.TransactionClient = db(),
): Promise<CarryOver | null> {
  const last = await readPriorYear(districtId, unitId, year, client);
  if (last === null) return null;
  requireFormat(last);
  const { name, kind } = unitInYear(register, unitId, last.year)!;
  const identity = { unitName: name, unitKind: kind, year: last.year, tableSetId: last.tableSetId };
  const { functional, economic } = await readCatalogues(last.catalogueId, { client });
  const model = createReportModel({ identity, functional, economic, facts: last.facts });
  return carryOverOf(model, sheets, catalogues);
}
