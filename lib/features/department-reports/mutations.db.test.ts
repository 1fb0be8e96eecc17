import { beforeAll, describe, expect, it } from "vitest";
import { writeFeed } from "@/lib/documents/open-data/feed";
import { narrativeOf } from "@/lib/domain/text/narrative";
import { sentenceText } from "@/lib/domain/text/writing/sentence";
import { freeSlot, memberUnitsSlot, noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { factKey } from "@/lib/domain/words/fact-address";
import { modelOf } from "@/lib/features/checks/data";
import { listCounterparts } from "@/lib/features/counterparts/data";
import { takeTotal } from "@/lib/features/department-reports/mutations";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { makeTotal } from "@/lib/features/made-totals/data";
import { readFeed } from "@/lib/features/open-data/data";
import { savePerformance } from "@/lib/features/performance/mutations";
import { listCorrections } from "@/lib/features/public-corrections/data";
import { listPublicUnits, listPublishedReports, readPublicationCounts } from "@/lib/features/public-reports/data";
import { ask } from "@/lib/domain/questions/question";
import { readPublicStatus } from "@/lib/features/public-status/data";
import { auditPublishedFigures } from "@/lib/features/published-figures/data";
import { openReport } from "@/lib/features/report-opening/mutations";
import { importContent } from "@/lib/features/report-package/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { freezeTotal, proposeTotal } from "@/lib/features/totals/mutations";
import { findStoredTotal } from "@/lib/features/totals/data";
import { createUser } from "@/lib/features/users/mutations";
import { findVersionContext, readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { findSession, type Session } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { archivedReports } from "@/lib/features/year-archives/data";
import { db } from "@/lib/platform/db";
import { ownerDb, ownerPool } from "@/lib/platform/postgres/test-owner";
import { sqlStateOf } from "@/lib/platform/database-refusals";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  searchFor,
  stepTestReport,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let clerk: Session;
let unitA: VersionContext;
let unitB: VersionContext;
let report: VersionContext;

const scope = () => ({ kind: "department", departmentId: district.units.department }) as const;
const place = () => ({ unitId: district.units.department, fiscalYearId: district.years[2021] });
const content = async (context = report) => (await readContent(district.id, context.versionId))!;
const wages = factKey("expenditure", "2010301", "generalPublicBudget", "basic");

async function freeze(): Promise<void> {
  const asked = { year: 2021, scope: scope(), basis: "approved", replaces: null } as const;
  expect(await proposeTotal(district.id, actorOf(district.users.reviewer), asked)).toMatchObject({ ok: true });
  const { id, contentHash } = (await findStoredTotal(district.id, 2021, scope(), {
    basis: "approved",
    state: "proposed",
  }))!;
  expect(
    await freezeTotal(district.id, actorOf(district.users.secondReviewer), { totalId: id, contentHash }),
  ).toMatchObject({ ok: true });
}

async function take(): ReturnType<typeof takeTotal> {
  const outcome = await takeTotal(district.id, actorOf(clerk), place());
  if (outcome.ok) report = (await findVersionContext(district.id, outcome.data.versionId))!;
  return outcome;
}

async function write(texts: Record<string, string>): Promise<void> {
  const revisions = new Map((await content()).texts.map(({ slot, revision }) => [slot, revision]));
  const answer = await saveTexts(actorOf(clerk), report, {
    how: "typed",
    edits: Object.entries(texts).map(([slot, text]) => ({ slot, text, baseRevision: revisions.get(slot) ?? 0 })),
  });
  expect(answer.results.filter(({ ok }) => !ok)).toEqual([]);
}

/** Everything that counts, adds up, ranks or lists units. */
async function counted() {
  const rows = async (table: string) =>
    (await ownerPool().query(`SELECT count(*)::int AS n FROM ${table} WHERE district_id = $1`, [district.id])).rows[0]
      .n as number;
  const fiscalYear = (await listFiscalYears(district.id)).find(({ year }) => year === 2021)!;
  const made = await makeTotal(district.id, fiscalYear, { kind: "district" }, "approved");
  const archived: string[] = [];
  for await (const { unit } of archivedReports(district.id, { year: 2021, upTo: 1_000 })) archived.push(unit.code);
  const status = await readPublicStatus(district.id, ask("status", { year: 2021 }), [100, 0]);
  return {
    rows: await Promise.all(["published_account", "published_line", "published_figure", "search_report"].map(rows)),
    sums: (
      await ownerPool().query(
        "SELECT scope_id, address_id, amount, units FROM published_sum WHERE district_id = $1 ORDER BY scope_id, address_id",
        [district.id],
      )
    ).rows,
    problems: await auditPublishedFigures(district.id, 2021),
    published: await readPublicationCounts(district.id, [{ year: 2021 }]),
    units: await listPublicUnits(district.id),
    reports: (await listPublishedReports(district.id)).reports.map(({ unitCode }) => unitCode),
    status: status!.units.map(({ code }) => code),
    corrections: await listCorrections(district.id, 2021, [10, 0]),
    disclosed: (await readDisclosure(district.id, fiscalYear)).units.map(({ unitCode }) => unitCode),
    found: (await searchFor(district.id, "区政府办公室")).total,
    archived,
    total: [made.members.map(({ code }) => code), made.summands.units],
    counterparts: await listCounterparts(district.id, 2021),
  };
}

beforeAll(async () => {
  district = await createFreshDistrict();
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    {
      username: `department-${district.id.slice(-8)}`,
      name: "部门经办",
      grants: [{ role: "preparer", unitId: district.units.department }],
    },
    { passwordHash: await testPasswordHash },
  );
  clerk = (await findSession(await startSession({ id: created.ok ? created.data.userId : "", sessionVersion: 1 })))!;
  const approved = ["submit", "beginReview", "approve"] as const;
  unitA = await createReportIn(district, approved);
  unitB = await createReportIn(district, approved, { unitId: district.units.b, by: district.users.preparerB });
});

describe("a department's accounts", () => {
  it("are not begun as a unit's, nor before the total is approved by two people", async () => {
    await expect(openReport(district.id, actorOf(clerk), place())).rejects.toMatchObject({ code: "notFound" });
    expect(await take()).toMatchObject({ ok: false, reasons: [expect.stringContaining("还没有批准")] });
    await expect(
      takeTotal(district.id, actorOf(clerk), { ...place(), unitId: district.units.a }),
    ).rejects.toMatchObject({ code: "notFound" });
  });

  it("have the figures of the frozen total, its units, and what all of them state", async () => {
    await freeze();
    expect(await take()).toMatchObject({ ok: true });
    const { scope: of, cells, texts, taken, version } = await content();
    expect([of, version.status, taken!.outdated]).toEqual(["department", "drafting", []]);
    expect(taken!.members.map(({ code }) => code)).toEqual(["101001", "101002"]);
    expect(cells.find(({ key }) => key === wages)).toMatchObject({ value: 20_000, rawInput: null });
    const stored = (await findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "frozen" }))!;
    expect(cells.filter(({ value }) => value !== null)).toHaveLength(stored.made.summands.units.length);
    const text = new Map(texts.map(({ slot, text: written }) => [slot, written]));
    expect(text.get(memberUnitsSlot)).toBe("区政府办公室本级\n区机关服务中心");
    expect(text.get(noDataSlot("balance"))).toBe("none");
    expect(text.get(textSlots.duties)).toBeUndefined();
  });

  it("are in words of a department", async () => {
    const made = await content();
    const model = modelOf(made, await readCatalogues(made.fiscalYear.catalogueId));
    const words = narrativeOf({ model, texts: model.facts().texts })
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : []))
      .join("");
    expect(words).toContain("本部门");
    expect(words).not.toContain("本单位");
    expect(model.tableSet.document.noun).toBe("部门决算");
  });

  it("take no figure from anybody, whichever way it comes", async () => {
    const { fund, ...address } = { sheet: "income", row: "2010301", fund: "", column: "otherIncome" } as const;
    const edits = [{ address: { ...address, fund }, input: "1", baseRevision: 0 }];
    const refusal = { code: "figuresTaken" };
    await expect(saveCells(actorOf(clerk), report, { how: "typed", unit: "yuan", edits })).rejects.toMatchObject(
      refusal,
    );
    await expect(
      importContent(actorOf(clerk), report, { facts: [], texts: [], projects: [], keyEvaluations: [] }),
    ).rejects.toMatchObject(refusal);
    await expect(
      savePerformance(actorOf(clerk), report, { performance: { projects: [], keyEvaluations: [] }, baseRevision: 0 }),
    ).rejects.toMatchObject(refusal);
    // Nor past every function of the application.
    const at = [district.id, report.versionId] as const;
    const states = await Promise.all(
      [
        ownerDb()
          .$executeRaw`INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, updated_at)
          VALUES (${at[0]}::uuid, ${at[1]}::uuid, 'income', '2010301', '', 'otherIncome', 'money', 1, now())`,
        ownerDb()
          .$executeRaw`UPDATE budget_line SET amount = 1 WHERE district_id = ${at[0]}::uuid AND version_id = ${at[1]}::uuid`,
        ownerDb()
          .$executeRaw`DELETE FROM budget_line WHERE district_id = ${at[0]}::uuid AND version_id = ${at[1]}::uuid`,
        ownerDb().$executeRaw`INSERT INTO performance_project (district_id, version_id, id, position, name)
          VALUES (${at[0]}::uuid, ${at[1]}::uuid, gen_random_uuid(), 9, 'x')`,
        ownerDb()
          .$executeRaw`DELETE FROM taken_total WHERE district_id = ${at[0]}::uuid AND version_id = ${at[1]}::uuid`,
        ownerDb()
          .$executeRaw`UPDATE report SET scope = 'unit' WHERE district_id = ${at[0]}::uuid AND id = ${report.reportId}::uuid`,
      ].map((statement) => statement.then(() => "done", sqlStateOf)),
    );
    expect(states).toEqual(["MZ011", "MZ011", "MZ011", "MZ011", "MZ011", "MZ006"]);
    const stated = await saveTexts(actorOf(clerk), report, {
      how: "typed",
      edits: [
        { slot: memberUnitsSlot, text: "另一个单位", baseRevision: 1 },
        { slot: noDataSlot("income"), text: "none", baseRevision: 0 },
        { slot: noDataSlot("balance"), text: "", baseRevision: 1 },
      ],
    });
    const notTyped = { ok: false, message: expect.stringContaining("随汇总取得") };
    expect(stated.results).toMatchObject([notTyped, notTyped, notTyped]);
  });

  it("are explained, submitted, reviewed and approved as a unit's are", async () => {
    const blocked = await stepTestReport(report, clerk, "submit");
    expect(blocked).toMatchObject({ ok: false, blockers: [{ code: "missingTexts" }] });
    await write({ [textSlots.duties]: "负责全区政务。", [freeSlot("total")]: "所属单位运行平稳。" });
    expect(await stepTestReport(report, clerk, "submit")).toMatchObject({ ok: true });
    expect(await stepTestReport(report, district.users.reviewer, "beginReview")).toMatchObject({ ok: true });
    expect(await stepTestReport(report, district.users.secondReviewer, "approve")).toMatchObject({ ok: true });
    expect(await take()).toMatchObject({ ok: false, reasons: [expect.stringContaining("已批复")] });
    expect(await stepTestReport(report, district.users.reviewer, "sendBack", "请补充说明。")).toMatchObject({
      ok: true,
    });
  });

  it("are outdated once a unit's accounts are not what was added up: named, and not submitted", async () => {
    expect(await stepTestReport(unitA, district.users.secondReviewer, "withdrawApproval", "重新核对。")).toMatchObject({
      ok: true,
    });
    const outdated = await stepTestReport(report, clerk, "submit");
    expect(outdated).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("“区政府办公室本级”批复已撤销")],
    });
    expect(await take()).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("“区政府办公室本级”批复已撤销")],
    });
    // What it comes back as is another amount.
    expect(await stepTestReport(unitA, district.users.secondReviewer, "sendBack", "更正金额。")).toMatchObject({
      ok: true,
    });
    const before = new Map((await content(unitA)).cells.map(({ key, revision }) => [key, revision]));
    const edit = (
      sheet: "income" | "expenditure" | "budget" | "basicExpenditure",
      row: string,
      fund: string,
      column: string,
    ) => ({
      address: { sheet, row, fund, column } as Parameters<typeof saveCells>[2]["edits"][number]["address"],
      input: "150",
      baseRevision: before.get(factKey(sheet, row, fund as "", column))!,
    });
    await saveCells(actorOf(district.users.preparerA), unitA, {
      how: "typed",
      unit: "yuan",
      edits: [
        edit("income", "2010301", "", "generalPublicBudget"),
        edit("expenditure", "2010301", "generalPublicBudget", "basic"),
        edit("budget", "2010301", "generalPublicBudget", "originalBudget"),
        edit("basicExpenditure", "30101", "", "amount"),
      ],
    });
    for (const [step, by] of [
      ["submit", district.users.preparerA],
      ["beginReview", district.users.reviewer],
      ["approve", district.users.reviewer],
    ] as const)
      expect(await stepTestReport(unitA, by, step)).toMatchObject({ ok: true });
    expect(await stepTestReport(report, clerk, "submit")).toMatchObject({ ok: false });
    await freeze();
    expect(await take()).toMatchObject({ ok: true });
    const { cells, texts } = await content();
    expect(cells.find(({ key }) => key === wages)).toMatchObject({ value: 25_000, revision: 2 });
    // What was typed stays.
    expect(texts.find(({ slot }) => slot === textSlots.duties)?.text).toBe("负责全区政务。");
    const changes = await db().cellChange.findMany({ where: { versionId: report.versionId, how: "total" } });
    expect(changes.find(({ address }) => address === wages)).toMatchObject({ oldValue: "200.00", newValue: "250.00" });
    expect(await stepTestReport(report, clerk, "submit")).toMatchObject({ ok: true });
  });

  it("are published and corrected as a unit's are, with the total that they were taken from", async () => {
    expect(await stepTestReport(report, district.users.reviewer, "beginReview")).toMatchObject({ ok: true });
    expect(await stepTestReport(report, district.users.reviewer, "approve")).toMatchObject({ ok: true });
    expect(await stepTestReport(unitB, district.users.secondReviewer, "publish")).toMatchObject({ ok: true });
    const before = await counted();
    expect([before.reports, before.rows[0], before.sums.length > 0]).toEqual([["101002"], 1, true]);
    expect(await stepTestReport(report, district.users.secondReviewer, "publish")).toMatchObject({ ok: true });
    // It is counted, added up and found nowhere: its units are there already.
    expect(await counted()).toEqual(before);
    const { reports } = await listPublishedReports(district.id, { scope: "department" });
    expect(reports.map(({ unitCode, year }) => [unitCode, year])).toEqual([["101", 2021]]);
    const feed = await readFeed(district.id, null);
    expect(feed!.entries[0]).toMatchObject({ scope: "department", unitCode: "101" });
    expect(
      writeFeed("json", { name: "测试", noun: "单位决算", of: "all", entries: feed!.entries, addressOf: String }),
    ).toContain("区政府办公室2021年度部门决算");
    const publication = await db().publication.findFirstOrThrow({ where: { versionId: report.versionId } });
    expect(publication.snapshot).toMatchObject({ scope: "department", unit: { code: "101" } });
    expect(JSON.stringify(publication.snapshot)).toContain("2021年度区政府办公室部门决算");
    const corrected = await stepTestReport(report, district.users.secondReviewer, "correct", "文字有误。");
    const versionId = corrected.ok ? corrected.data.versionId : "";
    const { cells, taken } = await content({ ...report, versionId });
    expect([cells.find(({ key }) => key === wages)?.value, taken!.members.length]).toEqual([25_000, 2]);
  });
});
