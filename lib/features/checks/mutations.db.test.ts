import { beforeAll, describe, expect, it } from "vitest";
import { explainFinding, judgeExplanation } from "@/lib/features/checks/mutations";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import {
  createTestDistrict,
  fillTestReport,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const finding = { findingKey: "L-99@x", fingerprint: "1|2" };
let district: TestDistrict;
let context: VersionContext;

const explain = (text: string) =>
  explainFinding(district.id, district.users.preparerA.user.id, { versionId: context.versionId, ...finding, text });
const judge = (change: Partial<Parameters<typeof judgeExplanation>[2]> = {}) =>
  judgeExplanation(district.id, district.users.reviewer.user, {
    versionId: context.versionId,
    ...finding,
    text: "情况属实",
    isAccepted: false,
    reason: "请写明原因",
    ...change,
  });
const verdicts = async () =>
  (await readContent(district.id, context.versionId))!.explanations.map(({ verdict }) => verdict);

describe("judging an explanation", () => {
  beforeAll(async () => {
    district = await createTestDistrict("371391");
    context = await openTestReport(district);
    await fillTestReport(district, context);
    await explain("情况属实");
  });

  it("is refused while the report lies with the unit", async () => {
    expect(await judge()).toMatchObject({ ok: false, reasons: [expect.stringContaining("不在审核中")] });
    expect(await verdicts()).toEqual([null]);
  });

  it("keeps the reason, and does not judge words nobody wrote", async () => {
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: true });
    expect(await judge({ text: "另一种说法" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("已有变化")],
    });
    expect(await judge()).toMatchObject({ ok: true });
    expect(await verdicts()).toEqual([{ isAccepted: false, reason: "请写明原因" }]);
  });

  it("can be changed to acceptance, which has no reason", async () => {
    expect(await judge({ isAccepted: true })).toMatchObject({ ok: true });
    expect(await verdicts()).toEqual([{ isAccepted: true, reason: "" }]);
    await judge();
  });

  it("lapses when the unit writes something else, and holds again for the same words", async () => {
    expect(await stepTestReport(context, district.users.reviewer, "sendBack", "请核对")).toMatchObject({ ok: true });
    await explain("上年有一次性项目，本年没有");
    expect(await verdicts()).toEqual([null]);
    await explain("情况属实");
    expect(await verdicts()).toEqual([{ isAccepted: false, reason: "请写明原因" }]);
  });
});
