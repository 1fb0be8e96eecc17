// What a correction changed, as the interface, the feeds and the view of corrections tell it: one comparison.
import { beforeAll, expect, it } from "vitest";
import { answers, problem } from "@/lib/documents/open-data/openapi";
import { listCorrections } from "@/lib/features/public-corrections/data";
import { findVersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import {
  actorOf,
  confirmTestStep,
  createReportIn,
  createTestDistrict,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { GET as feedRoute } from "../../feeds/[name]/route";
import { GET as changesRoute } from "./changes/route";
import { GET as reportRoute } from "./reports/[unitCode]/[year]/route";

let district: TestDistrict;

beforeAll(async () => {
  district = await createTestDistrict();
  const { reviewer, secondReviewer, preparerA } = district.users;
  const first = await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
  const step = await stepTestReport(first, secondReviewer, "correct", "工资少报");
  const second = (await findVersionContext(district.id, step.ok ? step.data.versionId : ""))!;
  await saveCells(actorOf(preparerA), second, {
    how: "typed",
    unit: "yuan",
    edits: [
      { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" } as const,
      { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" } as const,
      { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "originalBudget" } as const,
      { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" } as const,
    ].map((address) => ({ address, input: "150", baseRevision: 1 })),
  });
  for (const [by, name] of [
    [preparerA, "submit"],
    [reviewer, "beginReview"],
  ] as const)
    expect(await stepTestReport(second, by, name)).toMatchObject({ ok: true });
  for (const [by, name] of [
    [reviewer, "approve"],
    [secondReviewer, "publish"],
  ] as const)
    expect(await confirmTestStep(second, by, name)).toMatchObject({ ok: true });
}, 60_000);

const ask = (version?: number) =>
  reportRoute(
    new Request(`http://localhost/api/v1/reports/101001/2021.changes.json${version ? `?version=${version}` : ""}`),
    { params: Promise.resolve({ unitCode: "101001", year: "2021.changes.json" }) },
  );

it("is told cell by cell and sentence by sentence, before and after", async () => {
  const told = answers.reportChanges.parse(await (await ask()).json());
  expect(told).toMatchObject({ version: 2, before: { number: 1 }, correctionReason: "工资少报" });
  expect(told.facts).toHaveLength(4);
  expect(told.facts[0]).toMatchObject({ before: "100.00元", after: "150.00元" });
  expect(told.changedCells).toContain("expenditure.total.total");
  expect(told.cells.find(({ address }) => address === "expenditure.2010301.basic")).toMatchObject({
    before: "100.00元",
    after: "150.00元",
  });
  expect(told.changedSentences.length).toBe(told.counts.sentences);
  expect(told.summary).toMatch(/^改动填报数 4 个、表中数字 \d+ 格、文字 \d+ 句。$/);
  const { corrections } = await listCorrections(district.id, 2021, [10, 0]);
  expect(corrections[0]!.changes).toEqual(told.facts);
});

it("is counted in the feeds, and asked for by its address among the changes of the chain", async () => {
  const { summary } = answers.reportChanges.parse(await (await ask(2)).json());
  const feed = await feedRoute(new Request("http://localhost/feeds/101001.json"), {
    params: Promise.resolve({ name: "101001.json" }),
  });
  const { items } = (await feed.json()) as { items: { content_html: string }[] };
  expect(items[0]!.content_html).toContain(`<a href="http://localhost/r/101001/2021/v/2/changes">${summary}</a>`);
  expect(items[1]!.content_html).not.toContain("改动");
  const chain = await changesRoute(new Request("http://localhost/api/v1/changes"), {} as never);
  expect(answers.changes.parse(await chain.json()).changes.map(({ changesUrl }) => changesUrl)).toEqual([
    null,
    "/api/v1/reports/101001/2021.changes.json?version=2",
  ]);
});

it("is nothing of a first version, said in words", async () => {
  const answer = await ask(1);
  expect(answer.status).toBe(404);
  expect(problem.parse(await answer.json()).detail).toContain("首次公开");
});
