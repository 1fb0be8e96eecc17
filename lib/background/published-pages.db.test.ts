import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { squeezed, textOfPdf } from "@/lib/documents/testing/opened-files";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { readProofHead } from "@/lib/features/proof/data";
import { takeSingleStep } from "@/lib/features/report-steps/mutations";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { actorOf, createReportIn, createTestDistrict, finishTestJob } from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { readBuiltSite, siteKey } from "@/site/built-site";
import { readPage, readStates } from "@/site/store";

test("after its job every page of a publication is there, with the hashes of its files, which name the head of the log", async () => {
  await buildSiteIfNeeded();
  const district = await createTestDistrict("371311");
  const { versionId } = await createReportIn(district, ["submit", "beginReview", "approve"]);
  const { revision } = await db().reportVersion.findFirstOrThrow({ where: { id: versionId } });
  const step = { versionId, revision, step: "publish" as const };
  expect((await takeSingleStep(district.id, actorOf(district.users.secondReviewer), step)).ok).toBe(true);
  const job = await db().backgroundJob.findFirstOrThrow({ where: { districtId: district.id, kind: "files" } });
  await finishTestJob(district, job.id);

  const key = { unitCode: "101001", year: 2021 };
  const [state] = await readStates(ownerPool(), [key]);
  const files = await db().publicationFile.findMany({ where: { districtId: district.id } });
  expect(files).toHaveLength(3);
  const { bytes } = files.find(({ format }) => format === "pdf")!;
  const head = await readProofHead(district.id);
  expect(head, "the key alone, before anything is signed").toMatchObject({ entry: 1 });
  const day = dayText(chinaDay(new Date(head!.madeAt)));
  expect((await textOfPdf(bytes)).text).toContain(
    squeezed(`清单日志制作本文件时到第1条，${day}签署日志链头${head!.hash}`),
  );
  for (const address of [key, { ...key, number: 1 }]) {
    const page = await readPage(ownerPool(), { address, site: siteKey(readBuiltSite()), state: state! });
    const html = gunzipSync(page!.gzip).toString();
    for (const { sha256 } of files) expect(html).toContain(sha256);
  }
});
