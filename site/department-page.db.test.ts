// The page of a department's accounts, after one of its units was corrected: no silent contradiction.
import { beforeAll, expect, it } from "vitest";
import { outdatedBy } from "@/lib/domain/consolidation/frozen";
import { freeSlot, textSlots } from "@/lib/domain/words/facts";
import { takeTotal } from "@/lib/features/department-reports/mutations";
import { makingOfTotal, readMakingNow } from "@/lib/features/made-totals/data";
import { findSession, type Session } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { findStoredTotal, listCorrectionsSince } from "@/lib/features/totals/data";
import { freezeTotal, proposeTotal } from "@/lib/features/totals/mutations";
import { createUser } from "@/lib/features/users/mutations";
import { findVersionContext, readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveTexts } from "@/lib/features/versions/mutations";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  correctTestReport,
  createReportIn,
  createTestDistrict,
  stepTestReport,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { makePage } from "./make-page";
import { readStates } from "./store";

const approved = ["submit", "beginReview", "approve"] as const;
const address = { unitCode: "101", year: 2021 };
let district: TestDistrict;
let unitA: VersionContext;
let unitB: VersionContext;

const scope = () => ({ kind: "department", departmentId: district.units.department }) as const;
const frozen = async () => (await findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "frozen" }))!;
const stateOf = async () => (await readStates(ownerPool(), [address]))[0];

async function htmlOf(): Promise<string> {
  const page = await makePage(address);
  if (page.state !== "made") throw new Error(page.state);
  return page.html;
}

async function clerkOfDepartment(): Promise<Session> {
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    {
      username: "department-clerk",
      name: "部门经办",
      grants: [{ role: "preparer", unitId: district.units.department }],
    },
    { passwordHash: await testPasswordHash },
  );
  return (await findSession(await startSession({ id: created.ok ? created.data.userId : "", sessionVersion: 1 })))!;
}

/** A department that has published: of unit A the approved version, of unit B the published one. */
beforeAll(async () => {
  await buildSiteIfNeeded();
  district = await createTestDistrict("371311");
  const { units, users, years } = district;
  unitA = await createReportIn(district, approved);
  unitB = await createReportIn(district, [...approved, "publish"], { unitId: units.b, by: users.preparerB });
  const asked = { year: 2021, scope: scope(), basis: "approved", replaces: null } as const;
  await proposeTotal(district.id, actorOf(users.reviewer), asked);
  const total = (await findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "proposed" }))!;
  await freezeTotal(district.id, actorOf(users.secondReviewer), { totalId: total.id, contentHash: total.contentHash });
  const clerk = await clerkOfDepartment();
  const taken = await takeTotal(district.id, actorOf(clerk), { unitId: units.department, fiscalYearId: years[2021] });
  const report = (await findVersionContext(district.id, taken.ok ? taken.data.versionId : ""))!;
  const revisions = new Map((await readContent(district.id, report.versionId))!.texts.map((text) => [text.slot, text]));
  const texts = { [textSlots.duties]: "负责全区政务。", [freeSlot("total")]: "所属单位运行平稳。" };
  await saveTexts(actorOf(clerk), report, {
    how: "typed",
    edits: Object.entries(texts).map(([slot, text]) => ({
      slot,
      text,
      baseRevision: revisions.get(slot)?.revision ?? 0,
    })),
  });
  for (const [step, by] of [
    ["submit", clerk],
    ["beginReview", users.reviewer],
    ["approve", users.reviewer],
    ["publish", users.secondReviewer],
  ] as const)
    expect(await stepTestReport(report, by, step)).toMatchObject({ ok: true });
}, 60_000);

it("names a unit that was corrected since, and is made anew for it", async () => {
  const [before, html] = [await stateOf(), await htmlOf()];
  expect(html).not.toContain("所属单位有更正");
  await correctTestReport(district, unitB, { yuan: "180", by: district.users.preparerB });
  expect(await stateOf()).not.toBe(before);
  const corrected = await htmlOf();
  expect(corrected).toContain("本部门决算汇总之后，所属单位有更正");
  expect(corrected).toMatch(
    /<a href="\/r\/101002\/2021">区机关服务中心<\/a>：汇总的是第 1 版，.*更正为第 2 版，<a href="\/r\/101002\/2021\/v\/2\/changes">更正公告<\/a>/,
  );
});

it("is an approved total for the bureau that is outdated, and names the correction with its reason", async () => {
  const { made, madeAt } = await frozen();
  const changes = outdatedBy(makingOfTotal(made), await readMakingNow(district.id, 2021, scope()), madeAt);
  expect(changes).toEqual([{ unitId: district.units.b, kind: "corrected", from: 1, to: 2 }]);
  expect(await listCorrectionsSince(district.id, 2021, changes)).toMatchObject([
    { unitId: district.units.b, number: 2, reason: "金额有误。", published: { code: "101002" } },
  ]);
});

it("names a unit that was approved anew before it published, under the same number", async () => {
  const { users } = district;
  expect(await stepTestReport(unitA, users.secondReviewer, "withdrawApproval", "重新核对。")).toMatchObject({
    ok: true,
  });
  expect(await stepTestReport(unitA, users.secondReviewer, "sendBack", "更正文字。")).toMatchObject({ ok: true });
  const { texts } = (await readContent(district.id, unitA.versionId))!;
  const { slot, revision } = texts.find((text) => text.slot === textSlots.duties)!;
  await saveTexts(actorOf(users.preparerA), unitA, {
    how: "typed",
    edits: [{ slot, text: "负责机关全部事务。", baseRevision: revision }],
  });
  for (const [step, by] of [
    ["submit", users.preparerA],
    ["beginReview", users.reviewer],
    ["approve", users.reviewer],
    ["publish", users.secondReviewer],
  ] as const)
    expect(await stepTestReport(unitA, by, step)).toMatchObject({ ok: true });
  const html = await htmlOf();
  expect(html).toMatch(/区政府办公室本级<\/a>：汇总的是第 1 版，汇总以后重新批复，/);
  expect(html).not.toContain("/r/101001/2021/v/1/changes");
});
