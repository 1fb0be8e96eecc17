import { beforeAll, describe, expect, it } from "vitest";
import { writeList } from "@/lib/documents/lists/write-list";
import { auditFilterSchema } from "@/lib/features/audit-log/schema";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { addComment, addUnitComment, answerComment, resolveComment } from "@/lib/features/comments/mutations";
import { db } from "@/lib/platform/db";
import { saveCells } from "@/lib/features/versions/mutations";
import {
  actorOf,
  balancedFacts,
  createFreshDistrict,
  createTestDistrict,
  openTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { loadRowsOfList } from "./data";
import { recordListExport } from "./mutations";
import type { ExportedListId } from "./schema";

let district: TestDistrict;
let versionId: string;
const anchor = { kind: "cell", id: "t/r/c", label: "公开01表 行政运行" } as const;

async function csvOf(list: ExportedListId, filter: Record<string, unknown> = {}): Promise<string> {
  const rows = await loadRowsOfList(list, district.users.reviewer, filter);
  return new Response(writeList(rows, "csv")).text();
}

beforeAll(async () => {
  district = await createTestDistrict("371392");
  const context = await openTestReport(district);
  ({ versionId } = context);
  // Spending that no income pays for.
  const edits = balancedFacts.slice(1, 2).map((fact) => ({ ...fact, baseRevision: 0 }));
  await saveCells(actorOf(district.users.preparerA), context, { how: "typed", unit: "yuan", edits });
  const { reviewer, preparerA } = district.users;
  const review = { versionId, anchor, body: "=请核对", needsAnswer: true, isBlocking: false };
  const thread = await addComment(district.id, reviewer.user, review);
  const commentId = thread.ok ? thread.data.commentId : "";
  await addUnitComment(district.id, preparerA.user, { versionId, kind: "note", anchor, body: "内部备注" });
  await answerComment(district.id, { ...preparerA.user, isFromBureau: false }, { versionId, commentId, body: "已改" });
  await resolveComment(district.id, reviewer.user, { versionId, commentId, isResolved: true });
});

describe("lists that are handed out", () => {
  it("comments with their answers; a unit's own notes are nobody else's", async () => {
    const text = await csvOf("comments", { year: 2021 });
    expect(text).toContain("101001,区政府办公室本级,2021,1,0,审核意见,提出,公开01表 行政运行,'=请核对");
    expect(text).toContain("答复,公开01表 行政运行,已改");
    expect(text).not.toContain("内部备注");
    expect(await csvOf("comments", { year: 2021, units: new Set(["101002"]) })).not.toContain("请核对");
  });

  it("findings of the newest versions, and how the year reached the public", async () => {
    expect((await csvOf("findings", { year: 2021 })).split("\n")[1]).toMatch(/^101001,区政府办公室本级,2021,1,填报中,/);
    expect(await csvOf("disclosure", { year: 2021 })).toContain("2021,101001,区政府办公室本级");
    await expect(csvOf("disclosure", { year: 2019 })).rejects.toThrow(/notFound/);
  });

  it("letters of a year that are out; without any, a heading alone", async () => {
    const text = await csvOf("letters", { year: 2021 });
    expect(text).toMatch(/年度,种类,文号,成文日期,发文机关,主送,标题,涉及单位,单位数,本年收入合计（元）/);
    expect(text.trim().split("\n")).toHaveLength(1);
  });

  it("units as of a day", async () => {
    expect(await csvOf("units", { day: "2021-01-01" })).toContain(
      "101001,区政府办公室本级,,单位,101,区政府办公室,行政单位,是",
    );
  });

  it("nothing of another district", async () => {
    const other = await createFreshDistrict();
    for (const list of ["units", "users", "audit"] as const)
      expect(await csvOf(list)).not.toContain(other.users.admin.user.username);
  });
});

describe("the log", () => {
  const found = async (filter: Record<string, string>) =>
    (await listAuditEvents(district.id, auditFilterSchema.parse(filter))).events;

  it("has comments and what became of them, without their words", async () => {
    const events = (await found({})).filter(({ action }) => action.startsWith("comment."));
    expect(
      events.map(({ action, subject, details }) => [action, subject.name, details.commentKind, details.place]),
    ).toEqual([
      ["comment.resolved", "区政府办公室本级2021年度", "审核意见", anchor.label],
      ["comment.answered", "区政府办公室本级2021年度", "审核意见", anchor.label],
      ["comment.written", "区政府办公室本级2021年度", "单位备注", undefined],
      ["comment.written", "区政府办公室本级2021年度", "审核意见", anchor.label],
    ]);
    expect(JSON.stringify(events)).not.toContain("请核对");
  });

  it("is searched by what was done, in the words that stand there", async () => {
    const events = await found({ q: "了结意见" });
    expect(events.map(({ action }) => action)).toEqual(["comment.resolved"]);
    expect(await found({ q: "了结%" })).toEqual([]);
  });

  it("is narrowed to a unit and its reports, and searched in subject, person and details", async () => {
    const ofUnit = await found({ unitId: district.units.a });
    expect(ofUnit.length).toBeGreaterThan(4);
    expect(new Set(ofUnit.map(({ subject }) => subject.name))).toEqual(
      new Set(["区政府办公室本级", "区政府办公室本级2021年度"]),
    );
    expect((await found({ q: "行政运行" })).map(({ action }) => action)).toEqual([
      "comment.resolved",
      "comment.answered",
      "comment.written",
    ]);
    expect((await found({ q: "没有这样的内容" })).length).toBe(0);
    expect((await found({ q: "%" })).length).toBe(0);
  });

  it("says who took a list out, narrowed to what", async () => {
    const admin = district.users.admin.user;
    await recordListExport({ id: district.id, name: "" }, admin, {
      list: "units",
      format: "csv",
      filter: { day: "2021-01-01" },
    });
    expect((await found({ action: "list.exported" }))[0]).toMatchObject({
      subject: { name: "单位" },
      details: { format: "csv", filter: "day=2021-01-01" },
    });
  });

  it("comes out whole, newest first, whatever happened in one moment", async () => {
    const big = await createFreshDistrict();
    await db().$executeRaw`
      INSERT INTO audit_event (district_id, id, at, action, actor_name, subject_kind, subject_name, details)
      SELECT ${big.id}::uuid, gen_random_uuid(), timestamptz '2026-01-01' + make_interval(secs => n / 700), 'user.updated',
        '某人', 'user', 'person' || n, '{"reason": "核对"}'
      FROM generate_series(1, 2500) n`;
    const rows = await loadRowsOfList("audit", big.users.admin, { audit: auditFilterSchema.parse({ q: "person" }) });
    const lines = (await new Response(writeList(rows, "csv")).text()).split("\n").slice(1, -1);
    expect(lines.length).toBe(2_500);
    expect(new Set(lines.map((line) => line.split(",")[3])).size).toBe(2_500);
    expect(lines).toEqual(
      lines.toSorted((one, other) =>
        one.slice(0, 19) > other.slice(0, 19) ? -1 : one.slice(0, 19) < other.slice(0, 19) ? 1 : 0,
      ),
    );
  });
});
