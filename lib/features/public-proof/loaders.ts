import { cache } from "react";
import type { KnownKey } from "@/lib/domain/proof/log";
import { MANIFEST_FORMAT, type SignedManifest } from "@/lib/domain/proof/entry";
import {
  listKeys,
  readCoverage,
  readManifest,
  readProofHead,
  type Coverage,
  type ProofHead,
} from "@/lib/features/proof/data";
import type { PublicDistrict } from "@/lib/features/public-reports/data";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** What everybody can know of the signed log. */
export interface Proof {
  district: PublicDistrict;
  /** `null` before the first entry. */
  head: ProofHead | null;
  keys: (KnownKey & { madeAt: string })[];
  coverage: Coverage;
}

/** The log of the district that the public pages are about; `null` before the first set-up. */
export const loadProof = cache(
  readingPublicly(async (): Promise<Proof | null> => {
    const district = await loadPublicDistrict();
    if (!district) return null;
    const [head, keys, coverage] = await Promise.all([
      readProofHead(district.id),
      listKeys(district.id),
      readCoverage(district.id),
    ]);
    return { district, head, keys, coverage };
  }),
);

/** The newest manifest of a publication as a file with the key that signed it; `null` before it is signed. */
export async function loadSignedManifest({
  districtId,
  sequence,
}: {
  districtId: string;
  sequence: number;
}): Promise<SignedManifest | null> {
  const [found, keys] = await Promise.all([readManifest(districtId, sequence), listKeys(districtId)]);
  const key = found && keys.find(({ id }) => id === found.manifest.key);
  return key ? { format: MANIFEST_FORMAT, ...found.line, publicKey: key.key } : null;
}
