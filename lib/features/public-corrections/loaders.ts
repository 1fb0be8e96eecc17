import { cache } from "react";
import { readChangesOf, type PublishedChanges } from "@/lib/features/publication/data";
import type { PublicReport } from "@/lib/features/public-reports/data";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** What a published version changed of the one before it; `null` of a first version. */
export const loadChangesOf = cache(
  readingPublicly(
    ({ districtId, sequence }: PublicReport): Promise<PublishedChanges | null> => readChangesOf(districtId, sequence),
  ),
);
