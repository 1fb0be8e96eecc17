import { noSiteDetails, type SiteDetails } from "@/lib/domain/site/site-details";
import { siteDetailsSchema } from "@/lib/features/site-details/schema";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** What a district says of its site; revision 0 while it has said nothing. */
export interface StoredSiteDetails {
  details: SiteDetails;
  revision: number;
}

/** What a district says of its site. */
export async function readSiteDetails(
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<StoredSiteDetails> {
  const row = await client.siteDetails.findUnique({ where: { districtId } });
  if (!row) return { details: noSiteDetails, revision: 0 };
  // A field that a later release has added is empty in what an earlier one stored.
  const stored = typeof row.content === "object" ? { ...noSiteDetails, ...row.content } : row.content;
  return {
    details: readStored(siteDetailsSchema, stored, `site details of district ${districtId}`),
    revision: row.revision,
  };
}
