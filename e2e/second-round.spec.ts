// A report goes back with comments and refusals, the unit changes seven things, and the reviewer reads it once more.
import { expect, test, type Page } from "@playwright/test";
import { storedPerformanceOf } from "@/lib/domain/performance/stored-performance";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { factKey, parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { act, step, submitRealReport } from "./support/submitted-report";

const year = 2021;
/** A unit of this spec alone. */
const unit = { code: "101871", name: "二轮验收单位" };
const before = "经核对，与账面一致。";

const office = factKey("basicExpenditure", "30201", "", "amount");
const others = factKey("basicExpenditure", "30299", "", "amount");
const groups = factKey("threePublic", "domesticReceptionGroups", "", "actual");
const guests = factKey("threePublic", "domesticReceptionPersonTimes", "", "actual");
const equipment = factKey("stateAssets", "specialEquipmentOver1m", "", "count");
const reason = "reason.officialReception.fall";

/** Five figures, a text and an indicator. None of them changes what a finding says. */
const figures: readonly (readonly [FactKey, input: string])[] = [
  [office, "245600"],
  [others, "412100"],
  [groups, "107"],
  [guests, "1190"],
  [equipment, "1"],
];
const performance = storedPerformanceOf(luozhuangPerformanceCorrected);
const project = performance.projects.findIndex(({ indicators }) => indicators.length > 0);

const refused = ["V-10@total", "V-26@2080506"];
const comments = [
  { kind: "cell", id: "generalPublicBasicExpenditure.30201.amount", body: "办公费与明细账不符" },
  { kind: "cell", id: others, body: "其他商品和服务支出请核对" },
  { kind: "cell", id: "income.total.total", body: "收入合计请复核" },
  { kind: "sentence", id: "generalPublicBasicExpenditure.running", body: "公用经费这一句请核对" },
  { kind: "form", id: "report", body: "请通读全文" },
] as const;

const rowsOf = <Row extends object>(statement: string, values: unknown[]) =>
  query<Row>(process.env.DATABASE_OWNER_URL!, statement, values);

/**
 * Up to the point where the reviewer opens the page a second time.
 *
 * @returns what the unit changed, as the list has it.
 */
async function playFirstRound(page: Page, baseURL: string): Promise<{ versionId: string; changed: string[] }> {
  const { versionId, accountant } = await submitRealReport(page, baseURL, unit, before);
  const explained = await rowsOf<{ key: string; fingerprint: string }>(
    "SELECT finding_key AS key, fingerprint FROM finding_explanation WHERE version_id = $1",
    [versionId],
  );
  const reviewer = await HttpClient.signedIn(baseURL, demoPeople.reviewer.username, demoPassword);
  await step(reviewer, versionId, "beginReview");
  const threads: string[] = [];
  for (const { kind, id, body } of comments) {
    const { commentId } = await act<{ commentId: string }>(reviewer, "addCommentAction", {
      versionId,
      anchor: { kind, id, label: body },
      body,
      needsAnswer: false,
      isBlocking: true,
    });
    threads.push(commentId);
  }
  for (const { key, fingerprint } of explained)
    await act(reviewer, "judgeExplanationAction", {
      versionId,
      findingKey: key,
      fingerprint,
      text: before,
      isAccepted: !refused.includes(key),
      reason: refused.includes(key) ? "没有说明原因" : "",
    });
  await step(reviewer, versionId, "sendBack", "请按意见修改");

  const revisions = new Map(
    (
      await rowsOf<{ key: string; revision: number }>(
        `SELECT concat_ws(':', sheet, subject, fund, column_id) AS key, revision FROM budget_line WHERE version_id = $1
         UNION ALL SELECT slot, revision FROM text_slot WHERE version_id = $1`,
        [versionId],
      )
    ).map(({ key, revision }) => [key, revision]),
  );
  await act(accountant, "saveCellsAction", {
    versionId,
    how: "typed",
    unit: "yuan",
    edits: figures.map(([key, input]) => ({
      address: parseFactKey(key),
      input,
      baseRevision: revisions.get(key) ?? 0,
    })),
  });
  await act(accountant, "saveTextsAction", {
    versionId,
    edits: [{ slot: reason, text: "厉行节约，减少接待批次", baseRevision: revisions.get(reason) ?? 0 }],
  });
  const projects = performance.projects.map((each, at) =>
    at === project
      ? {
          ...each,
          indicators: each.indicators.map((one, nth) => (nth === 1 ? { ...one, reason: "按合同进度完成。" } : one)),
        }
      : each,
  );
  await act(accountant, "savePerformanceAction", {
    versionId,
    performance: { ...performance, projects },
    baseRevision: revisions.get("performance") ?? 0,
  });
  for (const { key, fingerprint } of explained.filter((each) => refused.includes(each.key)))
    await act(accountant, "explainFindingAction", {
      versionId,
      findingKey: key,
      fingerprint,
      text: `${key.split("@")[0]}：上年有一次性项目，本年没有。`,
    });
  for (const commentId of threads.slice(0, 2))
    await act(accountant, "answerCommentAction", { versionId, commentId, body: "已按明细账更正。" });
  await step(accountant, versionId, "submit");
  return {
    versionId,
    changed: [
      ...figures.map(([key]) => `change:facts:${key}`),
      `change:texts:${reason}`,
      `change:performance:projects/${project}/indicators/1/reason`,
      ...refused.map((key) => `change:explanations:${key}`),
      ...threads.slice(0, 2).map((id) => `change:comments:${id}`),
    ],
  };
}

/** The item that has the focus. */
const atHand = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-item]")?.dataset.item ?? null);

test("a second review shows exactly what was changed, and is done by keyboard", async ({ page, browser, baseURL }) => {
  test.setTimeout(300_000);
  const accountant = await browser.newContext(test.info().project.use);
  const { versionId, changed } = await playFirstRound(await accountant.newPage(), baseURL!);
  await accountant.close();
  await signIn(page, demoPeople.reviewer);
  await page.goto(`/review/${unit.code}/${year}`);
  const panel = page.getByRole("complementary", { name: "审核" });
  const group = (name: string | RegExp) => panel.getByRole("group", { name });

  await test.step("the list has what the unit changed, nothing missing and nothing more", async () => {
    await expect(panel.getByRole("heading", { name: `两次之间的改动（${changed.length}）` })).toBeVisible();
    const listed = await panel
      .locator('[data-item^="change:"]')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.item!));
    expect(listed.toSorted()).toEqual(changed.toSorted());
    await expect(panel.getByText("没有对应到某一处输入的变化")).toHaveCount(0);
    await expect(panel.getByLabel("从", { exact: true })).toHaveValue("looked");
  });

  await test.step("each is marked where it stands, with what it was", async () => {
    const cell = page.locator('td[data-cell="generalPublicBasicExpenditure.30201.amount"]');
    await expect(cell).toHaveAttribute("data-was", "24.66");
    await expect(cell).toContainText("24.56");
    await expect(page.getByRole("note", { name: "本段的改动" }).first()).toContainText("原为");
    const change = group(/改动：.*办公费/);
    await expect(change).toContainText("246,600.00元 → 改为245,600.00元");
    await expect(change.getByRole("button", { name: comments[0].body })).toBeVisible();
  });

  await test.step("comments follow their places; changed is not resolved", async () => {
    const thread = (body: string) => group(/^审核意见/).filter({ hasText: body });
    for (const { body } of comments.slice(0, 2)) await expect(thread(body)).toContainText("内容已改，待确认");
    await expect(thread(comments[2].body)).toContainText("所在内容未改");
    await expect(thread(comments[4].body)).not.toContainText("内容");
    await expect(panel.getByRole("status", { name: "改动的数目" })).toContainText(
      /意见 5 条（内容已改 [23]，未改 [12]）/,
    );
  });

  await test.step("a refusal stands beside what was written since", async () => {
    await expect(panel.getByRole("list", { name: "此前未认可的说明" })).toHaveCount(refused.length);
    await expect(panel.getByRole("list", { name: "此前未认可的说明" }).first()).toContainText(before);
    await expectAccessible(page);
  });

  await test.step("every change, comment and explanation is reached and judged with at most 30 keys", async () => {
    const keys: string[] = [];
    const reached: string[] = [];
    const press = async (key: string) => {
      keys.push(key);
      await page.keyboard.press(key);
    };
    await press("n");
    const judging = { change: "x", thread: "s", finding: "a" } as const;
    for (let item = await atHand(page); item !== null && !reached.includes(item); item = await atHand(page)) {
      reached.push(item);
      await press(judging[item.slice(0, item.indexOf(":")) as keyof typeof judging]);
    }
    expect(keys.length).toBeLessThanOrEqual(30);
    const kinds = (kind: string) => reached.filter((item) => item.startsWith(`${kind}:`)).length;
    expect([kinds("change"), kinds("thread"), kinds("finding")]).toEqual([7, comments.length, refused.length]);
    expect(keys.length).toBe(1 + 7 + comments.length + refused.length);

    const judged = async () => {
      const [row] = await rowsOf<{ seen: number; resolved: number; accepted: number }>(
        `SELECT (SELECT count(*)::int FROM seen_mark WHERE version_id = $1 AND part LIKE 'change:%') AS seen,
           (SELECT count(resolved_at)::int FROM comment WHERE version_id = $1) AS resolved,
           (SELECT count(*)::int FROM explanation_verdict
            WHERE version_id = $1 AND is_accepted AND finding_key = ANY($2)) AS accepted`,
        [versionId, refused],
      );
      return row;
    };
    await expect.poll(judged, { timeout: 90_000 }).toEqual({ seen: 7, resolved: comments.length, accepted: 2 });
  });

  await test.step("what was seen stays so with the next request, and any two points are in the address", async () => {
    await page.goto(`/review/${unit.code}/${year}?from=v1.submit.1`);
    await expect(panel.getByLabel("从", { exact: true })).toHaveValue("v1.submit.1");
    await expect(panel.locator('[data-item^="change:"]').getByText("已看过", { exact: true })).toHaveCount(7);
    await panel.getByLabel("到", { exact: true }).selectOption("v1.sendBack.1");
    await panel.getByRole("button", { name: "比较" }).click();
    await expect(page).toHaveURL(/from=v1\.submit\.1&to=v1\.sendBack\.1/);
    await expect(panel.getByRole("heading", { name: "两次之间的改动（0）" })).toBeVisible();
    await page.goto(`/review/${unit.code}/${year}?from=v9.submit.1`);
    await expect(panel.getByText("这份报告没有“v9.submit.1”这个时点，请另选。")).toBeVisible();
  });
});
