import { beforeAll, describe, expect, it } from "vitest";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { createUnit } from "@/lib/features/units/mutations";
import { countOwing, listOwing, listUnreadNotices, readYearNotice } from "@/lib/features/year-notice/data";
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

describe("who owes a year beside the year before", () => {
  it("is counted as the two lists would be compared", async () => {
    const fresh = await createFreshDistrict();
    const { a, b } = fresh.units;
    const by = actorOf(fresh.users.admin);
    const document = { number: "罗编〔2021〕1号", date: "2020-12-20" };
    const unit = { level: "unit", kind: "administrative", parentId: fresh.units.department, shortName: null } as const;
    for (const code of ["101007", "101008"]) {
      const founded = { on: "2021-05-01", document };
      expect(await createUnit(fresh.id, by, { ...unit, code, name: `新单位${code}`, founded })).toMatchObject({
        ok: true,
      });
    }
    const event = {
      effectiveOn: "2021-01-01",
      document,
      content: { kind: "dissolve", unitId: b },
      seenEvents: 2,
    } as const;
    const asked = await recordUnitEvent(fresh.id, by, { ...event, confirmed: [] });
    if (asked.ok) await recordUnitEvent(fresh.id, by, { ...event, confirmed: asked.data.questions });
    const compared = (now: readonly string[], before: readonly string[]) => ({
      units: now.length,
      unitsBefore: before.length,
      newUnits: now.filter((id) => !before.includes(id)).length,
      goneUnits: before.filter((id) => !now.includes(id)).length,
    });
    const [owes, owed] = [await listOwing(fresh.id, 2021), await listOwing(fresh.id, 2020)];
    expect(compared(owes, owed)).toEqual({ units: 3, unitsBefore: 2, newUnits: 2, goneUnits: 1 });
    expect(await countOwing(fresh.id, 2021, null, 2020)).toEqual(compared(owes, owed));
    expect(await countOwing(fresh.id, 2021, null, null)).toEqual(compared(owes, []));
    // A year that is to be opened: by the register.
    expect(await countOwing(fresh.id, 2022, [a, b], 2021)).toEqual(compared([a, b], owes));
    expect(await countOwing(fresh.id, 2022, [], 2021)).toEqual(compared([], owes));
    const { changes } = (await readYearNotice(fresh.id, 2021))!;
    expect(changes.find(({ topic }) => topic === "units")!.sentence).toBe(
      "应编报 3 个单位（2020年度 2 个，新增 2 个，减少 1 个）。",
    );
  });
});
