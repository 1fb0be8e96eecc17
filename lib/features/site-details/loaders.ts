import "server-only";
import { requirePermission } from "@/lib/features/session/loaders";
import { readSiteDetails, type StoredSiteDetails } from "@/lib/features/site-details/data";

/** What the administrator's district says of its site. */
export async function loadSiteDetails(): Promise<StoredSiteDetails> {
  const { district } = await requirePermission("siteDetails.manage");
  return readSiteDetails(district.id);
}
