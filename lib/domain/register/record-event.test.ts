import { describe, expect, it } from "vitest";
import { changesByEvent, changesOf, namingsOf, seriesOf, unitsByCode, unitsByNameOrCode } from "./changes";
import { isDay } from "./days";
import type { EventContent, EventDraft } from "./event-draft";
import { questionText, type EventContext } from "./event-questions";
import { obligationsOf, owedYears, owedYearsText } from "./obligations";
import { giversOf, openingGaps, openingsOf, partsOf, takersOf } from "./openings";
import { recordEvent } from "./record-event";
import { periodsOf, unitInYear, type UnitRegister, type UnitState } from "./register";

const department = (code: string, name: string): UnitState => ({
  ...unit(code, name, ""),
  parentId: null,
  level: "department",
});
function unit(code: string, name: string, parentId: string): UnitState {
  return {
    code,
    name,
    shortName: null,
    parentId,
    level: "unit",
    kind: "institution",
    isObliged: true,
    isDepartmentsOwn: false,
  };
}
const since = (unitId: string, state: UnitState, validFrom: string | null = null) => ({
  ...state,
  unitId,
  validFrom,
  validTo: null,
});

const begun: UnitRegister = {
  periods: [
    since("office", department("101", "区政府办公室")),
    since("schools", department("201", "区教育局")),
    since("hotline", unit("101003", "热线中心", "office")),
    since("archive", unit("101004", "档案中心", "office")),
    since("school", unit("201002", "实验小学", "schools"), "2020-01-01"),
  ],
  events: [],
};
const today = "2023-01-01";
const nobody: EventContext = { today, years: [], reports: [] };
let serial = 0;
function draft(effectiveOn: string, content: EventContent): EventDraft {
  serial += 1;
  return { id: `e${serial}`, effectiveOn, document: { number: "罗编〔2022〕3号", date: "2021-12-20" }, ...content };
}
function recordedIn(register: UnitRegister, ...drafts: EventDraft[]): UnitRegister {
  return drafts.reduce((before, event) => {
    const recorded = recordEvent(before, event, nobody);
    if (!recorded.ok) throw new Error(recorded.reasons.join());
    return recorded.register;
  }, register);
}
function reasonsFor(event: EventDraft, register = begun, context = nobody): string[] {
  const recorded = recordEvent(register, event, context);
  return recorded.ok ? [] : recorded.reasons;
}

const merged = { unitId: "service", state: unit("101009", "综合服务中心", "office") };
const merge = (effectiveOn: string, finalReport: "ownFinalReport" | "inSuccessor" = "inSuccessor") =>
  draft(effectiveOn, { kind: "merge", predecessors: ["hotline", "archive"], successor: merged, finalReport });

describe("a code under which accounts are published", () => {
  const recode = (unitId: string, effectiveOn: string, code: string) =>
    draft(effectiveOn, { kind: "recode", unitId, code });
  // Recorded late, when 2021 was public already: the hotline had another code by the end of the year.
  const freed = recordedIn(begun, recode("hotline", "2021-11-01", "101093"));
  const context: EventContext = {
    ...nobody,
    years: [2021, 2022],
    reports: [{ unitId: "hotline", year: 2021, stage: "published", publishedCodes: ["101003"] }],
  };

  it("is taken over by nobody who owes that year: the address stays its unit's", () => {
    expect(reasonsFor(recode("archive", "2021-12-01", "101003"), freed, context)).toEqual([
      "“热线中心”2021年度决算已用代码101003公开，其网址不变。请另编代码，或自下一年度起使用。",
    ]);
    const founded = draft("2021-12-01", { kind: "found", unitId: "new", state: unit("101003", "新中心", "office") });
    expect(reasonsFor(founded, freed, context)).toHaveLength(1);
  });

  it("is free from the next year on, and for its own unit", () => {
    expect(reasonsFor(recode("archive", "2022-01-01", "101003"), freed, context)).toEqual([]);
    expect(reasonsFor(recode("hotline", "2021-12-01", "101003"), freed, context)).toEqual([]);
    expect(reasonsFor(recode("archive", "2021-12-01", "101003"), freed, { ...context, reports: [] })).toEqual([]);
  });
});

describe("an event is refused", () => {
  it.each<[string, EventDraft, string | RegExp]>([
    [
      "merged into itself",
      draft("2022-01-01", {
        kind: "absorb",
        predecessors: ["hotline"],
        successorId: "hotline",
        finalReport: "ownFinalReport",
      }),
      "单位不能并入自己。",
    ],
    [
      "one unit twice",
      draft("2022-01-01", {
        kind: "merge",
        predecessors: ["hotline", "hotline"],
        successor: merged,
        finalReport: "ownFinalReport",
      }),
      "同一单位选择了两次。",
    ],
    [
      "one unit absorbed twice",
      draft("2022-01-01", {
        kind: "absorb",
        predecessors: ["hotline", "hotline"],
        successorId: "archive",
        finalReport: "ownFinalReport",
      }),
      "同一单位选择了两次。",
    ],
    [
      "merged into one of its predecessors",
      draft("2022-01-01", {
        kind: "merge",
        predecessors: ["hotline", "archive"],
        successor: { ...merged, unitId: "archive" },
        finalReport: "ownFinalReport",
      }),
      "单位不能与自己合并。",
    ],
    [
      "a document that there is not yet",
      {
        ...draft("2022-01-01", { kind: "dissolve", unitId: "hotline" }),
        document: { number: "罗编〔2030〕1号", date: "2030-02-03" },
      },
      "依据文件的日期2030年2月3日还没有到，请核对。",
    ],
    ...["档案 中心", "档案　中心", " 档案中心\u00a0"].map((name): [string, EventDraft, string] => [
      "a name that another unit has, spaced otherwise",
      draft("2022-01-01", { kind: "rename", unitId: "hotline", name, shortName: null }),
      "已有同名的单位“档案中心”（101004）。",
    ]),
    ...["档案\u200b中心二", "档案\u202e中心二", "档案\u200d中心二"].map((name): [string, EventDraft, string] => [
      "signs that nobody sees",
      draft("2022-01-01", { kind: "rename", unitId: "hotline", name, shortName: null }),
      "“档案中心二”的名称中含有看不见的字符，请重新输入。",
    ]),
    [
      "a merger of one",
      draft("2022-01-01", {
        kind: "merge",
        predecessors: ["hotline"],
        successor: merged,
        finalReport: "ownFinalReport",
      }),
      /两个以上/,
    ],
    [
      "a successor before it is there",
      draft("2019-07-01", {
        kind: "absorb",
        predecessors: ["hotline"],
        successorId: "school",
        finalReport: "ownFinalReport",
      }),
      "“实验小学”2020年才设立，不能在此之前登记变动。",
    ],
    [
      "shares that do not add up",
      draft("2022-01-01", {
        kind: "split",
        unitId: "hotline",
        finalReport: "ownFinalReport",
        successors: [
          { unitId: "archive", share: 4000, state: null },
          { unitId: "service", share: 5000, state: merged.state },
        ],
      }),
      "各承接单位的比例合计须为 100%，现为 90%。",
    ],
    [
      "a split to one",
      draft("2022-01-01", {
        kind: "split",
        unitId: "hotline",
        finalReport: "ownFinalReport",
        successors: [{ unitId: "archive", share: 10_000, state: null }],
      }),
      "拆分须有两个以上承接单位。",
    ],
    ["no such day", draft("2022-02-30", { kind: "dissolve", unitId: "hotline" }), "请填写生效日期。"],
    [
      "no document",
      { ...draft("2022-01-01", { kind: "dissolve", unitId: "hotline" }), document: { number: " ", date: "" } },
      /请填写依据文件的文号/,
    ],
    [
      "a name that another unit has",
      draft("2022-01-01", { kind: "rename", unitId: "hotline", name: "档案中心", shortName: null }),
      "已有同名的单位“档案中心”（101004）。",
    ],
    [
      "a code that another unit has",
      draft("2022-01-01", { kind: "recode", unitId: "hotline", code: "101004" }),
      "代码101004正由“档案中心”使用。",
    ],
    ["nothing new", draft("2022-01-01", { kind: "recode", unitId: "hotline", code: "101003" }), "代码没有变化。"],
    [
      "a unit above units",
      draft("2022-01-01", { kind: "transfer", unitId: "hotline", parentId: "archive" }),
      "上级须为本地区的主管部门。",
    ],
    [
      "a department below itself",
      draft("2022-01-01", { kind: "transfer", unitId: "office", parentId: "office" }),
      /^“区政府办公室”是主管部门，不能列在另一个主管部门之下/,
    ],
    [
      "a department below a department",
      draft("2022-01-01", { kind: "transfer", unitId: "office", parentId: "schools" }),
      "“区政府办公室”是主管部门，不能列在另一个主管部门之下：主管部门之下只有预算单位。隶属关系有变的，请将其所属单位逐个划转到新的主管部门。",
    ],
    [
      "a new department below a department",
      draft("2022-01-01", {
        kind: "found",
        unitId: "sports",
        state: { ...department("301", "区体育局"), parentId: "schools" },
      }),
      /^“区体育局”是主管部门/,
    ],
    [
      "a department with units",
      draft("2022-01-01", { kind: "dissolve", unitId: "office" }),
      "“区政府办公室”还有2个下属单位，请先办理划转或撤销。",
    ],
    [
      "a department joined with a unit",
      draft("2022-01-01", {
        kind: "absorb",
        predecessors: ["school"],
        successorId: "office",
        finalReport: "ownFinalReport",
      }),
      "主管部门与预算单位不能合并。",
    ],
  ])("%s", (_what, event, reason) => {
    expect(reasonsFor(event).join("")).toMatch(reason);
  });

  it("when it comes before what is recorded, or after the end", () => {
    const register = recordedIn(begun, merge("2022-07-01"));
    expect(reasonsFor(draft("2022-08-01", { kind: "recode", unitId: "hotline", code: "1" }), register)).toEqual([
      "“热线中心”已于2022年7月1日终止。",
    ]);
    expect(reasonsFor(draft("2022-03-01", { kind: "recode", unitId: "hotline", code: "1" }), register)).toEqual([
      "“热线中心”在该日期之后已有变动登记，请按时间先后登记。",
    ]);
  });

  it("when accounts that are approved or published would not be owed any more", () => {
    const context: EventContext = {
      today,
      years: [2022],
      reports: [{ unitId: "hotline", year: 2022, stage: "published" }],
    };
    expect(reasonsFor(merge("2022-07-01"), begun, context)).toEqual([
      expect.stringMatching(/“热线中心”2022年度决算已公开/),
    ]);
    expect(reasonsFor(merge("2022-07-01", "ownFinalReport"), begun, context)).toEqual([]);
  });

  it("when nobody would report the year", () => {
    const register = recordedIn(
      begun,
      draft("2022-01-01", {
        kind: "reclassify",
        unitId: "archive",
        unitKind: "institution",
        isObliged: false,
        isDepartmentsOwn: false,
      }),
    );
    const absorbed = draft("2022-07-01", {
      kind: "absorb",
      predecessors: ["hotline"],
      successorId: "archive",
      finalReport: "inSuccessor",
    });
    expect(reasonsFor(absorbed, register)).toEqual(["承接单位不填报2022年度决算，该年度决算须由原单位自行填报。"]);
  });
});

it.each<[string, EventContent, string[]]>([
  ["a recode", { kind: "recode", unitId: "archive", code: "101994" }, ["代码 101004 → 101994"]],
  [
    "a rename",
    { kind: "rename", unitId: "archive", name: "档案馆", shortName: "档案" },
    ["名称 档案中心 → 档案馆", "简称 无 → 档案"],
  ],
  [
    "a transfer",
    { kind: "transfer", unitId: "archive", parentId: "schools" },
    ["主管部门 101 区政府办公室 → 201 区教育局"],
  ],
  [
    "another kind",
    { kind: "reclassify", unitId: "archive", unitKind: "administrative", isObliged: true, isDepartmentsOwn: false },
    [expect.stringMatching(/^单位类型 事业单位 → .+$/)],
  ],
])("says of %s what was and what is", (_, content, told) => {
  const event = draft("2022-07-01", content);
  expect(changesByEvent(event, "archive", { before: begun, after: recordedIn(begun, event) })).toEqual(told);
});

it("asks about what an event does to accounts, counted", () => {
  const recorded = recordEvent(begun, merge("2022-07-01"), {
    today,
    years: [2021, 2022],
    reports: [
      { unitId: "hotline", year: 2021, stage: "inWork" },
      { unitId: "archive", year: 2021, stage: "published" },
      { unitId: "archive", year: 2022, stage: "inWork" },
    ],
  });
  if (!recorded.ok) throw new Error(recorded.reasons.join());
  expect(recorded.questions.map((question) => questionText(recorded.register, question))).toEqual([
    "“热线中心”2021年度决算正在填报或审核，仍须由该单位完成。",
    "2022年度应报单位：增加1个（“综合服务中心”），减少2个（“热线中心”、“档案中心”）。",
    "“档案中心”2022年度决算已经开始填报，登记后不再要求该单位填报该年度。",
  ]);
});

it("asks about reports of the years in which their unit is called otherwise from now on", () => {
  const years = [2021, 2022, 2023];
  const reports = [
    { unitId: "archive", year: 2021, stage: "published" as const },
    { unitId: "archive", year: 2022, stage: "approved" as const },
    { unitId: "archive", year: 2023, stage: "inWork" as const },
  ];
  const asked = (content: EventContent, on: string) => {
    const recorded = recordEvent(begun, draft(on, content), { today, years, reports });
    if (!recorded.ok) throw new Error(recorded.reasons.join());
    return recorded.questions.map((question) => questionText(recorded.register, question));
  };
  expect(asked({ kind: "recode", unitId: "archive", code: "101994" }, "2021-06-01")).toEqual([
    "“档案中心”2021年度决算已公开，其中的代码不变；该年度的名单、期限和批复改用登记后的代码。",
    "“档案中心”2022年度决算已批复，其中的代码不变；该年度的名单、期限和批复改用登记后的代码。",
    "“档案中心”2023年度决算正在填报或审核，将改用登记后的代码。",
  ]);
  expect(asked({ kind: "transfer", unitId: "archive", parentId: "schools" }, "2022-05-01")).toEqual([
    "“档案中心”2022年度决算已批复，其中的主管部门不变；该年度的名单、期限和批复改用登记后的主管部门。",
    "“档案中心”2023年度决算正在填报或审核，将改用登记后的主管部门。",
  ]);
  expect(asked({ kind: "rename", unitId: "archive", name: "档案馆", shortName: null }, "2024-01-01")).toEqual([]);
});

it("asks before a code is given a second time", () => {
  const register = recordedIn(begun, draft("2021-01-01", { kind: "recode", unitId: "hotline", code: "101994" }));
  const recorded = recordEvent(
    register,
    draft("2022-01-01", { kind: "recode", unitId: "archive", code: "101003" }),
    nobody,
  );
  expect(recorded.ok && recorded.questions).toEqual([
    { code: "codeUsedBefore", unitId: "hotline", usedCode: "101003" },
  ]);
  const after = recordedIn(register, draft("2022-01-01", { kind: "recode", unitId: "archive", code: "101003" }));
  expect(unitsByCode(after, "101003")).toEqual(["archive", "hotline"]);
});

describe("a year", () => {
  const owing = (register: UnitRegister, year: number) => obligationsOf(register, year).map(({ unitId }) => unitId);

  it("is owed by those that are there at its end, and by whom ended in it when they report it themselves", () => {
    expect(owing(recordedIn(begun, merge("2022-07-01")), 2022)).toEqual(["school", "service"]);
    expect(owing(recordedIn(begun, merge("2022-07-01", "ownFinalReport")), 2022)).toEqual([
      "hotline",
      "archive",
      "school",
      "service",
    ]);
    // From 1 January on there is nothing of the year left to report.
    expect(owing(recordedIn(begun, merge("2022-01-01", "ownFinalReport")), 2022)).toEqual(["school", "service"]);
    expect(owing(begun, 2019)).toEqual(["hotline", "archive"]);
  });

  it("has the names, codes and departments of its 31 December", () => {
    const register = recordedIn(
      begun,
      draft("2022-01-01", { kind: "recode", unitId: "hotline", code: "101994" }),
      draft("2022-12-31", { kind: "rename", unitId: "hotline", name: "政务热线中心", shortName: null }),
      draft("2023-03-01", { kind: "transfer", unitId: "hotline", parentId: "schools" }),
    );
    expect([2021, 2022, 2023].map((year) => unitInYear(register, "hotline", year))).toMatchObject([
      { code: "101003", name: "热线中心", parentId: "office" },
      { code: "101994", name: "政务热线中心", parentId: "office" },
      { code: "101994", name: "政务热线中心", parentId: "schools" },
    ]);
    expect(changesOf(register, "hotline").map(({ text }) => text)).toEqual([
      "2022年起代码由101003改为101994",
      "2022年12月31日起由“热线中心”更名为“政务热线中心”",
      "2023年3月1日起由区政府办公室划转至区教育局",
    ]);
    expect(namingsOf(periodsOf(register, "hotline"))).toEqual([
      "2022年起代码由101003改为101994",
      "2022年12月31日起由“热线中心”更名为“政务热线中心”",
    ]);
    expect(seriesOf(register, "hotline", [2023, 2021, 2022]).map(({ year, breaks }) => [year, breaks.length])).toEqual([
      [2021, 0],
      [2022, 2],
      [2023, 1],
    ]);
    expect(unitsByNameOrCode(register, "热线")).toEqual(["hotline"]);
    expect(unitsByNameOrCode(register, "101003")).toEqual(["hotline"]);
  });

  it("is told in words", () => {
    const register = recordedIn(
      begun,
      draft("2022-01-01", {
        kind: "reclassify",
        unitId: "school",
        unitKind: "institution",
        isObliged: false,
        isDepartmentsOwn: false,
      }),
      draft("2024-01-01", {
        kind: "reclassify",
        unitId: "school",
        unitKind: "institution",
        isObliged: true,
        isDepartmentsOwn: false,
      }),
      draft("2024-06-30", { kind: "dissolve", unitId: "archive" }),
      draft("2025-01-01", { kind: "dissolve", unitId: "school" }),
    );
    const text = (unitId: string) => owedYearsText(owedYears(register, unitId));
    expect(["hotline", "archive", "school", "office"].map(text)).toEqual([
      "历年",
      "至 2024 年度止",
      "2020 至 2021 年度、仅 2024 年度",
      "不须填报",
    ]);
  });
});

it("tells both sides of a merger, a split and an absorption", () => {
  const register = recordedIn(
    begun,
    merge("2022-07-01"),
    draft("2023-01-01", {
      kind: "split",
      unitId: "service",
      finalReport: "ownFinalReport",
      successors: [
        { unitId: "service", share: 2500, state: null },
        { unitId: "new", share: 7500, state: unit("101010", "热线中心", "office") },
      ],
    }),
    draft("2024-01-01", {
      kind: "absorb",
      predecessors: ["new"],
      successorId: "school",
      finalReport: "ownFinalReport",
    }),
  );
  const texts = (unitId: string) => changesOf(register, unitId).map(({ text }) => text);
  expect(texts("hotline")).toEqual(["2022年7月1日与“档案中心”合并为“综合服务中心”"]);
  expect(texts("service")).toEqual(["2022年7月1日由“热线中心”、“档案中心”合并设立", "2023年拆分出“热线中心”"]);
  expect(texts("new")).toEqual(["2023年由“综合服务中心”拆分设立", "2024年并入“实验小学”"]);
  expect(texts("school")).toEqual(["2024年吸收“热线中心”"]);
});

describe("opening balances", () => {
  const closings = new Map([
    ["hotline", new Map([["general", 100_01]])],
    [
      "archive",
      new Map([
        ["general", -3],
        ["fund", 7],
      ]),
    ],
    ["school", new Map([["general", 5]])],
  ]);

  it("go to the successor of a merger", () => {
    const { openings, surrendered } = openingsOf(recordedIn(begun, merge("2022-07-01")), 2022, closings);
    expect(Object.fromEntries(openings.get("service")!)).toEqual({ general: 99_98, fund: 7 });
    expect([...openings.keys()].sort()).toEqual(["school", "service"]);
    expect(surrendered.size).toBe(0);
    expect(openingGaps(closings.values(), openings.values())).toEqual([]);
    expect(giversOf(recordedIn(begun, merge("2022-07-01")), "service", 2022)).toEqual(["hotline", "archive"]);
    expect(takersOf(recordedIn(begun, merge("2022-07-01")), "hotline", 2022)).toEqual(["service"]);
    expect(giversOf(begun, "hotline", 2022)).toEqual(["hotline"]);
    // When the units report the year themselves, they open it, and the successor the next one.
    const own = recordedIn(begun, merge("2022-07-01", "ownFinalReport"));
    expect(openingsOf(own, 2022, closings).openings).toEqual(closings);
    expect(openingsOf(own, 2023, closings).openings.get("service")?.get("general")).toBe(99_98);
  });

  it("are divided by shares to the fen, and nothing is lost", () => {
    const parts = partsOf(100, [{ share: 3333 }, { share: 3333 }, { share: 3334 }]);
    expect(parts.map(({ amount }) => amount)).toEqual([33, 33, 34]);
    expect(partsOf(-101, [{ share: 5000 }, { share: 5000 }]).map(({ amount }) => amount)).toEqual([-51, -50]);
    expect(
      partsOf(999_999_999_999_99, [{ share: 1 }, { share: 9999 }]).reduce((sum, { amount }) => sum + amount, 0),
    ).toBe(999_999_999_999_99);
  });

  it("of a unit that ends without a successor are surrendered", () => {
    const register = recordedIn(begun, draft("2022-01-01", { kind: "dissolve", unitId: "archive" }));
    const { openings, surrendered } = openingsOf(register, 2022, closings);
    expect(openings.has("archive")).toBe(false);
    expect(surrendered.get("archive")).toEqual(closings.get("archive"));
  });

  it("that do not add up are named by what they are for", () => {
    const stated = [new Map([["general", 100_00]]), new Map([["fund", 7]])];
    expect(openingGaps(closings.values(), stated)).toEqual([{ key: "general", closing: 100_03, opening: 100_00 }]);
  });
});

it.each([
  ["2022-02-28", true],
  ["2022-02-29", false],
  ["2024-02-29", true],
  ["22-1-1", false],
  ["2022-13-01", false],
])("%s is a day: %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
