import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { initialRuleOf } from "@/lib/domain/decision/decision-rule";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { addOwnDays, saveDecisionRule } from "@/lib/features/decision-rules/mutations";
import { createFiscalYear, setFiscalYearStage, updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { stopJob } from "@/lib/features/background-jobs/mutations";
import { importContent } from "@/lib/features/report-package/mutations";
import { askForStep } from "@/lib/features/report-steps/mutations";
import { changePassword, endAllSessions, signIn } from "@/lib/features/session/mutations";
import { importCatalogue } from "@/lib/features/subjects/mutations";
import { saveThresholds } from "@/lib/features/thresholds/mutations";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { createUnit, setExemption } from "@/lib/features/units/mutations";
import { createUser, resetPassword, setUserDisabled, unlockUser, updateUser } from "@/lib/features/users/mutations";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  openTestReport,
  stepTestReport,
  testPassword,
  type TestDistrict,
} from "@/prisma/seed/test-district";

/** Counts tries by address on purpose, whatever else becomes of them. */
const OUTSIDE_OF_DEEDS = ["rate_limit", "_prisma_migrations"];

let district: TestDistrict;
let draft: VersionContext;
let submitted: VersionContext;
let published: VersionContext;
let jobId: string;

beforeAll(async () => {
  district = await createTestDistrict("371377");
  published = await createReportIn(district, ["submit", "beginReview", "approve", "publish"], { year: 2020 });
  submitted = await createReportIn(district, ["submit"]);
  draft = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
  jobId = await askForStep(district.id, actorOf(district.users.reviewer), {
    step: "approve",
    versions: [{ versionId: submitted.versionId, revision: 0 }],
    takesUnkeptTexts: false,
  });
  await ownerPool().query(`
    CREATE FUNCTION audit_fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log cannot be written'; END $$;
    CREATE TRIGGER audit_fails BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_fails();`);
});
afterAll(() => ownerPool().query("DROP TRIGGER audit_fails ON audit_event; DROP FUNCTION audit_fails"));

/** A digest of every row of every table. */
async function everything(): Promise<Record<string, string>> {
  const { rows: tables } = await ownerPool().query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !OUTSIDE_OF_DEEDS.includes(table.name))) {
    const { rows } = await ownerPool().query<{ digest: string }>(
      `SELECT coalesce(md5(string_agg(line::text, E'\\n' ORDER BY line::text)), '') AS digest FROM "${name}" line`,
    );
    digests[name] = rows[0]!.digest;
  }
  return digests;
}

const admin = () => actorOf(district.users.admin);
const dates = { opensAt: new Date("2021-02-01"), deadline: new Date("2022-07-31") };
const subject = { level: 1, note: "", source: "test", replaces: "" };

/** Everything that leaves an event in the audit log. */
const deeds: Record<string, () => Promise<unknown>> = {
  "importing a package": () =>
    importContent(actorOf(district.users.preparerB), draft, {
      facts: [{ address: { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" }, value: 12_300 }],
      texts: [{ slot: "profile.duties", text: "另一段文字" }],
      projects: [],
      keyEvaluations: [],
    }),
  "opening a report": () =>
    openReport(district.id, actorOf(district.users.preparerB), {
      unitId: district.units.b,
      fiscalYearId: district.years[2020],
    }),
  withdrawing: () => stepTestReport(submitted, district.users.preparerA, "withdraw", "再核对"),
  "beginning a review": () => stepTestReport(submitted, district.users.reviewer, "beginReview"),
  "asking for a step of many reports": () =>
    askForStep(district.id, actorOf(district.users.reviewer), {
      step: "beginReview",
      versions: [{ versionId: submitted.versionId, revision: 0 }],
      takesUnkeptTexts: false,
    }),
  "stopping a background job": () => stopJob(district.id, actorOf(district.users.reviewer), jobId),
  correcting: () => stepTestReport(published, district.users.reviewer, "correct", "数字有误"),
  "changing limits": () =>
    saveThresholds(district.id, admin(), {
      fiscalYearId: district.years[2021],
      known: thresholdsOf(),
      limits: { ...thresholdsOf(), otherIncomePercent: 7 },
    }),
  "adding a unit": () =>
    createUnit(district.id, admin(), {
      level: "department",
      parentId: null,
      kind: "administrative",
      code: "909",
      name: "新部门",
      founded: null,
    }),
  "recording an event of the register": () =>
    recordUnitEvent(district.id, admin(), {
      effectiveOn: "2022-01-01",
      document: { number: "罗编〔2022〕1号", date: "2021-12-30" },
      content: { kind: "rename", unitId: district.units.b, name: "改名", shortName: null },
      seenEvents: 0,
      confirmed: [],
    }),
  "exempting a unit": () =>
    setExemption(district.id, admin(), { unitId: district.units.b, year: 2020, basis: "涉密单位" }),
  "adding a user": () =>
    createUser(district.id, admin(), { username: "somebody-new", name: "新人", grants: [{ role: "reviewer" }] }),
  "changing a user": () =>
    updateUser(district.id, admin(), {
      userId: district.users.reviewer.user.id,
      name: "改名",
      grants: [{ role: "reviewer" }],
    }),
  "resetting a password": () => resetPassword(district.id, admin(), district.users.reviewer.user.id),
  "disabling a user": () => setUserDisabled(district.id, admin(), district.users.reviewer.user.id, true),
  "unlocking a user": () => unlockUser(district.id, admin(), district.users.reviewer.user.id),
  "adding a year": () => createFiscalYear(district.id, admin(), { year: 2023, catalogueId: "test", ...dates }),
  "changing a year": () =>
    updateFiscalYear(district.id, admin(), {
      fiscalYearId: district.years[2021],
      opensAt: dates.opensAt,
      deadline: new Date("2099-07-31"),
    }),
  "changing the clocks of a year": () => {
    const known = initialRuleOf(2021);
    const rule = { ...known, bureauDays: 25 };
    return saveDecisionRule(district.id, admin(), { fiscalYearId: district.years[2021], rule, known });
  },
  "entering a holiday": () =>
    addOwnDays(district.id, admin(), { from: "2027-02-05", to: "2027-02-07", isWorked: false, name: "春节" }),
  "recording the decision of the congress": () =>
    recordCongressApproval(district.id, admin(), {
      fiscalYearId: district.years[2021],
      body: "人大常委会",
      meeting: "第三次会议",
      decisionNumber: "",
      decidedOn: "2022-06-29",
      revision: 0,
    }),
  "closing a year": () => setFiscalYearStage(district.id, admin(), district.years[2021], "closed"),
  "importing subjects": () =>
    importCatalogue(district.id, admin(), "test", {
      functional: [{ ...subject, code: "201", name: "另一个名称" }],
      economic: [{ ...subject, code: "301", name: "另一个名称" }],
    }),
  "changing one's password": () =>
    changePassword(
      district.users.reviewer.user.id,
      { currentPassword: testPassword, newPassword: "另一个够长的密码-2022" },
      "10.9.0.1",
    ),
  "failing to change one's password": () =>
    changePassword(
      district.users.reviewer.user.id,
      { currentPassword: "wrong", newPassword: "另一个够长的密码-2022" },
      "10.9.0.1",
    ),
  "signing out everywhere": () => endAllSessions(district.users.reviewer.user.id),
  "signing in": () =>
    signIn({ username: district.users.reviewer.user.username, password: testPassword, address: "10.9.0.1" }),
  "failing to sign in": () =>
    signIn({ username: district.users.reviewer.user.username, password: "wrong", address: "10.9.0.1" }),
};

describe("what leaves an event in the audit log", () => {
  it.each(Object.entries(deeds))("%s: does not happen when the event cannot be written", async (_, deed) => {
    const before = await everything();
    await expect(deed()).rejects.toThrow(/the audit log cannot be written/);
    expect(await everything()).toEqual(before);
  });
});
