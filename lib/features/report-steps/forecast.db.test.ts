// What a step of many would come to is said before it is asked for, and is what the server then does.
import { beforeAll, describe, expect, it } from "vitest";
import { addComment } from "@/lib/features/comments/mutations";
import { forecastStep } from "@/lib/features/report-steps/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { updateUser } from "@/lib/features/users/mutations";
import type { Session } from "@/lib/features/session/data";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  stepManyTestReports,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let a: VersionContext;
let b: VersionContext;

const forecast = (by: Session, step: "approve" | "publish" = "approve") =>
  forecastStep(district.id, [by.user.id], step, [a.versionId, b.versionId]);

beforeAll(async () => {
  district = await createFreshDistrict();
  a = await createReportIn(district, ["submit", "beginReview"]);
  b = await createReportIn(district, ["submit", "beginReview"], {
    unitId: district.units.b,
    by: district.users.preparerB,
  });
});

describe("a step of many, looked at before", () => {
  it("names who may not decide on which report, by four eyes, and the server does as was said", async () => {
    const { preparerA, admin } = district.users;
    const { id: userId, name } = preparerA.user;
    const grants = [{ role: "preparer" as const, unitId: district.units.a }, { role: "reviewer" as const }];
    expect(await updateUser(district.id, actorOf(admin), { userId, name, grants })).toMatchObject({ ok: true });
    const [ofA, ofB] = await forecast(preparerA);
    expect(ofA!.reasons).toEqual([expect.stringMatching(/本版本中有您填写的内容.*不能由您批复/)]);
    expect(ofB).toEqual({ versionId: b.versionId, reasons: [], named: ["1项人大批准没有登记"] });
    const [done] = await stepManyTestReports(district, preparerA, "approve", [a.versionId]);
    expect(done!.reasons).toEqual(ofA!.reasons);
  });

  it("names what is open on each, and changes nothing", async () => {
    await addComment(district.id, district.users.reviewer.user, {
      versionId: b.versionId,
      anchor: { kind: "form", id: "report", label: "" },
      body: "请核对。",
      needsAnswer: false,
      isBlocking: false,
    });
    const [ofA, ofB] = await forecast(district.users.reviewer);
    expect(ofA!.reasons).toEqual([]);
    expect(ofB!.reasons).toEqual([expect.stringContaining("1条审核意见没有解决")]);
    const [, refused] = await stepManyTestReports(district, district.users.reviewer, "approve", [
      a.versionId,
      b.versionId,
    ]);
    expect(refused!.reasons).toEqual(ofB!.reasons);
  });

  it("keeps who approved from publishing", async () => {
    const [ofA] = await forecast(district.users.reviewer, "publish");
    expect(ofA!.reasons).toEqual([expect.stringContaining("本报告由您批复")]);
    expect((await forecast(district.users.secondReviewer, "publish"))[0]!.reasons).toEqual([]);
  });

  it("says nothing of reports of another district", async () => {
    const other = await createFreshDistrict();
    expect(await forecastStep(other.id, [other.users.reviewer.user.id], "approve", [a.versionId])).toEqual([]);
  });
});
