import { expect, it } from "vitest";
import { initialRuleOf } from "../decision/decision-rule";
import { formatOf } from "../formats/format-of";
import { changesOfYear, type YearSetup } from "./year-changes";

const nothing = { added: [], gone: [], renamed: [] };
const same = { functional: nothing, economic: nothing, newUnits: 0, goneUnits: 0 };
const setup = (year: number, tableSetId: string, change: Partial<YearSetup> = {}): YearSetup => ({
  year,
  format: formatOf(tableSetId),
  opensAt: `${year + 1}-01-08`,
  deadline: `${year + 1}-03-31`,
  rule: initialRuleOf(year),
  switches: [],
  thresholds: {},
  units: 12,
  ...change,
});
const topic = (changes: ReturnType<typeof changesOfYear>, wanted: string) =>
  changes.find(({ topic }) => topic === wanted)!;

it("tells a year that is as the one before, topic by topic", () => {
  const changes = changesOfYear(setup(2023, "fy2022"), { setup: setup(2022, "fy2022"), differences: same });
  expect(changes.map(({ topic, isChanged }) => [topic, isChanged])).toEqual([
    ["format", false],
    ["subjects", false],
    ["rules", false],
    ["deadlines", false],
    ["units", false],
  ]);
  expect(topic(changes, "subjects").sentence).toBe("与2022年度相同。");
  expect(topic(changes, "units").sentence).toBe("应编报 12 个单位（2022年度 12 个，单位不变）。");
  expect(topic(changes, "deadlines").sentence).toBe(
    "填报开始 2024年1月8日，上报截止 2024年3月31日；批复和公开的期限 20、15、20 日，与上年度相同。",
  );
});

it("tells the tables of another format, subjects, rules, clocks and units", () => {
  const changes = changesOfYear(
    setup(2022, "fy2022", {
      units: 11,
      rule: { ...initialRuleOf(2022), bureauDays: 25 },
      switches: [{ ruleId: "V-16", change: "off", reason: "财政局已核实。" }],
      thresholds: { yearOnYearPercent: 30 },
    }),
    {
      setup: setup(2021, "fy2021"),
      differences: {
        functional: {
          added: [{ code: "2014004", name: "信访业务", replaces: ["2010308"] }],
          gone: [{ code: "2010308", name: "信访事务", successors: [{ code: "2014004", name: "信访业务" }] }],
          renamed: [{ code: "20103", before: "政府办公厅", after: "政府办公厅（室）" }],
        },
        economic: nothing,
        newUnits: 1,
        goneUnits: 2,
      },
    },
  );
  expect(changes.every(({ isChanged }) => isChanged)).toBe(true);
  expect(topic(changes, "format").details.length).toBeGreaterThan(0);
  expect(topic(changes, "format").details.join()).toContain("财政拨款“三公”经费支出决算表");
  expect(topic(changes, "subjects")).toMatchObject({
    sentence: "与2021年度相比，功能分类新增 1 个、取消 1 个、更名 1 个。",
    details: [
      "新增 2014004 信访业务（承接 2010308）",
      "取消 2010308 信访事务（改用 2014004 信访业务）",
      "更名 20103：政府办公厅改为政府办公厅（室）",
    ],
  });
  expect(topic(changes, "rules").details).toContain("V-16 停用：财政局已核实。");
  expect(topic(changes, "rules").details.join()).toMatch(/与上年相比的增减率.*由20%改为30%/);
  expect(topic(changes, "deadlines").details).toContain("财政局批复部门决算：自人大批准之日起 25 日内（上年度 20 日）");
  expect(topic(changes, "units").sentence).toBe("应编报 11 个单位（2021年度 12 个，新增 1 个，减少 2 个）。");
});

it("tells the first year of a district as it is", () => {
  const changes = changesOfYear(setup(2023, "fy2022", { opensAt: null, deadline: null }), null);
  expect(changes.some(({ isChanged }) => isChanged)).toBe(false);
  expect(topic(changes, "deadlines").sentence).toBe(
    "填报开始日期待定，上报截止日期待定；批复和公开的期限 20、15、20 日。",
  );
});

it("names a rule that was switched off last year and is judged as usual again", () => {
  const switches = [{ ruleId: "V-16", change: "off" as const, reason: "财政局已核实。" }];
  const changes = changesOfYear(setup(2023, "fy2022"), {
    setup: setup(2022, "fy2022", { switches }),
    differences: same,
  });
  expect(topic(changes, "rules").details).toEqual(["V-16 恢复照常（上年度停用）"]);
});
