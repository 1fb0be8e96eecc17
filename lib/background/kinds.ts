import { makeVolumeOfJob } from "@/lib/background/portal-packages";
import { watchOfJob } from "@/lib/background/portal-watch";
import { makeFilesAndPagesOfJob } from "@/lib/background/published-pages";
import { doAside } from "@/lib/background/aside";
import type { JobInWork } from "@/lib/features/background-jobs/data";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf, JobKindId } from "@/lib/features/background-jobs/schema";
import { auditOfJob } from "@/lib/background/figure-audit";
import { makeLetterFilesOfJob } from "@/lib/features/letter-files/mutations";
import { draftLetterOfJob } from "@/lib/features/letter-drafts/mutations";
import { askForFilesOfIssued, issueLetterOfJob } from "@/lib/features/letters/mutations";
import { applyImportOfJob } from "@/lib/features/list-import/mutations";
import { askForProof, checkOfJob, keepCheck, signOfJob } from "@/lib/features/proof/mutations";
import { recordPublishedOfJob } from "@/lib/features/published-figures/mutations";
import { askForFilesOfJob, takeStepOfJob } from "@/lib/features/report-steps/mutations";
import { recheckOfJob } from "@/lib/features/checks/mutations";
import { makeTotalOfJob } from "@/lib/features/totals/mutations";
import { indexOfJob } from "@/lib/features/search/mutations";
import type { Person } from "@/lib/features/session/data";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { coveredPages } from "@/site/covered-pages";

/**
 * How the items of a kind are done. What its name, lane and permission are stands in
 * lib/features/background-jobs/schema.ts.
 */
interface JobWork<K extends JobKindId> {
  /**
   * Does one item. What changes the database settles the item in its own transaction, so that it is never done twice;
   * anything else has to bear being done again after a crash.
   *
   * @param person who asked, with the roles of this moment; `null` for the house's own work.
   */
  item: (claim: Claim, item: ItemOf<K>, person: Person | null) => Promise<ItemOutcome>;
  /** What follows from the job's end, in the transaction that ends it. */
  afterwards?: (transaction: Prisma.TransactionClient, job: JobInWork) => Promise<void>;
}

export const jobWork: { readonly [K in JobKindId]: JobWork<K> } = {
  beginReview: { item: (claim, item, person) => takeStepOfJob(claim, person!, "beginReview", item) },
  approve: { item: (claim, item, person) => takeStepOfJob(claim, person!, "approve", item) },
  publish: {
    item: (claim, item, person) => takeStepOfJob(claim, person!, "publish", item),
    afterwards: askForFilesOfJob,
  },
  draftLetters: { item: (claim, item, person) => draftLetterOfJob(claim, person!, item) },
  issueLetters: {
    item: (claim, item, person) => issueLetterOfJob(claim, person!, item),
    afterwards: askForFilesOfIssued,
  },
  letterFiles: { item: makeLetterFilesOfJob },
  listImport: { item: (claim, item, person) => applyImportOfJob(claim, item, person!) },
  files: {
    item: makeFilesAndPagesOfJob,
    afterwards: (_transaction, { districtId }) => askForProof(districtId, coveredPages()),
  },
  proof: { item: (claim) => signOfJob(claim, coveredPages()) },
  proofCheck: { item: (claim, item) => checkOfJob(claim, item, coveredPages()), afterwards: keepCheck },
  publishedFigures: { item: recordPublishedOfJob },
  figureAudit: { item: auditOfJob },
  searchIndex: { item: indexOfJob },
  yearArchive: { item: ({ districtId }, { year }) => doAside("yearArchive", [districtId, year]) },
  portalPackage: { item: makeVolumeOfJob },
  portalWatch: { item: watchOfJob },
  backup: { item: () => doAside("backup", []) },
  recheck: { item: recheckOfJob },
  total: { item: makeTotalOfJob },
};
