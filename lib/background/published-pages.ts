import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { beginLog } from "@/lib/features/proof/mutations";
import { makeFilesOfJob } from "@/lib/features/publication/mutations";
import { addressOfPublished } from "@/lib/features/public-reports/data";
import { logger } from "@/lib/platform/logger";
import { makePagesOfYear } from "@/site/make-page";

/**
 * A publication's turn in a background job: its pages, its files, which name the head of the log, and its pages once more,
 * which name the files. A page that cannot be made now is made when somebody asks for it.
 */
export async function makeFilesAndPagesOfJob(claim: Claim, item: ItemOf<"files">): Promise<ItemOutcome> {
  const address = await addressOfPublished(claim.districtId, item.versionId);
  const makePages = () =>
    makePagesOfYear(address).catch((error: unknown) => {
      logger.error({ err: error, address }, "pages of a publication could not be made");
    });
  await makePages();
  await beginLog(claim.districtId);
  const outcome = await makeFilesOfJob(claim, item);
  await makePages();
  return outcome;
}
