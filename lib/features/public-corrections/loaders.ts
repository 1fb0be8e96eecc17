import { cache } from "react";
import { readChangesOf, type PublishedChanges } from "@/lib/features/publication/data";
import type { PublicReport } from "@/lib/features/public-reports/data";

/** What a published version changed of the one before it; `null` of a first version. */
export const loadChangesOf = cache(
  ({ districtId, sequence }: PublicReport): Promise<PublishedChanges | null> => readChangesOf(districtId, sequence),
);
