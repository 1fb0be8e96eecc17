// What the public is told of years of which nothing is public yet.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { listComingYears } from "@/lib/features/public-reports/data";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
const of2021 = async () => (await listComingYears(district.id)).find(({ year }) => year === 2021);

beforeAll(async () => {
  district = await createFreshDistrict();
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe("a year of which nothing is public", () => {
  it("is not spoken of before it has ended, nor where the district does not look at the congress", async () => {
    vi.stubEnv("MINGZHANG_NOW", "2021-12-31T12:00:00+08:00");
    expect(await of2021()).toBeUndefined();
    vi.stubEnv("MINGZHANG_NOW", "2022-07-01T12:00:00+08:00");
    const setRule = (decisionRule: object) =>
      db().fiscalYear.update({ where: { id: district.years[2021] }, data: { decisionRule } });
    await setRule({ congress: "ignore" });
    expect(await of2021()).toBeUndefined();
    await setRule({});
  });

  it("waits for the congress, and then for the bureau until a day", async () => {
    expect(await of2021()).toMatchObject({ congressDecidedOn: null, bureauDue: { due: null }, publicationDays: 20 });
    await recordCongressApproval(district.id, actorOf(district.users.reviewer), {
      fiscalYearId: district.years[2021],
      body: "测试区人大常委会",
      meeting: "第三次会议",
      decisionNumber: "",
      decidedOn: "2022-06-29",
      revision: 0,
    });
    expect(await of2021()).toMatchObject({ congressDecidedOn: "2022-06-29", bureauDue: { due: "2022-07-19" } });
  });

  it("is listed with its reports as soon as one is public", async () => {
    const context = await createReportIn(district, ["submit", "beginReview", "approve"]);
    await stepTestReport(context, district.users.secondReviewer, "publish");
    expect(await of2021()).toBeUndefined();
  });
});
