import { expect, test, type Page } from "@playwright/test";
import { openTables } from "@/lib/documents/open-data/published-data";
import { textOfWord, textsOf } from "@/lib/documents/testing/opened-files";
import { factsOfPackage, readPackage } from "@/lib/documents/report-package/read-package";
import type { FrozenDocument } from "@/lib/domain/document/frozen-document";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { income } from "@/lib/domain/formats/shandong-2021/narrative/accounts";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { hashOf } from "@/lib/platform/content-hash";
import { demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { ReviewPage } from "./pages/review-page";
import { signIn } from "./pages/signed-in";
import { startRelease } from "./support/other-release";
import { expectDocument, realReport } from "./support/printed-document";
import { submitRealReport, submitSmallReport } from "./support/submitted-report";

const { year } = luozhuangIdentity;
const approvedUnit = { code: "101093", name: "临沂市罗庄区人民政府办公室（先批复后升级）" };
const laterUnit = { code: "101094", name: "临沂市罗庄区人民政府办公室（升级后批复）" };

/** What the sentence says now, and what the later release makes of it. */
const { composition } = income.words.totals;
const laterWord = "一共是";
const reworded = composition.replace("合计", laterWord);
const written = /本年收入合计[\d,.]+万元/;
const writtenLater = /本年收入一共是[\d,.]+万元/;

interface Stored {
  /** As it lies in the database, character by character. */
  text: string;
  hash: string;
}

/** What is stored of a version, in the approval or in the publication. */
async function stored(table: "report_approval" | "publication", versionId: string): Promise<Stored> {
  const rows = await query<Stored>(
    process.env.DATABASE_OWNER_URL!,
    `SELECT snapshot::text AS text, content_hash AS hash FROM ${table} WHERE version_id = $1`,
    [versionId],
  );
  expect(rows, table).toHaveLength(1);
  return rows[0]!;
}

const shown = (page: Page) => page.getByRole("main").textContent();

async function approve(page: Page, unit: { name: string }): Promise<void> {
  await signIn(page, demoPeople.reviewer);
  const review = new ReviewPage(page);
  await review.openFromQueue(unit.name, year);
  await review.beginReview();
  await review.take("批复");
  await expect(page.getByText("已批复").first()).toBeVisible();
}

async function publish(page: Page, unit: { name: string }): Promise<void> {
  await signIn(page, demoPeople.secondReviewer);
  const review = new ReviewPage(page);
  await review.openFromQueue(unit.name, year);
  await review.take("公开");
  await expect(page.getByText("已公开").first()).toBeVisible();
}

test("a report is published as it was approved, also by a later release that writes another text", async ({
  browser,
  baseURL,
}) => {
  expect(reworded).not.toBe(composition);
  const pageOf = async (url: string) =>
    (await browser.newContext({ ...test.info().project.use, baseURL: url })).newPage();
  const { versionId } = await submitRealReport(await pageOf(baseURL!), baseURL!, approvedUnit);
  await approve(await pageOf(baseURL!), approvedUnit);
  const approved = await stored("report_approval", versionId);

  const later = await startRelease({ from: composition, to: reworded });
  try {
    await test.step("the later release publishes what was approved, to the byte", async () => {
      await publish(await pageOf(later.url), approvedUnit);
      const published = await stored("publication", versionId);
      expect(published.hash).toBe(approved.hash);
      expect(published.text === approved.text, "the snapshot, character by character").toBe(true);
      expect(hashOf(JSON.parse(approved.text))).toBe(approved.hash);
    });

    await test.step("page, open data, package and document are those of the approval", async () => {
      const anyone = await pageOf(later.url);
      // This test runs the release that approved: its document is the one that was before the reviewer's eyes.
      const report = realReport(approvedUnit);
      await anyone.goto(`/r/${approvedUnit.code}/${year}`);
      await expectDocument(anyone, report);
      expect(await shown(anyone)).not.toMatch(writtenLater);

      const address = `/api/v1/reports/${approvedUnit.code}/${year}`;
      const snapshot = JSON.parse(approved.text) as {
        tables: PrintedTable[];
        texts: unknown;
        document: FrozenDocument;
      };
      expect(await (await anyone.request.get(address)).json()).toMatchObject({
        hashes: { content: approved.hash },
        tables: openTables(snapshot.tables),
        texts: snapshot.texts,
        document: snapshot.document,
      });
      const taken = readPackage(await (await anyone.request.get(`${address}.package.json`)).body());
      if (!taken.ok) throw new Error(JSON.stringify(taken.problems));
      expect(factsOfPackage(taken.package).amounts).toEqual(new Map(luozhuangFacts.amounts));
      expect(taken.package.texts).toEqual(snapshot.texts);
      const word = await textOfWord(new Uint8Array(await (await anyone.request.get(`${address}.docx`)).body()));
      expect(textsOf(report.document).filter((text) => !word.includes(text))).toEqual([]);
    });

    await test.step("what the later release approves, it writes itself", async () => {
      const laterVersion = await submitSmallReport(later.url, laterUnit);
      const review = await pageOf(later.url);
      await approve(review, laterUnit);
      expect((await stored("report_approval", laterVersion)).text.includes(laterWord)).toBe(true);
      const text = await shown(review);
      expect(text).toMatch(writtenLater);
      expect(text).not.toMatch(written);
    });
  } finally {
    await later.stop();
  }
});
