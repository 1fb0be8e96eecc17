import "server-only";
import { listThreads, type Thread } from "@/lib/features/comments/data";
import { permittedVersion } from "@/lib/features/reports/loaders";

/** The comment threads of a version, for whoever may read the version. */
export async function loadComments(versionId: string): Promise<Thread[]> {
  const { context } = await permittedVersion("report.read", versionId);
  return listThreads(context.districtId, versionId);
}
