import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { askFor, type AskedItem } from "@/lib/features/background-jobs/mutations";
import {
  countSelected,
  findVolume,
  handedOverUpTo,
  newestOf,
  type PackageOrder,
} from "@/lib/features/portal-packages/data";
import { portalSelections, REPORTS_OF_A_VOLUME, type AskForPackageInput } from "@/lib/features/portal-packages/schema";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { readUnitOfYear } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { bareTransaction, db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import type { Spool } from "@/lib/platform/spool";

/**
 * Asks for a package as a background job, a volume an item. Who asks for the same while it is being made gets the same job.
 *
 * @throws AppError notFound for a department of another district.
 */
export async function askForPackage(
  districtId: string,
  actor: AuditActor & { id: string },
  { year, selection, departmentId }: AskForPackageInput,
): Promise<Outcome<{ jobId: string }>> {
  if ((await publicDistrict())?.id !== districtId) return refused("本地区的决算不在本网站上公开，没有可以移交的页面。");
  return db().$transaction(async (transaction): Promise<Outcome<{ jobId: string }>> => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`portalPackage:${districtId}`}, 0))`;
    const label = await labelOf(transaction, { districtId, year, selection, departmentId });
    const same = await beingMade(transaction, { districtId, year, selection, departmentId });
    if (same !== null) return done({ jobId: same });
    const { sequence } = await newestOf(districtId, year, transaction);
    const handed = selection === "changed" ? await handedOverUpTo(districtId, year, transaction) : 0;
    if (selection === "changed" && handed === 0)
      return refused(`${year}年度还没有移交过全部单位的决算，请先制作全部单位的移交包。`);
    const order: PackageOrder = { districtId, year, selection, departmentId, sequence, since: handed };
    const reports = await countSelected(order);
    if (reports === 0)
      return refused(
        selection === "changed"
          ? "上次移交以后没有新公开或更正的决算。"
          : `${year}年度没有已公开的决算，没有可以移交的。`,
      );
    const volumes = Math.ceil(reports / REPORTS_OF_A_VOLUME);
    const id = await newId(transaction);
    const items = Array.from({ length: volumes }, (_, at): AskedItem<"portalPackage"> => {
      const [from, to] = [at * REPORTS_OF_A_VOLUME + 1, Math.min((at + 1) * REPORTS_OF_A_VOLUME, reports)];
      return {
        label: volumes === 1 ? `${reports} 份决算` : `第 ${at + 1} 卷：第 ${from} 至 ${to} 份`,
        href: `/review/portal?year=${year}`,
        input: { packageId: id, volume: at + 1 },
      };
    });
    const subject = `${year}年度 ${label} ${reports} 份`;
    const jobId = await askFor(transaction, { districtId, kind: "portalPackage", askedBy: actor, subject, items });
    await transaction.portalPackage.create({
      data: { ...order, id, label, reports, askedById: actor.id, askedAt: now(), jobId },
    });
    await transaction.portalVolume.createMany({
      data: items.map((_, at) => ({
        districtId,
        packageId: id,
        nth: at + 1,
        reports: Math.min(REPORTS_OF_A_VOLUME, reports - at * REPORTS_OF_A_VOLUME),
      })),
    });
    return done({ jobId });
  });
}

async function newId(transaction: Prisma.TransactionClient): Promise<string> {
  const [row] = await transaction.$queryRaw<{ id: string }[]>`SELECT gen_random_uuid() AS id`;
  return row!.id;
}

async function labelOf(
  transaction: Prisma.TransactionClient,
  { districtId, year, selection, departmentId }: AskForPackageInput & { districtId: string },
): Promise<string> {
  if (departmentId === null) return portalSelections[selection];
  const found = await readUnitOfYear(districtId, departmentId, year, transaction);
  if (found?.unit.level !== "department") throw new AppError("notFound", `department ${departmentId}`);
  return found.unit.name;
}

/** The job that makes the same at this moment; `null` when there is none. */
async function beingMade(
  transaction: Prisma.TransactionClient,
  { districtId, year, selection, departmentId }: AskForPackageInput & { districtId: string },
): Promise<string | null> {
  const [same] = await transaction.$queryRaw<{ jobId: string }[]>`
    SELECT k.job_id AS "jobId" FROM portal_package k
    JOIN background_job j ON j.district_id = k.district_id AND j.id = k.job_id AND j.state IN ('waiting', 'running')
    WHERE k.district_id = ${districtId}::uuid AND k.year = ${year}::int AND k.selection = ${selection}::portal_selection
      AND k.department_id IS NOT DISTINCT FROM ${departmentId}::uuid LIMIT 1`;
  return same?.jobId ?? null;
}

/** Says how far a volume is, for whoever looks at it. */
export async function noteWritten(
  { districtId, packageId, nth }: { districtId: string; packageId: string; nth: number },
  written: number,
): Promise<void> {
  await db().portalVolume.update({
    where: { districtId_packageId_nth: { districtId, packageId, nth } },
    data: { written },
  });
}

/**
 * Stores a ZIP whole or not at all, part by part and over a bare connection. One that is there stays as it is: somebody may
 * be taking it away.
 */
export async function storeVolume(
  { districtId, packageId, nth }: { districtId: string; packageId: string; nth: number },
  { spool, size, sha256 }: { spool: Spool; size: number; sha256: string },
): Promise<void> {
  const volume = [districtId, packageId, nth];
  await bareTransaction(async (client) => {
    const { rowCount: open } = await client.query(
      "SELECT FROM portal_volume WHERE district_id = $1 AND package_id = $2 AND nth = $3 AND made_at IS NULL FOR NO KEY UPDATE",
      volume,
    );
    if (open === 0) return;
    let part = 0;
    for (const bytes of spool.parts())
      await client.query("INSERT INTO portal_part VALUES ($1, $2, $3, $4, $5)", [...volume, (part += 1), bytes]);
    await client.query(
      `UPDATE portal_volume SET size = $4, sha256 = $5, made_at = $6, written = reports
       WHERE district_id = $1 AND package_id = $2 AND nth = $3`,
      [...volume, size, sha256, now()],
    );
  });
}

/**
 * Writes down that somebody takes a ZIP away.
 *
 * @throws AppError notFound where there is none.
 */
export async function recordDownload(
  districtId: string,
  actor: AuditActor,
  { packageId, nth }: { packageId: string; nth: number },
): Promise<{ name: string; size: number; sha256: string }> {
  const volume = await findVolume(districtId, packageId, nth);
  if (!volume) throw new AppError("notFound", `volume ${nth} of package ${packageId}`);
  const { name, label, size, sha256 } = volume;
  await db().$transaction((transaction) =>
    recordAudit(
      {
        districtId,
        action: "portalPackage.downloaded",
        actor,
        subject: { kind: "district", id: districtId, name: label },
        details: { fileName: name, sha256 },
      },
      transaction,
    ),
  );
  return { name, size, sha256 };
}

/** Empties packages that were asked for before a moment; who asked for what, and its hash, stays. @returns how many. */
export async function emptyOldPackages({ at, askedBefore }: { at: Date; askedBefore: Date }): Promise<number> {
  return db().$transaction(
    async (transaction) => {
      const old = await transaction.$queryRaw<{ districtId: string; id: string }[]>`
      UPDATE portal_package SET emptied_at = ${at}::timestamptz
      WHERE emptied_at IS NULL AND asked_at < ${askedBefore}::timestamptz RETURNING district_id AS "districtId", id`;
      for (const { districtId, id } of old)
        await transaction.$executeRaw`
        DELETE FROM portal_part WHERE district_id = ${districtId}::uuid AND package_id = ${id}::uuid`;
      return old.length;
    },
    { timeout: 60_000 },
  );
}
