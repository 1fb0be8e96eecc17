import { splitFunds, splitsOf, type Split, type SplitFund } from "@/lib/domain/register/splits";
import { unitInYear, type UnitRegister } from "@/lib/domain/register/register";
import { keyOf } from "@/lib/domain/words/fact-address";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readClosing } from "@/lib/features/report-opening/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readUnitRegister } from "@/lib/features/units/data";
import { FormatMissing } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";

/** A unit that takes part in a split, as it is called in the year that opens with its part. */
export interface SplitParty {
  unitId: string;
  name: string;
  /** In 1/10,000. */
  share: number;
  /** Whether it has begun the accounts that open with its part. */
  hasOpened: boolean;
}

/** How what a unit closed its last year with is divided. */
export interface SplitView {
  year: number;
  predecessorId: string;
  predecessor: string;
  document: string;
  parties: SplitParty[];
  /** By fund; `null` while the closing balances are not approved, or cannot be computed by this installation. */
  funds: SplitFund[] | null;
}

/** The splits that a unit was divided by or came from, with the balances that they divide. */
export async function listSplits(districtId: string, unitId: string): Promise<SplitView[]> {
  const register = await readUnitRegister(districtId);
  const views: SplitView[] = [];
  for (const split of splitsOf(register, unitId)) views.push(await viewOf(districtId, register, split));
  return views;
}

async function viewOf(districtId: string, register: UnitRegister, split: Split): Promise<SplitView> {
  const { event, predecessorId, year } = split;
  const reports = await db().report.findMany({
    where: { districtId, fiscalYear: { year }, unitId: { in: event.successors.map((each) => each.unitId) } },
    select: { unitId: true },
  });
  const opened = new Set(reports.map((report) => report.unitId));
  const nameIn = (id: string, of: number) => unitInYear(register, id, of)?.name ?? "";
  return {
    year,
    predecessorId,
    predecessor: nameIn(predecessorId, year - 1),
    document: event.document.number,
    parties: event.successors.map(({ unitId, share }) => ({
      unitId,
      name: nameIn(unitId, year),
      share,
      hasOpened: opened.has(unitId),
    })),
    funds: await fundsOf(districtId, register, split, (id) => opened.has(id)),
  };
}

async function fundsOf(
  districtId: string,
  register: UnitRegister,
  split: Split,
  hasOpened: (unitId: string) => boolean,
): Promise<SplitFund[] | null> {
  const fiscalYear = await db().fiscalYear.findFirst({ where: { districtId, year: split.year } });
  if (!fiscalYear || !isFormatId(toFiscalYearRow(fiscalYear).tableSetId)) return null;
  try {
    const carryOver = await readClosing(districtId, split.predecessorId, {
      year: split.year,
      sheets: formatOf(fiscalYear.tableSetId).sheets,
      catalogues: await readCatalogues(fiscalYear.catalogueId),
      register,
    });
    if (carryOver === null) return null;
    return splitFunds(
      split,
      new Map(carryOver.openings.map(({ address, value }) => [keyOf(address), value])),
      hasOpened,
    );
  } catch (error) {
    if (error instanceof FormatMissing) return null;
    throw error;
  }
}
