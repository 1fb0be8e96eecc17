import type { ListedPortalReport } from "@/lib/domain/lists/portal-columns";
import { keyOf, type AddressedReport } from "@/lib/domain/lists/portal-import";
import { comparedAddress, domainsOf, type PortalPlaces } from "@/lib/domain/site/portal-address";
import {
  findingText,
  portalStateLabels,
  portalStateOf,
  type ShownPortalAddress,
  type WatchedAddress,
  type WatchedReport,
} from "@/lib/domain/site/portal-watch";
import { chinaDay } from "@/lib/domain/words/moments";
import { reportPath } from "@/lib/domain/words/report-path";
import { departmentNoun, type ReportScope } from "@/lib/domain/words/report-identity";
import { keptFindingsSchema, REPORTS_OF_A_PAGE, type PortalFilter } from "@/lib/features/portal-addresses/schema";
import { readSiteDetails } from "@/lib/features/site-details/data";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { publicAddress } from "@/lib/platform/site-address";
import { readStored } from "@/lib/platform/stored-json";

interface StoredAddress {
  address: string;
  askedAt: Date | null;
  isClosed: boolean;
  findings: unknown;
}

function shown({ address, askedAt, isClosed, findings }: StoredAddress): ShownPortalAddress {
  return {
    address,
    askedAt: askedAt?.toISOString() ?? null,
    isClosed,
    findings: readStored(keptFindingsSchema, findings, `findings of ${address}`),
  };
}

const storedFields = { address: true, askedAt: true, isClosed: true, findings: true } as const;

/** Where the portal shows a unit's report of a year; `null` where nobody said. */
export async function readPortalAddress(
  districtId: string,
  { unitId, year }: { unitId: string; year: number },
  client: Prisma.TransactionClient = db(),
): Promise<ShownPortalAddress | null> {
  const where = { districtId_year_unitId: { districtId, year, unitId } };
  const row = await client.portalAddress.findUnique({ where, select: storedFields });
  return row && shown(row);
}

/** The same of every unit of a year that has one, by the unit. */
export async function listPortalAddresses(
  districtId: string,
  year: number,
  unitIds: readonly string[] | null = null,
): Promise<Map<string, ShownPortalAddress>> {
  const rows = await db().portalAddress.findMany({
    where: { districtId, year, ...(unitIds && { unitId: { in: [...unitIds] } }) },
    select: { unitId: true, ...storedFields },
  });
  return new Map(rows.map(({ unitId, ...row }) => [unitId, shown(row)]));
}

/** The address that the public is shown of a publication, which is that of its unit's year. */
export async function readShownAddress({
  districtId,
  sequence,
}: {
  districtId: string;
  sequence: number;
}): Promise<string | null> {
  const { rows } = await pool().query<{ address: string }>(
    `SELECT a.address FROM publication p
     JOIN portal_address a ON a.district_id = p.district_id AND a.unit_id = p.unit_id AND a.year = p.year
     WHERE p.district_id = $1 AND p.sequence = $2`,
    [districtId, sequence],
  );
  return rows[0]?.address ?? null;
}

/** What an address of the district is judged by. */
export async function readPortalPlaces(districtId: string, client?: Prisma.TransactionClient): Promise<PortalPlaces> {
  const { details } = await readSiteDetails(districtId, client);
  const own = publicAddress("/");
  return { domains: domainsOf(details.portalDomains), ownHost: own && new URL(own).host };
}

/** Whose address the same page is already, as words: 区教育局2021年度. */
export async function listSameAddress(
  districtId: string,
  { unitId, year, address }: { unitId: string; year: number; address: string },
  client: Prisma.TransactionClient = db(),
): Promise<string[]> {
  const compared = comparedAddress(address);
  const spellings = [...new Set([address, compared, compared.replace(/\/$/, "")])];
  const rows = await client.$queryRaw<{ name: string }[]>`
    SELECT coalesce(p.name, '') || a.year || '年度' AS name FROM portal_address a
    LEFT JOIN LATERAL unit_as_of(a.unit_id, ${chinaDay(now())}::date) p ON true
    WHERE a.district_id = ${districtId}::uuid AND a.address = ANY(${spellings}::text[])
      AND (a.unit_id, a.year) <> (${unitId}::uuid, ${year}::int) ORDER BY 1 LIMIT 5`;
  return rows.map(({ name }) => name);
}

/** A published report of a year with the portal's address of it. */
export interface PortalReport {
  unitId: string;
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  year: number;
  number: number;
  scope: ReportScope;
  publishedAt: Date;
  contentHash: string;
  portal: ShownPortalAddress | null;
  /** Others of the year that have the same address. */
  isShared: boolean;
}

interface PortalReportRow extends Omit<PortalReport, "portal">, Omit<StoredAddress, "address"> {
  address: string | null;
}

/** Newest publications `p` of a year up to a place of the chain, with the addresses `a` of their reports. */
const reportsOfYear = `FROM publication p
  LEFT JOIN portal_address a ON a.district_id = p.district_id AND a.unit_id = p.unit_id AND a.year = p.year
  WHERE p.district_id = $1 AND p.year = $2 AND p.sequence <= $3
    AND NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                      AND later.year = p.year AND later.number > p.number AND later.sequence <= $3)`;

const narrowing: Record<PortalFilter, string> = {
  all: "",
  missing: "AND a.address IS NULL",
  trouble: "AND a.findings <> '[]'",
};

const LAST = 2_147_483_647;

/** Reports of a year after a place, by code of the unit. */
async function readReports(
  districtId: string,
  year: number,
  {
    upTo = LAST,
    filter = "all",
    limit,
    offset = 0,
  }: { upTo?: number; filter?: PortalFilter; limit: number; offset?: number },
): Promise<PortalReport[]> {
  const { rows } = await pool().query<PortalReportRow>(
    `SELECT p.unit_id AS "unitId", p.unit_code AS "unitCode", p.unit_name AS "unitName", p.department_name AS "departmentName", p.year, p.number,
       p.scope, p.published_at AS "publishedAt", p.content_hash AS "contentHash",
       a.address, a.asked_at AS "askedAt", coalesce(a.is_closed, false) AS "isClosed", coalesce(a.findings, '[]') AS findings,
       a.address IS NOT NULL AND EXISTS (SELECT FROM portal_address o WHERE o.district_id = a.district_id AND o.year = a.year
                                           AND o.address = a.address AND o.unit_id <> a.unit_id) AS "isShared"
     ${reportsOfYear} ${narrowing[filter]} ORDER BY p.unit_code, p.unit_id LIMIT $4 OFFSET $5`,
    [districtId, year, upTo, limit, offset],
  );
  return rows.map(({ address, askedAt, isClosed, findings, ...row }) => ({
    ...row,
    portal: address === null ? null : shown({ address, askedAt, isClosed, findings }),
  }));
}

/** How many reports of a year are published, lack an address, or have one with which something is wrong. */
export async function countPortalReports(districtId: string, year: number): Promise<Record<PortalFilter, number>> {
  const { rows } = await pool().query<Record<PortalFilter, number>>(
    `SELECT count(*)::int AS "all", count(*) FILTER (WHERE a.address IS NULL)::int AS missing,
       count(*) FILTER (WHERE a.findings <> '[]')::int AS trouble ${reportsOfYear}`,
    [districtId, year, LAST],
  );
  return rows[0]!;
}

/** A page of the reports of a year, by code. */
export async function pagePortalReports(
  districtId: string,
  year: number,
  { filter, page }: { filter: PortalFilter; page: number },
): Promise<PortalReport[]> {
  const offset = (page - 1) * REPORTS_OF_A_PAGE;
  return readReports(districtId, year, { filter, limit: REPORTS_OF_A_PAGE, offset });
}

const READ_AT_A_TIME = 500;

/** Every report of a year up to a place of the chain, some at a time. */
export async function* eachPortalReport(
  districtId: string,
  year: number,
  upTo: number = LAST,
): AsyncGenerator<PortalReport[]> {
  for (let offset = 0; ; offset += READ_AT_A_TIME) {
    const reports = await readReports(districtId, year, { upTo, limit: READ_AT_A_TIME, offset });
    if (reports.length > 0) yield reports;
    if (reports.length < READ_AT_A_TIME) return;
  }
}

/**
 * A report as the list for the portal's editor has it.
 *
 * @param noun what the accounts of a unit are called in the region
 */
export function listedPortalReport(
  { portal, publishedAt, unitCode, unitName, year, scope, ...report }: PortalReport,
  { noun, addressOf }: { noun: string; addressOf: (path: string) => string | undefined },
): ListedPortalReport {
  const path = reportPath({ unitCode, year });
  return {
    ...report,
    unitCode,
    unitName,
    year,
    title: `${unitName}${year}年度${scope === "department" ? departmentNoun : noun}`,
    page: addressOf(path) ?? path,
    publishedOn: chinaDay(publishedAt),
    address: portal?.address ?? "",
    state: portalStateLabels[portalStateOf(portal)],
    findings: portal?.findings.map(findingText).join("；") ?? "",
  };
}

/** Everything that is published of some years, by the code it was published under, for a list that comes in. */
export async function listAddressedReports(
  districtId: string,
  years: readonly number[],
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, AddressedReport>> {
  const rows = await client.$queryRaw<(AddressedReport & { unitCode: string })[]>`
    SELECT p.unit_id AS "unitId", p.unit_code AS "unitCode", p.unit_name AS "unitName", p.year, coalesce(a.address, '') AS address
    FROM publication p
    LEFT JOIN portal_address a ON a.district_id = p.district_id AND a.unit_id = p.unit_id AND a.year = p.year
    WHERE p.district_id = ${districtId}::uuid AND p.year = ANY(${[...years]}::int[]) ORDER BY p.sequence`;
  // Of two that had one code, whoever published under it last has it.
  return new Map(rows.map(({ unitCode, ...report }) => [keyOf(unitCode, report.year), report]));
}

/** Addresses that are watched. */
export interface AddressKey {
  unitId: string;
  year: number;
}

/** Addresses of the district that have not been asked since a moment, newest years first. */
export async function listAddressesNotAskedSince(districtId: string, since: Date): Promise<AddressKey[]> {
  return db().portalAddress.findMany({
    where: { districtId, OR: [{ askedAt: null }, { askedAt: { lt: since } }] },
    orderBy: [{ year: "desc" }, { unitId: "asc" }],
    select: { unitId: true, year: true },
  });
}

/** What an address is to show, and what was found there before; `null` where it is not there any more. */
export async function readWatched(
  districtId: string,
  { unitId, year }: AddressKey,
): Promise<{ portal: ShownPortalAddress; report: WatchedReport } | null> {
  const portal = await readPortalAddress(districtId, { unitId, year });
  const { rows } = await pool().query<{ number: number; name: string; current: string | null; sha256: string | null }>(
    `SELECT p.number, p.unit_name AS name, u.name AS current, f.sha256
     FROM publication p
     LEFT JOIN publication_file f ON f.district_id = p.district_id AND f.sequence = p.sequence AND f.format = 'pdf'
     LEFT JOIN LATERAL unit_as_of(p.unit_id, $4::date) u ON true
     WHERE p.district_id = $1 AND p.unit_id = $2 AND p.year = $3 ORDER BY p.number DESC`,
    [districtId, unitId, year, chinaDay(now())],
  );
  const [newest] = rows;
  if (!portal || !newest) return null;
  const names = rows.map(({ name }) => name).concat(newest.current ?? []);
  return {
    portal,
    report: {
      unitNames: [...new Set(names)],
      year,
      newest: newest.number,
      pdfs: rows.flatMap(({ number, sha256 }) => (sha256 === null ? [] : [{ number, sha256 }])),
    },
  };
}

/** Districts that have an address to watch. */
export async function listWatchedDistricts(): Promise<string[]> {
  const rows = await db().portalAddress.findMany({ distinct: ["districtId"], select: { districtId: true } });
  return rows.map(({ districtId }) => districtId);
}

/** What the alarm looks at: addresses with which something is wrong, and when any was asked last. */
export async function readPortalSituation(districtId: string): Promise<{
  troubled: WatchedAddress[];
  lastAskedAt: Date | null;
  givenSince: Date | null;
}> {
  const [rows, { _max, _min }] = await Promise.all([
    db().$queryRaw<{ unitName: string | null; year: number; findings: unknown }[]>`
      SELECT p.name AS "unitName", a.year, a.findings FROM portal_address a
      LEFT JOIN LATERAL unit_as_of(a.unit_id, make_date(a.year, 12, 31)) p ON true
      WHERE a.district_id = ${districtId}::uuid AND a.findings <> '[]' ORDER BY a.year DESC, p.code`,
    db().portalAddress.aggregate({ where: { districtId }, _max: { askedAt: true }, _min: { changedAt: true } }),
  ]);
  return {
    troubled: rows.map(({ unitName, year, findings }) => ({
      unitName: unitName ?? "",
      year,
      findings: readStored(keptFindingsSchema, findings, "findings of the portal"),
    })),
    lastAskedAt: _max.askedAt,
    givenSince: _min.changedAt,
  };
}
