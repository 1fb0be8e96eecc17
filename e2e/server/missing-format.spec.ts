// A release without the format of 2020 and 2021, on the same database: nothing of these years is lost, and 2022 is not
// affected.
import { expect, test } from "@playwright/test";
import { formatMissingSentence } from "@/lib/domain/formats/format-of";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import type { WebServer } from "@/scripts/serve";
import { HttpClient, readAnswer } from "../support/http-client";
import { startRelease } from "../support/other-release";

const tableSetId = "fy2021";
const sentence = formatMissingSentence({ year: 2021, tableSetId });
const report = "/api/v1/reports/101001/2021";

let release: WebServer;
const signedIn = ({ username }: { username: string }) => HttpClient.signedIn(release.url, username, demoPassword);

/** What a person reads of a page: its answer without tags and scripts. */
async function read(client: HttpClient, path: string): Promise<string> {
  const answer = await client.request(path);
  expect(answer.status, path).toBe(200);
  return (await answer.text()).replace(/<script[^]*?<\/script>/g, "").replace(/<[^>]*>/g, "");
}

test.beforeAll(async () => {
  release = await startRelease({ from: `id:"${tableSetId}"`, to: `id:"${tableSetId}-gone"` });
});
test.afterAll(() => release.stop());

test("the unit reads at its desk which format is missing, and works on its other years", async () => {
  const preparer = await signedIn(demoPeople.preparerOfHousing);
  // A correction of 2021 in work, among the unit's years.
  expect(await read(preparer, "/desk")).toContain(sentence);
  const page = await read(preparer, "/desk/301004/2021");
  expect(page).toContain("现在不能打开这份决算");
  expect(page).toContain(sentence);
  expect(await read(preparer, "/desk/301001/2022")).toContain("2022年度决算");
});

test("so does the bureau: queue and other years as ever, no step that nobody can compute", async () => {
  const reviewer = await signedIn(demoPeople.reviewer);
  expect(await read(reviewer, "/review?year=2021")).toContain("临沂市罗庄区信访局");
  expect(await read(reviewer, "/review/disclosure?year=2021")).toContain("2021年度");
  expect(await read(reviewer, "/review/101004/2021")).toContain(sentence);
  expect(await read(reviewer, "/review/101004/2022")).toContain("2022年度决算");
  const [version] = await query<{ id: string; revision: number }>(
    process.env.DATABASE_OWNER_URL!,
    `SELECT v.id, v.revision FROM report_version v JOIN report r ON r.id = v.report_id
     JOIN unit_period u ON u.unit_id = r.unit_id AND u.valid_to IS NULL
     JOIN fiscal_year y ON y.id = r.fiscal_year_id WHERE u.code = $1 AND y.year = $2`,
    ["101004", 2021],
  );
  const answer = await reviewer.postAction("transitionAction", "/search", [
    { versionId: version!.id, revision: version!.revision, step: "correct", reason: "更正" },
  ]);
  expect(readAnswer(await answer.text())).toMatchObject({ ok: false, reasons: [sentence] });
});

test("the administrator sees the years with the missing format by its id", async () => {
  expect(await read(await signedIn(demoPeople.admin), "/admin/years")).toContain(
    `“${tableSetId}”（本系统没有这种报表格式）`,
  );
});

test("the public reads all that was published, to the byte; only where figures come from is not worked out", async ({
  baseURL,
}) => {
  const before = new HttpClient(baseURL!);
  const after = new HttpClient(release.url);
  for (const path of [
    "/api/v1/years",
    "/api/v1/reports",
    report,
    `${report}.csv`,
    `${report}.package.json`,
    `${report}.pdf`,
  ]) {
    const [one, other] = await Promise.all([before.request(path), after.request(path)]);
    expect(
      [other.status, Buffer.from(await other.arrayBuffer()).equals(Buffer.from(await one.arrayBuffer()))],
      path,
    ).toEqual([200, true]);
  }
  expect(await read(after, "/r/101001/2021")).toBe(await read(before, "/r/101001/2021"));
  const sources = await after.request(`${report}.provenance.json`);
  expect([sources.status, await sources.json()]).toEqual([503, expect.objectContaining({ detail: sentence })]);
});
