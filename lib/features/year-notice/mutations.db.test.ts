import { beforeAll, describe, expect, it } from "vitest";
import { listUnreadNotices, readYearNotice } from "@/lib/features/year-notice/data";
import { putAwayNotice, saveNotice } from "@/lib/features/year-notice/mutations";
import { setFiscalYearStage } from "@/lib/features/fiscal-years/mutations";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
const admin = () => actorOf(district.users.admin);
const write = (notice: string, known: number, year = 2021) => saveNotice(district.id, admin(), { year, known, notice });
const unreadBy = (person: "preparerA" | "reviewer") => listUnreadNotices(district.id, district.users[person].user.id);
const putAway = (person: "preparerA" | "reviewer", revision: number) =>
  putAwayNotice(district.id, district.users[person].user.id, { year: 2021, revision });

beforeAll(async () => {
  district = await createFreshDistrict();
});

describe("the notice of a year", () => {
  it("is not there for years that were opened without one", async () => {
    expect(await unreadBy("preparerA")).toEqual([]);
    expect(await readYearNotice(district.id, 2021)).toMatchObject({
      year: 2021,
      before: 2020,
      notice: "",
      revision: 0,
    });
    expect(await readYearNotice(district.id, 1999)).toBeNull();
  });

  it("is shown to everybody until each has put it away, and again when it says something else", async () => {
    expect(await write("会审在三月。", 0)).toMatchObject({ ok: true });
    expect(await write("会审在三月。", 1)).toMatchObject({ ok: false, reasons: [expect.stringContaining("相同")] });
    expect(await unreadBy("preparerA")).toEqual([{ year: 2021 }]);
    expect(await putAway("preparerA", 1)).toMatchObject({ ok: true });
    expect(await unreadBy("preparerA")).toEqual([]);
    expect(await unreadBy("reviewer")).toEqual([{ year: 2021 }]);
    expect(await write("会审改在四月。", 1)).toMatchObject({ ok: true });
    expect(await unreadBy("preparerA")).toEqual([{ year: 2021 }]);
    expect(await readYearNotice(district.id, 2021)).toMatchObject({ notice: "会审改在四月。", revision: 2 });
  });

  it("is not put away before it is written, and not changed by two at once", async () => {
    expect(await putAway("reviewer", 99)).toEqual({
      ok: false,
      reasons: ["没有这一稿本年变化的说明，请刷新后再收起。"],
    });
    expect(await unreadBy("reviewer")).toEqual([{ year: 2021 }]);
    await putAway("reviewer", 2);
    expect(await unreadBy("reviewer")).toEqual([]);
    expect(await write("第三稿", 2)).toMatchObject({ ok: true });
    expect(await unreadBy("reviewer")).toEqual([{ year: 2021 }]);
    expect(await write("同时写的", 2)).toMatchObject({ ok: false, reasons: [expect.stringContaining("他人刚刚修改")] });
    await expect(write("没有这个年度", 0, 1999)).rejects.toThrow();
  });

  it("is not shown any more once the year is closed", async () => {
    await setFiscalYearStage(district.id, admin(), district.years[2021], "closed");
    expect(await unreadBy("reviewer")).toEqual([]);
  });
});
