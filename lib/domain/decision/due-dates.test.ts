import { describe, expect, it } from "vitest";
import { clockDefinitions, initialRuleOf, ruleOf } from "./decision-rule";
import { dueDate, dueDates, reckoningOf, type DueDates, type RecordedDays } from "./due-dates";
import { arrangedYears, dayOffName, workingDayFrom, type OwnDay } from "./working-days";

const rule = initialRuleOf(2021);
const given = (days: Partial<RecordedDays>): DueDates =>
  dueDates({ congressDecidedOn: null, departmentLetter: null, unitLetter: null, rule, holidays: [], ...days });

describe("the last day of a clock", () => {
  it.each([
    // An ordinary stretch, across the end of a month.
    [20, "2022-08-26", "2022-09-15", null],
    // A Saturday and a Sunday.
    [20, "2022-06-19", "2022-07-11", "周末"],
    [15, "2022-06-24", "2022-07-11", "周末"],
    // A Sunday that is worked because of a holiday stays the last day.
    [20, "2022-09-18", "2022-10-08", null],
    [15, "2022-09-24", "2022-10-09", null],
    // National Day: the last day inside the holidays moves behind them, onto a Saturday that is worked.
    [20, "2022-09-11", "2022-10-08", "国庆节"],
    [15, "2022-09-16", "2022-10-08", "国庆节"],
    // New year: 2 and 3 January 2022 were free, Saturday the 1st too.
    [20, "2021-12-12", "2022-01-04", "元旦"],
    [20, "2021-12-14", "2022-01-04", "元旦"],
    [20, "2021-12-15", "2022-01-04", null],
    // Spring Festival of 2022: 31 January to 6 February; 29 and 30 January were worked.
    [15, "2022-01-14", "2022-01-29", null],
    [15, "2022-01-15", "2022-01-30", null],
    [15, "2022-01-16", "2022-02-07", "春节"],
    [15, "2022-01-22", "2022-02-07", "春节"],
    // The Spring Festival of 2020 was prolonged to 2 February.
    [15, "2020-01-17", "2020-02-03", "春节"],
    // A leap day is a day like any other; without one the same stretch ends a day later.
    [15, "2024-02-14", "2024-02-29", null],
    [15, "2024-02-15", "2024-03-01", null],
    [15, "2023-02-14", "2023-03-01", null],
    [20, "2028-02-09", "2028-02-29", null],
  ])("%i days from %s is %s (%s)", (days, from, due, moved) => {
    const found = dueDate("bureauDays", from, { ...rule, bureauDays: days }, []);
    expect(found).toMatchObject({ days, runsFrom: from, due });
    expect(found.movedFrom?.name ?? null).toBe(moved);
  });

  it("does not move where the rule of the year says so", () => {
    const strict = ruleOf(2021, { movesOffHolidays: false });
    expect(dueDate("bureauDays", "2022-09-11", strict, [])).toMatchObject({
      due: "2022-10-01",
      movedFrom: null,
      isArranged: true,
    });
  });

  it("takes days that the bureau has entered before those of the arrangements", () => {
    const own: OwnDay[] = [
      { day: "2022-09-15", isWorked: false, name: "台风停工" },
      { day: "2022-09-16", isWorked: false, name: "台风停工" },
      { day: "2022-09-17", isWorked: true, name: "补班" },
    ];
    expect(dueDate("publicationDays", "2022-08-26", rule, own)).toMatchObject({
      due: "2022-09-17",
      movedFrom: { day: "2022-09-15", name: "台风停工" },
    });
  });

  it("says when the holidays of its year are not known", () => {
    const after = `${arrangedYears.last + 1}-05-01`;
    const found = dueDate("publicationDays", after, rule, []);
    expect(found.isArranged).toBe(false);
    expect(reckoningOf(found)).toMatch(/放假安排尚未收录/);
    const entered = [{ day: `${arrangedYears.last + 1}-01-01`, isWorked: false, name: "元旦" }];
    expect(dueDate("publicationDays", after, rule, entered).isArranged).toBe(true);
  });
});

describe("due dates", () => {
  it("are unknown as long as the day they run from is", () => {
    expect(Object.values(given({})).map(({ due }) => due)).toEqual([null, null, null, null]);
    expect(reckoningOf(given({}).departmentApproval)).toBe("自人大批准之日起20日，该日期尚未登记");
    const unread = given({ departmentLetter: { signedOn: "2022-07-18", receivedOn: null } });
    expect(unread.unitApproval.due).toBeNull();
    expect(unread.departmentPublication.due).toBe("2022-08-08");
  });

  it("run each from its own day", () => {
    const all = given({
      congressDecidedOn: "2022-06-29",
      departmentLetter: { signedOn: "2022-07-15", receivedOn: "2022-07-20" },
      unitLetter: { signedOn: "2022-08-01", receivedOn: "2022-08-02" },
    });
    expect(all.departmentApproval).toMatchObject({ runsFrom: "2022-06-29", due: "2022-07-19", days: 20 });
    expect(all.departmentPublication).toMatchObject({ runsFrom: "2022-07-15", due: "2022-08-04" });
    expect(all.unitApproval).toMatchObject({ runsFrom: "2022-07-20", due: "2022-08-04", days: 15 });
    expect(all.unitPublication).toMatchObject({ runsFrom: "2022-08-01", due: "2022-08-22" });
    expect(reckoningOf(all.unitPublication)).toBe(
      "自批复之日（2022年8月1日）起20日；2022年8月21日为周末，顺延至下一工作日",
    );
  });

  it("follow a corrected day", () => {
    expect(given({ congressDecidedOn: "2022-06-30" }).departmentApproval.due).toBe("2022-07-20");
  });
});

describe("the rule of a year", () => {
  it.each([
    [2013, 30],
    [2014, 20],
    [2021, 20],
    [2026, 20],
  ])("%i gives the bureau %i days", (year, bureauDays) => {
    expect(initialRuleOf(year)).toEqual({
      bureauDays,
      departmentDays: 15,
      publicationDays: 20,
      movesOffHolidays: true,
      congress: "warn",
    });
  });

  it("names a basis for every clock", () => {
    expect(clockDefinitions.filter(({ basis }) => basis === "")).toEqual([]);
  });
});

describe("working days", () => {
  it.each([
    ["2022-10-01", "国庆节"],
    ["2022-10-08", null],
    ["2022-10-15", "周末"],
    ["2022-10-17", null],
    ["2023-09-29", "中秋"],
  ])("%s: %s", (day, name) => {
    expect(dayOffName(day, [])).toBe(name);
  });

  it("come after every stretch of free days", () => {
    for (let year = arrangedYears.first; year <= arrangedYears.last; year += 1)
      expect(workingDayFrom(`${year}-10-01`, []) > `${year}-10-03`).toBe(true);
  });
});
