import { REPORTS_OF_A_VOLUME, type PackageLine, type PortalSelection } from "@/lib/features/portal-packages/schema";
import { isOver } from "@/lib/features/background-jobs/schema";
import { namesOf } from "@/lib/features/users/data";
import type { ReportScope } from "@/lib/domain/words/report-identity";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** What is to be handed over. */
export interface PackageOrder {
  districtId: string;
  year: number;
  selection: PortalSelection;
  departmentId: string | null;
  /** The newest publication of the year that it takes. */
  sequence: number;
  /** Publications after this one count as changed. */
  since: number;
}

/** A report that a package holds. */
export interface HandedReport {
  unitCode: string;
  unitName: string;
  scope: ReportScope;
  /** Its published versions, the newest first. */
  versions: { number: number; sequence: number }[];
}

/**
 * Newest publications `p` of an order, as `$1` district, `$2` year, `$3` sequence, `$4` department, `$5` since. Of two units that
 * have published under one code, the one that it leads to.
 */
const selected = `FROM publication p
  WHERE p.district_id = $1 AND p.year = $2 AND p.sequence <= $3 AND p.sequence > $5
    AND ($4::uuid IS NULL OR p.unit_id = $4 OR EXISTS (
      SELECT FROM published_account a WHERE a.district_id = p.district_id AND a.year = p.year AND a.unit_id = p.unit_id AND a.department_id = $4))
    AND NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                      AND later.year = p.year AND later.number > p.number AND later.sequence <= $3)
    AND NOT EXISTS (SELECT FROM publication other WHERE other.district_id = p.district_id AND other.year = p.year
                      AND other.unit_code = p.unit_code AND other.unit_id <> p.unit_id AND other.sequence > p.sequence AND other.sequence <= $3)`;

const valuesOf = ({ districtId, year, sequence, departmentId, since }: PackageOrder) => [
  districtId,
  year,
  sequence,
  departmentId,
  since,
];

/** How many reports an order takes. */
export async function countSelected(order: PackageOrder): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(`SELECT count(*)::int AS count ${selected}`, valuesOf(order));
  return rows[0]!.count;
}

/** The reports of one volume of an order, by code. */
export async function listOfVolume(order: PackageOrder, nth: number): Promise<HandedReport[]> {
  const { rows } = await pool().query<HandedReport>(
    `SELECT p.unit_code AS "unitCode", p.unit_name AS "unitName", p.scope,
       (SELECT jsonb_agg(jsonb_build_object('number', v.number, 'sequence', v.sequence) ORDER BY v.number DESC) FROM publication v
        WHERE v.district_id = p.district_id AND v.unit_id = p.unit_id AND v.year = p.year AND v.sequence <= $3) AS versions
     ${selected} ORDER BY p.unit_code, p.unit_id LIMIT ${REPORTS_OF_A_VOLUME} OFFSET $6`,
    [...valuesOf(order), (nth - 1) * REPORTS_OF_A_VOLUME],
  );
  return rows;
}

/** Codes of everything that an order's folder shows, whether or not this package brings it along. */
export async function listCodes(order: PackageOrder): Promise<Set<string>> {
  const { rows } = await pool().query<{ code: string }>(
    `SELECT p.unit_code AS code ${selected}`,
    valuesOf({ ...order, since: 0 }),
  );
  return new Set(rows.map(({ code }) => code));
}

/** Whether something of an order has been published after what it takes. */
export async function isOvertaken(order: PackageOrder): Promise<boolean> {
  const { sequence } = await newestOf(order.districtId, order.year);
  if (sequence <= order.sequence) return false;
  return (await countSelected({ ...order, sequence, since: order.sequence })) > 0;
}

/** The newest publication of a year, and when it was; sequence 0 where there is none. */
export async function newestOf(
  districtId: string,
  year: number,
  client: Prisma.TransactionClient = db(),
): Promise<{ sequence: number; publishedAt: Date | null }> {
  const newest = await client.publication.findFirst({
    where: { districtId, year },
    orderBy: { sequence: "desc" },
    select: { sequence: true, publishedAt: true },
  });
  return newest ?? { sequence: 0, publishedAt: null };
}

/** Up to where everything of a year was handed over whole: by packages of all, and of what had changed since. */
export async function handedOverUpTo(
  districtId: string,
  year: number,
  client: Prisma.TransactionClient = db(),
): Promise<number> {
  const made = await client.portalPackage.findFirst({
    where: {
      districtId,
      year,
      selection: { in: ["all", "changed"] },
      volumes: { some: {}, every: { madeAt: { not: null } } },
    },
    orderBy: { sequence: "desc" },
    select: { sequence: true },
  });
  return made?.sequence ?? 0;
}

/** One package's order with how many volumes it has; `null` when there is none such. */
export async function findOrder(
  districtId: string,
  packageId: string,
): Promise<(PackageOrder & { label: string; reports: number; volumes: number; departmentCode: string | null }) | null> {
  const { rows } = await pool().query<
    PackageOrder & { label: string; reports: number; volumes: number; departmentCode: string | null }
  >(
    `SELECT k.district_id AS "districtId", k.year, k.selection, k.department_id AS "departmentId", k.sequence, k.since, k.label, k.reports,
       (SELECT count(*)::int FROM portal_volume v WHERE v.district_id = k.district_id AND v.package_id = k.id) AS volumes, u.code AS "departmentCode"
     FROM portal_package k LEFT JOIN LATERAL unit_as_of(k.department_id, make_date(k.year, 12, 31)) u ON true
     WHERE k.district_id = $1 AND k.id = $2`,
    [districtId, packageId],
  );
  return rows[0] ?? null;
}

/** The folder that a package is unpacked to, and the beginning of its files' names. */
export function folderOf({ year, departmentCode }: { year: number; departmentCode: string | null }): string {
  return departmentCode === null ? String(year) : `${year}-${departmentCode}`;
}

export function volumeName(
  { year, departmentCode, volumes }: { year: number; departmentCode: string | null; volumes: number },
  nth: number,
): string {
  return `portal-${folderOf({ year, departmentCode })}${volumes > 1 ? `-${nth}-of-${volumes}` : ""}.zip`;
}

const LISTED = 20;

/** The newest packages of a year. */
export async function listPackages(districtId: string, year: number): Promise<PackageLine[]> {
  const packages = await db().portalPackage.findMany({
    where: { districtId, year },
    orderBy: { askedAt: "desc" },
    take: LISTED,
    include: { volumes: { orderBy: { nth: "asc" } } },
  });
  const [names, jobs] = await Promise.all([
    namesOf(
      districtId,
      packages.map(({ askedById }) => askedById),
    ),
    db().backgroundJob.findMany({
      where: { districtId, id: { in: packages.map(({ jobId }) => jobId) } },
      select: { id: true, state: true },
    }),
  ]);
  const stateOf = new Map(jobs.map(({ id, state }) => [id, state]));
  const orders = await Promise.all(packages.map(({ id }) => findOrder(districtId, id)));
  return packages.map(({ id, label, reports, askedById, askedAt, jobId, emptiedAt, volumes }, at) => ({
    id,
    year,
    label,
    reports,
    askedBy: names.get(askedById) ?? "",
    askedAt: askedAt.toISOString(),
    jobId,
    isOver: isOver(stateOf.get(jobId) ?? "failed"),
    emptiedAt: emptiedAt?.toISOString() ?? null,
    volumes: volumes.map(({ nth, reports: ofVolume, written, size, sha256, madeAt }) => ({
      nth,
      name: volumeName(orders[at]!, nth),
      reports: ofVolume,
      written,
      file: madeAt && sha256 !== null ? { size: Number(size), sha256, madeAt: madeAt.toISOString() } : null,
    })),
  }));
}

/** A ZIP that is there, without its content; `null` before it was made and after it was emptied. */
export async function findVolume(
  districtId: string,
  packageId: string,
  nth: number,
): Promise<{ name: string; label: string; size: number; sha256: string } | null> {
  const order = await findOrder(districtId, packageId);
  const volume = await db().portalVolume.findUnique({
    where: { districtId_packageId_nth: { districtId, packageId, nth }, package: { emptiedAt: null } },
  });
  if (!order || !volume || volume.sha256 === null) return null;
  return { name: volumeName(order, nth), label: order.label, size: Number(volume.size), sha256: volume.sha256 };
}

/** Its content, a megabyte at a time, as whoever takes it asks for more. */
export async function* eachPart(districtId: string, packageId: string, volume: number): AsyncGenerator<Buffer> {
  for (let nth = 1; ; nth += 1) {
    const { rows } = await pool().query<{ bytes: Buffer }>(
      "SELECT bytes FROM portal_part WHERE district_id = $1 AND package_id = $2 AND volume = $3 AND nth = $4",
      [districtId, packageId, volume, nth],
    );
    if (!rows[0]) return;
    yield rows[0].bytes;
  }
}

/** Departments of which something is published in a year, for the choice. */
export async function listHandedDepartments(
  districtId: string,
  year: number,
): Promise<{ id: string; code: string; name: string }[]> {
  const { rows } = await pool().query<{ id: string; code: string; name: string }>(
    `SELECT DISTINCT department_id AS id, department_code AS code, department_name AS name FROM published_account
     WHERE district_id = $1 AND year = $2 AND department_id IS NOT NULL ORDER BY code`,
    [districtId, year],
  );
  return rows;
}
