// Saving while something is broken on purpose: what is acknowledged is there, what is not is told in words and can be
// sent again. Kills of whole processes: scripts/prove-recovery.ts.
import { addDays, subHours } from "date-fns";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkAuditLog } from "@/lib/features/audit-chain/data";
import { askForStepAction } from "@/lib/features/report-steps/actions";
import { saveCellsAction } from "@/lib/features/versions/actions";
import type { VersionContext } from "@/lib/features/versions/data";
import type { SaveCellsInput } from "@/lib/features/versions/schema";
import type { Session } from "@/lib/features/session/data";
import { databaseLimits, db, pool } from "@/lib/platform/db";
import { sentenceOf } from "@/lib/platform/errors";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  balancedFacts,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  signedInCookie,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const jar = vi.hoisted(() => {
  // Errors are the point here, not news.
  process.env.LOG_LEVEL = "silent";
  return new Map<string, string>();
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers({ "x-request-id": "a-request-of-tests" }),
}));
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const [{ address }] = balancedFacts as [(typeof balancedFacts)[0]];

let district: TestDistrict;
let context: VersionContext;

async function signInAs(session: Session): Promise<void> {
  jar.clear();
  jar.set(...(await signedInCookie(session)));
}

beforeAll(async () => {
  await ownerPool().query(`CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$`);
});
beforeEach(async () => {
  district = await createFreshDistrict();
  context = await createReportIn(district, []);
  await signInAs(district.users.preparerA);
});
afterEach(() => vi.unstubAllEnvs());

const save = (input: string, baseRevision: number) => {
  const edits: SaveCellsInput["edits"] = [{ address, input, baseRevision }];
  return saveCellsAction({ versionId: context.versionId, how: "typed", unit: "yuan", edits });
};

/** The stored amount of the cell in yuan, its revision, and what its history tells from the newest on. */
async function stored(): Promise<{ yuan: number; revision: number; history: number[] }> {
  const { rows } = await ownerPool().query<{ amount: string; revision: number; history: string[] }>(
    `SELECT amount, revision, (SELECT array_agg(new_value ORDER BY id DESC) FROM cell_change c
       WHERE c.version_id = l.version_id AND c.address LIKE 'income:%') AS history
     FROM budget_line l WHERE version_id = $1 AND sheet = 'income'`,
    [context.versionId],
  );
  const { amount, revision, history } = rows[0]!;
  return { yuan: Number(amount), revision, history: history.map(Number) };
}

describe("a save", () => {
  it("while every connection is taken is told within the limit, and goes through once there is one", async () => {
    const taken = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
    const begun = performance.now();
    const answer = await save("200", 1);
    expect(performance.now() - begun).toBeLessThan(databaseLimits().connect + 3_000);
    for (const client of taken) client.release();
    expect(answer).toMatchObject({ ok: false, code: "databaseUnavailable" });
    expect(!answer.ok && answer.reasons[0]).toContain(sentenceOf("databaseUnavailable"));
    expect(await stored()).toMatchObject({ yuan: 100, revision: 1 });
    expect(await save("200", 1)).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ yuan: 200, revision: 2, history: [200, 100] });
  }, 60_000);

  it("on a full disk stores nothing and says so, and goes through when there is room", async () => {
    // The figure has room, its history has none: both or neither.
    await ownerPool().query(
      "CREATE TRIGGER full_disk BEFORE INSERT ON cell_change FOR EACH ROW EXECUTE FUNCTION disk_is_full()",
    );
    const answer = await save("200", 1);
    await ownerPool().query("DROP TRIGGER full_disk ON cell_change");
    expect(answer).toMatchObject({ ok: false, code: "storageFull" });
    expect(!answer.ok && answer.reasons[0]).toContain("磁盘已满");
    expect(await stored()).toEqual({ yuan: 100, revision: 1, history: [100] });
    expect(await save("200", 1)).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ yuan: 200, revision: 2, history: [200, 100] });
  });

  it("by which the database is restarted is acknowledged and there, or told and not there", async () => {
    const told: string[] = [];
    let [acknowledged, revision] = [100, 1];
    let isOver = false;
    const restarts = (async () => {
      for (let time = 0; time < 5; time += 1) {
        await new Promise((resolve) => setTimeout(resolve, 120));
        // What a restart does to every connection of the application.
        await ownerPool().query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user",
        );
      }
      isOver = true;
    })();
    for (let yuan = 101; !isOver; yuan += 1) {
      const answer = await save(String(yuan), revision);
      if (answer.ok) {
        const [result] = answer.data.results;
        if (!result!.ok) throw new Error("an acknowledged revision was not there");
        [acknowledged, revision] = [yuan, result!.revision];
        expect((await stored()).yuan).toBe(yuan);
      } else {
        told.push(answer.code ?? "");
        // It may have been stored: the answer got lost, and the desk asks what there is.
        const now = await stored();
        expect([acknowledged, yuan]).toContain(now.yuan);
        [acknowledged, revision] = [now.yuan, now.revision];
      }
    }
    await restarts;
    const ask = () => pool().query("SELECT 1");
    await vi.waitFor(() => Promise.all(Array.from({ length: pool().options.max }, ask)), { timeout: 10_000 });
    expect(acknowledged).toBeGreaterThan(100);
    expect(told.filter((code) => code !== "databaseUnavailable")).toEqual([]);
    const { yuan, history } = await stored();
    expect([yuan, history[0]]).toEqual([acknowledged, acknowledged]);
  }, 60_000);
});

describe("a server's clock", () => {
  const jump = (moment: Date) => vi.stubEnv("MINGZHANG_NOW", moment.toISOString());

  it("that goes back an hour ends no session and loses nothing, and the audit log keeps its order", async () => {
    expect(await save("200", 1)).toMatchObject({ ok: true });
    const other = await createReportIn(district, ["submit"], {
      unitId: district.units.b,
      by: district.users.preparerB,
    });
    const { revision } = await db().reportVersion.findFirstOrThrow({ where: { id: other.versionId } });
    await signInAs(district.users.reviewer);
    const asked = await askForStepAction({ step: "beginReview", versions: [{ versionId: other.versionId, revision }] });
    if (!asked.ok) throw new Error(asked.reasons.join(" "));

    jump(subHours(new Date(), 1));
    await finishTestJob(district, asked.data.jobId);
    await signInAs(district.users.preparerA);
    expect(await save("300", 2)).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ yuan: 300, revision: 3, history: [300, 200, 100] });
    expect(await db().reportVersion.findFirst({ where: { id: other.versionId } })).toMatchObject({
      status: "underReview",
    });

    // As they happened, though a later one says an earlier moment.
    const { rows } = await pool().query<{ action: string; at: Date }>(
      `SELECT e.action, e.at FROM audit_link l JOIN audit_event e ON e.district_id = l.district_id AND e.id = l.event_id
       WHERE l.district_id = $1 ORDER BY l.sequence DESC LIMIT 2`,
      [district.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(["report.beginReview", "job.asked"]);
    expect(rows[0]!.at.getTime()).toBeLessThan(rows[1]!.at.getTime());
    expect(await checkAuditLog(district.id)).toEqual([]);
  });

  it("that goes forward a day asks people to sign in, does what was asked for, and is forgotten when it is mended", async () => {
    const other = await createReportIn(district, ["submit"], {
      unitId: district.units.b,
      by: district.users.preparerB,
    });
    const { revision } = await db().reportVersion.findFirstOrThrow({ where: { id: other.versionId } });
    await signInAs(district.users.reviewer);
    const asked = await askForStepAction({ step: "beginReview", versions: [{ versionId: other.versionId, revision }] });
    if (!asked.ok) throw new Error(asked.reasons.join(" "));
    await signInAs(district.users.preparerA);

    jump(addDays(new Date(), 1));
    const answer = await save("200", 1);
    expect(answer).toMatchObject({ ok: false, code: "notSignedIn" });
    expect(!answer.ok && answer.reasons[0]).toContain("尚未保存的内容仍保留在本页");
    await finishTestJob(district, asked.data.jobId);
    expect(await db().reportVersion.findFirst({ where: { id: other.versionId } })).toMatchObject({
      status: "underReview",
    });

    vi.unstubAllEnvs();
    expect(await save("200", 1)).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ yuan: 200, revision: 2 });
    expect((await stepTestReport(other, district.users.secondReviewer, "sendBack", "请核对。")).ok).toBe(true);
    expect(await checkAuditLog(district.id)).toEqual([]);
  });
});
