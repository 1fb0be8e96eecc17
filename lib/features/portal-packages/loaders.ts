import "server-only";
import { eachPart, listHandedDepartments, listPackages } from "@/lib/features/portal-packages/data";
import { recordDownload } from "@/lib/features/portal-packages/mutations";
import type { PackageLine } from "@/lib/features/portal-packages/schema";
import { requirePermission, sessionOrThrow } from "@/lib/features/session/loaders";
import { can } from "@/lib/domain/report/permissions";
import { AppError } from "@/lib/platform/errors";

export interface PortalPackages {
  packages: PackageLine[];
  /** Departments that a package may be of. */
  departments: { id: string; code: string; name: string }[];
}

/** The packages of a year, and what a further one may be made of. */
export async function loadPortalPackages(year: number): Promise<PortalPackages> {
  const { district } = await requirePermission("portal.handOver");
  const [packages, departments] = await Promise.all([
    listPackages(district.id, year),
    listHandedDepartments(district.id, year),
  ]);
  return { packages, departments };
}

/**
 * A ZIP for the person who takes it away, which the log keeps; its content comes as it is read.
 *
 * @throws AppError notFound where there is none, or not any more.
 */
export async function loadVolume(
  packageId: string,
  nth: number,
): Promise<{ name: string; size: number; sha256: string; parts: AsyncGenerator<Uint8Array> }> {
  const session = await sessionOrThrow();
  const { actor, district, user } = session;
  if (!can(actor, "portal.handOver", { districtId: district.id }))
    throw new AppError("forbidden", `package ${packageId}`);
  const volume = await recordDownload(district.id, user, { packageId, nth });
  return { ...volume, parts: eachPart(district.id, packageId, nth) };
}
