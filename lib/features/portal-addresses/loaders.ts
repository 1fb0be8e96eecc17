import "server-only";
import { notFound } from "next/navigation";
import { can } from "@/lib/domain/report/permissions";
import { portalAlarmOf, type ShownPortalAddress } from "@/lib/domain/site/portal-watch";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import {
  countPortalReports,
  pagePortalReports,
  readPortalAddress,
  readPortalSituation,
  type PortalReport,
} from "@/lib/features/portal-addresses/data";
import { portalQuerySchema, type PortalFilter, type PortalQuery } from "@/lib/features/portal-addresses/schema";
import { requirePermission, requireSession } from "@/lib/features/session/loaders";
import { findVersionContext, findVersionId } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";

export interface PortalPage {
  query: PortalQuery;
  years: FiscalYearRow[];
  year: number;
  counts: Record<PortalFilter, number>;
  reports: PortalReport[];
}

/** The bureau's list of a year; `null` before any year is opened, 404 for an address that asks for nothing there is. */
export async function loadPortalPage(
  parameters: Record<string, string | string[] | undefined>,
): Promise<PortalPage | null> {
  const { district } = await requirePermission("portal.handOver");
  const read = portalQuerySchema.safeParse(parameters);
  if (!read.success) notFound();
  const query = read.data;
  const years = await listFiscalYears(district.id);
  const fiscalYear =
    query.year === undefined ? await newestPublished(district.id, years) : askedYear(years, query.year);
  if (!fiscalYear) {
    if (query.year !== undefined) notFound();
    return null;
  }
  const { year } = fiscalYear;
  const [counts, reports] = await Promise.all([
    countPortalReports(district.id, year),
    pagePortalReports(district.id, year, { filter: query.state, page: query.page }),
  ]);
  return { query, years, year, counts, reports };
}

/** The newest year of which something is published, else the newest. */
async function newestPublished(districtId: string, years: readonly FiscalYearRow[]): Promise<FiscalYearRow | null> {
  for (const fiscalYear of years)
    if ((await countPortalReports(districtId, fiscalYear.year)).all > 0) return fiscalYear;
  return years[0] ?? null;
}

/** The portal's address of one report, for whoever may read it; `null` where there is no such report for them. */
export interface PortalAddressOfReport {
  unitId: string;
  year: number;
  portal: ShownPortalAddress | null;
  /** Whether the person may say where it is. */
  mayEnter: boolean;
}

export async function loadPortalAddress(unitCode: string, year: number): Promise<PortalAddressOfReport | null> {
  const { actor, district } = await requireSession();
  const versionId = await findVersionId(district.id, unitCode, year);
  const context = versionId === null ? null : await findVersionContext(district.id, versionId);
  if (!context || !can(actor, "report.read", context)) return null;
  const { unitId } = context;
  return {
    unitId,
    year,
    portal: await readPortalAddress(district.id, { unitId, year }),
    mayEnter: can(actor, "portal.enter", { districtId: district.id, unitId, status: null }),
  };
}

/** What is wrong on the portal, for every page of the administrator; `null`: nothing. */
export async function loadPortalAlarm(): Promise<ReturnType<typeof portalAlarmOf>> {
  const { district } = await requirePermission("unit.manage");
  return portalAlarmOf({ at: now(), ...(await readPortalSituation(district.id)) });
}
