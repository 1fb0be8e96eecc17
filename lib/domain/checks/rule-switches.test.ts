import { describe, expect, it } from "vitest";
import { formatOf } from "../formats/format-of";
import { formats } from "../formats/formats";
import { createReportModel } from "../report/open-report";
import { suspectFacts } from "../suspects/suspect-facts";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import type { Severity } from "../words/finding";
import { ruleChanges, type RuleChange, type RuleSwitches } from "../words/rule-switches";
import { factKey } from "../words/fact-address";
import { allRules } from "./registry";
import { rulesOfYear, switchesOf, switchProblem, takenOver } from "./rule-switches";
import { changesOf, rulesInForce } from "./rules-in-force";

const format = formatOf("fy2021");
const ruleWith = (severity: Severity) =>
  allRules.find(
    (rule) => rule.severity === severity && !("needs" in rule) && rulesInForce(format, 2021).includes(rule),
  )!;
const blocking = ruleWith("blocking");
const explain = ruleWith("explain");
const hint = ruleWith("hint");
const allAtOnce = (change: RuleChange): RuleSwitches =>
  switchesOf(allRules.map(({ id: ruleId }) => ({ ruleId, change })));
const severitiesIn = (switches?: RuleSwitches) =>
  new Map(rulesInForce(format, 2021, switches).map(({ id, severity }) => [id, severity]));

describe("what a year may do with a rule", () => {
  it.each<[string, { id: string }, RuleChange, Severity | undefined]>([
    ["a blocking rule is not switched off", blocking, "off", "blocking"],
    ["a blocking rule is not weakened to an explanation", blocking, "explain", "blocking"],
    ["a blocking rule is not weakened to a hint", blocking, "hint", "blocking"],
    ["a rule that asks is switched off", explain, "off", undefined],
    ["a rule that asks becomes a hint", explain, "hint", "hint"],
    ["a rule that asks stays one", explain, "explain", "explain"],
    ["a hint is switched off", hint, "off", undefined],
    ["a hint is raised to a question", hint, "explain", "explain"],
    ["a hint stays one", hint, "hint", "hint"],
  ])("%s", (_, { id }, change, becomes) => {
    expect(severitiesIn({ [id]: change }).get(id)).toBe(becomes);
    const isChange = becomes !== allRules.find((rule) => rule.id === id)!.severity;
    expect(switchProblem(format, 2021, { ruleId: id, change }) === null).toBe(isChange);
  });

  it("leaves every blocking rule of every format as it is, whatever is stored", () => {
    for (const each of formats)
      for (const change of ruleChanges) {
        const year = each.years.from;
        const blockingIn = (switches?: RuleSwitches) =>
          rulesInForce(each, year, switches).filter(({ severity }) => severity === "blocking");
        expect(blockingIn(allAtOnce(change))).toEqual(blockingIn());
      }
  });

  it("leaves the rules of 批复 and 公开, which look at what the bureau does in time", () => {
    const own = allRules.filter((rule) => "needs" in rule && rule.needs === "disclosure");
    expect(own.map(({ id }) => id)).toEqual(["L-60", "L-61", "L-62"]);
    expect(own.flatMap(changesOf)).toEqual([]);
    expect(switchProblem(format, 2021, { ruleId: "L-60", change: "off" })).toContain("不能调整");
  });

  it("says why not", () => {
    expect(switchProblem(format, 2021, { ruleId: "X-99", change: "off" })).toBe("没有规则“X-99”。");
    expect(switchProblem(format, 2021, { ruleId: "constructor", change: "off" })).toContain("没有规则");
    expect(switchProblem(format, 2021, { ruleId: blocking.id, change: "hint" })).toContain("必须改正");
    expect(switchProblem(format, 2021, { ruleId: hint.id, change: "hint" })).toContain("本来就是这样处理");
    const shanghai = formatOf("shanghai-2024");
    const elsewhere = allRules.find(
      (rule) => !rulesInForce(shanghai, 2024).includes(rule) && changesOf(rule).length > 0,
    )!;
    expect(switchProblem(shanghai, 2024, { ruleId: elsewhere.id, change: "off" })).toContain("不适用于2024年度");
    expect(severitiesIn({ "X-99": "off" })).toEqual(severitiesIn());
  });

  it("is listed for every rule of the year", () => {
    const rules = rulesOfYear(format, 2021);
    expect(rules.map(({ id }) => id)).toEqual(rulesInForce(format, 2021).map(({ id }) => id));
    expect(rules.find(({ id }) => id === hint.id)).toMatchObject({ severity: "hint", changes: ["off", "explain"] });
  });
});

describe("the list of a year's rules", () => {
  it("is the same for the same switches in any order, and without them the one it always was", () => {
    const [one, other] = [
      { [explain.id]: "off", [hint.id]: "explain" } as const,
      { [hint.id]: "explain", [explain.id]: "off" } as const,
    ];
    expect(rulesInForce(format, 2021, one)).toBe(rulesInForce(format, 2021, other));
    expect(rulesInForce(format, 2021, {})).toBe(rulesInForce(format, 2021));
    expect(rulesInForce(format, 2021, { [blocking.id]: "off" })).toBe(rulesInForce(format, 2021));
  });

  it("keeps the order of the catalogue and all other rules as they are", () => {
    const before = rulesInForce(format, 2021);
    const after = rulesInForce(format, 2021, { [explain.id]: "off", [hint.id]: "explain" });
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id).filter((id) => id !== explain.id));
    for (const rule of after) if (rule.id !== hint.id) expect(before).toContain(rule);
  });

  it("is forgotten when many others were only tried", () => {
    const tried = rulesInForce(format, 2021, { [explain.id]: "off" });
    const changeable = allRules.filter(
      (rule) => rulesInForce(format, 2021).includes(rule) && changesOf(rule).length > 0,
    );
    for (const { id } of changeable.slice(0, 40)) rulesInForce(format, 2021, { [id]: "off", [explain.id]: "hint" });
    expect(rulesInForce(format, 2021, { [explain.id]: "off" })).not.toBe(tried);
    expect(rulesInForce(format, 2021, { [explain.id]: "off" })).toEqual(tried);
  });
});

describe("a report under switches", () => {
  const input = { identity: luozhuangIdentity, ...cataloguesOf(2021), facts: luozhuangFacts };
  const found = (switches?: RuleSwitches) => createReportModel({ ...input, ...(switches && { switches }) }).findings();
  const asked = found().find(({ severity }) => severity === "explain")!.ruleId;

  it("has the same findings but those of the rules that are off, and keeps the keys of those it has", () => {
    expect(found({ [asked]: "off" })).toEqual(found().filter(({ ruleId }) => ruleId !== asked));
  });

  it("has the same findings with another severity", () => {
    expect(found({ [asked]: "hint" })).toEqual(
      found().map((finding) => (finding.ruleId === asked ? { ...finding, severity: "hint" } : finding)),
    );
  });

  it("hands its switches on to what is made from it, as a rehearsal is", () => {
    const model = createReportModel({ ...input, switches: { [asked]: "off" } });
    expect(createReportModel(model.input()).findings()).toEqual(model.findings());
    model.setAmount(factKey("budget", "2010301", "generalPublicBudget", "originalBudget"), 1);
    expect(model.findings().filter(({ ruleId }) => ruleId === asked)).toEqual([]);
  });

  it("suspects no figure for a rule that is off", () => {
    // An amount below zero breaks L-06, which asks, and identities, which block.
    const accusing = allRules.filter((rule) => changesOf(rule).includes("off") && rule.ruleClass !== "verification");
    const off = switchesOf(accusing.map(({ id: ruleId }) => ({ ruleId, change: "off" as const })));
    const key = factKey("income", "2010305", "", "generalPublicBudget");
    const facts = {
      ...luozhuangFacts,
      amounts: new Map([...luozhuangFacts.amounts, [key, -luozhuangFacts.amounts.get(key)!] as const]),
    };
    const curedIn = (switches: RuleSwitches) =>
      new Set(
        suspectFacts({ ...input, facts, switches }, Infinity).flatMap(({ cures }) =>
          cures.map((cured) => cured.split("@")[0]),
        ),
      );
    const before = curedIn({});
    expect([...before].some((ruleId) => off[ruleId!])).toBe(true);
    expect([...curedIn(off)].filter((ruleId) => off[ruleId!])).toEqual([]);
  });
});

describe("what the next year may take over", () => {
  const switches = [
    { ruleId: explain.id, change: "off", reason: "本区县不统计" },
    { ruleId: "X-99", change: "hint", reason: "旧规则" },
    { ruleId: blocking.id, change: "hint", reason: "当时还不是必须改正" },
  ] as const;

  it("is what its format still allows, with the reasons; the rest is named", () => {
    expect(takenOver(format, 2021, switches)).toEqual({ offered: [switches[0]], lapsed: [switches[1], switches[2]] });
  });
});
