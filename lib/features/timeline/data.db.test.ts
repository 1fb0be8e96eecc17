import { beforeAll, describe, expect, it } from "vitest";
import { roundLabel } from "@/lib/domain/report/timeline";
import { addComment, addUnitComment, resolveComment } from "@/lib/features/comments/mutations";
import { makeMissingFiles } from "@/lib/features/publication/mutations";
import { readTimeline } from "@/lib/features/timeline/data";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { recordEventSchema } from "@/lib/features/unit-events/schema";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;

const read = (reader: "bureau" | "unit") =>
  readTimeline(district.id, { reportId: context.reportId, unitId: district.units.a, year: 2021 }, reader);
const words = async (reader: "bureau" | "unit") =>
  (await read(reader)).map((round) => [roundLabel(round), ...round.entries.map(({ label }) => label)]);
/** An event of the register, confirmed with everything that it does. */
async function renameUnit(): Promise<void> {
  const input = recordEventSchema.parse({
    effectiveOn: "2023-01-01",
    document: { number: "测编〔2022〕8号", date: "2022-12-01" },
    content: { kind: "recode", unitId: district.units.a, code: "101801" },
    seenEvents: 0,
  });
  const record = (confirmed: string[]) =>
    recordUnitEvent(district.id, actorOf(district.users.admin), { ...input, confirmed });
  const asked = await record([]);
  if (!asked.ok) throw new Error(asked.reasons.join());
  if (asked.data.questions.length > 0) await record(asked.data.questions);
}

const anchor = { kind: "form", id: "report", label: "整份报告" } as const;

beforeAll(async () => {
  district = await createFreshDistrict();
  context = await createReportIn(district, ["submit", "beginReview"]);
  const { reviewer, preparerA } = district.users;
  const asked = { versionId: context.versionId, anchor, needsAnswer: false };
  await addComment(district.id, reviewer.user, { ...asked, body: "请说明。", isBlocking: true });
  await addUnitComment(district.id, preparerA.user, {
    versionId: context.versionId,
    kind: "note",
    anchor,
    body: "单位自用，财政局不可见。",
  });
  await stepTestReport(context, reviewer, "sendBack", "收入有误，请核对。");
  await stepTestReport(context, preparerA, "submit");
  await stepTestReport(context, reviewer, "beginReview");
});

describe("the timeline of a report", () => {
  it("has every step with its round, reason and person, and comments counted", async () => {
    expect(await words("unit")).toEqual([
      ["第1版 填报", "开始填报"],
      ["第1版 第1轮", "上报", "开始审核", "审核意见 1 条", "退回"],
      ["第1版 第2轮", "重新上报", "开始审核"],
    ]);
    const [, first] = await read("unit");
    expect(first!.entries.find(({ label }) => label === "退回")).toMatchObject({
      reason: "收入有误，请核对。",
      by: district.users.reviewer.user.name,
      at: expect.any(Date),
    });
    expect(first!.entries.find(({ label }) => label.startsWith("审核意见"))!.details).toEqual([
      "其中须解决 1 条",
      "已了结 0 条",
    ]);
    expect(JSON.stringify(await read("bureau"))).not.toContain("单位自用");
  });

  it("goes on over approval, withdrawal, publication, files, the register and a correction", async () => {
    const { reviewer, secondReviewer } = district.users;
    const thread = await db().comment.findFirstOrThrow({ where: { versionId: context.versionId, kind: "review" } });
    const resolved = { commentId: thread.id, versionId: context.versionId, isResolved: true };
    await resolveComment(district.id, reviewer.user, resolved);
    await stepTestReport(context, reviewer, "approve");
    await stepTestReport(context, secondReviewer, "withdrawApproval", "误批。");
    await stepTestReport(context, reviewer, "approve");
    await stepTestReport(context, secondReviewer, "publish");
    await makeMissingFiles(district.id, { year: 2021 });
    await renameUnit();
    await stepTestReport(context, reviewer, "correct", "更正说明。");
    expect((await words("bureau")).slice(2)).toEqual([
      ["第1版 第2轮", "重新上报", "开始审核", "批复", "撤销批复", "批复", "公开", "生成公开文件", "单位变动"],
      ["第2版 填报", "更正"],
    ]);
  });

  it("keeps from the unit what the bureau knew to be open", async () => {
    const lines = async (reader: "bureau" | "unit") =>
      (await read(reader)).flatMap(({ entries }) => entries.flatMap(({ details }) => details));
    expect(await lines("bureau")).toContain("办理时确认仍有：1项人大批准没有登记");
    expect((await lines("unit")).join()).not.toContain("办理时确认");
  });
});
