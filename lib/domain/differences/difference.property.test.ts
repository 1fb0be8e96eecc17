import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { performancePartOf, type StoredPerformance } from "../performance/stored-performance";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { luozhuangState, luozhuangStoredPerformance, type EnteredInTest } from "../testing/luozhuang-2021-state";
import { factKey, type FactKey } from "../words/fact-address";
import { applied, differenceOf, isNoDifference } from "./difference";
import { performanceBefore, performanceChanges, performanceEntries, performanceOfEntries } from "./performance-entries";
import { enteredOf, factsOfEntered, type ReportState } from "./report-state";

const keys = [...luozhuangFacts.amounts.keys()];
const withForm = luozhuangStoredPerformance.projects.findIndex(({ indicators }) => indicators.length > 0);
const slots = [...luozhuangFacts.texts.keys()].filter((slot) => !slot.startsWith("noData."));

/** One thing that somebody does to the accounts; the same number may do nothing at all. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant("amount" as const), at: fc.nat(keys.length - 1), value: fc.nat(3) }),
  fc.record({ kind: fc.constant("blank" as const), at: fc.nat(keys.length - 1) }),
  fc.record({
    kind: fc.constant("text" as const),
    at: fc.nat(slots.length - 1),
    text: fc.constantFrom("甲。", "乙。"),
  }),
  fc.record({ kind: fc.constant("indicator" as const), at: fc.nat(2), reason: fc.constantFrom("", "推迟", "取消") }),
  fc.record({ kind: fc.constant("project" as const), isAdded: fc.boolean() }),
  fc.record({ kind: fc.constant("explanation" as const), text: fc.constantFrom("甲", "乙"), figures: fc.nat(1) }),
  fc.record({ kind: fc.constant("judgement" as const), isAccepted: fc.boolean() }),
  fc.record({ kind: fc.constant("comment" as const), isResolved: fc.boolean(), answers: fc.nat(1) }),
  fc.record({ kind: fc.constant("input" as const), text: fc.constantFrom("约3万", "?") }),
);
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

function after(deeds: readonly Deed[]): Required<EnteredInTest> {
  const amounts = new Map(luozhuangFacts.amounts);
  const texts = new Map(luozhuangFacts.texts);
  let performance: StoredPerformance = luozhuangStoredPerformance;
  const rest: Pick<Required<EnteredInTest>, "explanations" | "judgements" | "comments" | "inputs"> = {
    explanations: [],
    judgements: [],
    comments: [],
    inputs: [],
  };
  for (const each of deeds)
    switch (each.kind) {
      case "amount":
        amounts.set(keys[each.at]!, luozhuangFacts.amounts.get(keys[each.at]!)! + each.value * 100);
        break;
      case "blank":
        amounts.delete(keys[each.at]!);
        break;
      case "text":
        texts.set(slots[each.at]!, each.text);
        break;
      case "indicator": {
        const projects = performance.projects.map((project, nth) => {
          if (nth !== withForm) return project;
          const indicators = project.indicators.map((indicator, at) =>
            at === each.at ? { ...indicator, reason: each.reason } : indicator,
          );
          return { ...project, indicators };
        });
        performance = { ...performance, projects };
        break;
      }
      case "project":
        performance = {
          ...performance,
          projects: each.isAdded
            ? [...performance.projects, { ...performance.projects[0]!, name: "另一项目" }]
            : performance.projects.slice(0, Math.max(withForm + 1, performance.projects.length - 1)),
        };
        break;
      case "explanation":
        rest.explanations = [{ findingKey: "V-01@x", fingerprint: String(each.figures), text: each.text }];
        break;
      case "judgement": {
        const reason = each.isAccepted ? "" : "不具体";
        rest.judgements = [{ findingKey: "V-01@x", fingerprint: "1", text: "甲", isAccepted: each.isAccepted, reason }];
        break;
      }
      case "comment":
        rest.comments = [{ id: "c1", isResolved: each.isResolved, answers: each.answers }];
        break;
      case "input":
        rest.inputs = [{ key: factKey("income", "2010399", "", "otherIncome"), text: each.text }];
    }
  return { amounts, texts, performance: performancePartOf(performance), ...rest };
}

/** What a state says, whatever order its maps were filled in. */
const said = (state: ReportState) => JSON.stringify(state);
const inOrder = (map: ReadonlyMap<string, unknown>) => [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));

describe("the difference of two states of a report", () => {
  it("is empty exactly when they are equal, and applied to one it gives the other, with everything printed", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 6 }), fc.array(deed, { maxLength: 6 }), (one, other) => {
        const [before, now] = [luozhuangState(after(one)), luozhuangState(after(other))];
        const difference = differenceOf(before, now);
        expect(isNoDifference(difference)).toBe(said(before) === said(now));

        const made = applied(enteredOf(before), difference.entered);
        for (const [list, values] of enteredOf(now)) expect(inOrder(made.get(list)!)).toEqual(inOrder(values));

        const again = luozhuangState({ ...after(other), ...factsOfEntered(made) });
        expect(again.tables).toEqual(now.tables);
        expect(again.document).toEqual(now.document);
        expect(differenceOf(again, now)).toEqual({ entered: [], moved: [], isUnnamed: false });
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("tells what was typed apart from what moved with it", () => {
    const [key, value] = [...luozhuangFacts.amounts].find(([each]) => each.startsWith("basicExpenditure:30201"))!;
    const amounts = new Map<FactKey, number>(luozhuangFacts.amounts).set(key, value + 100_00);
    const { entered, moved } = differenceOf(luozhuangState(), luozhuangState({ amounts }));
    expect(entered).toMatchObject([{ list: "facts", address: key, values: { before: value, after: value + 100_00 } }]);
    expect(new Set(moved.map(({ list }) => list))).toContain("cells");
    expect(moved.length).toBeGreaterThan(2);
  });

  it("names an indicator by its project and itself", () => {
    const performance = after([{ kind: "indicator", at: 0, reason: "推迟" }]).performance;
    const { entered } = differenceOf(luozhuangState(), luozhuangState({ performance }));
    const project = luozhuangStoredPerformance.projects[withForm];
    expect(entered).toMatchObject([
      {
        list: "performance",
        address: `projects/${withForm}/indicators/0/reason`,
        what: `项目“${project!.name}”指标“${project!.indicators[0]!.third}”偏差原因及改进措施`,
        after: "推迟",
      },
    ]);
  });
});

describe("the performance part as entries", () => {
  it("is the same part again, with its empty lists, and goes back over its changes", () => {
    expect(performanceOfEntries(performanceEntries(luozhuangStoredPerformance))).toEqual(luozhuangStoredPerformance);
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 4 }), fc.array(deed, { maxLength: 4 }), (one, other) => {
        const [before, now] = [after(one).performance, after(other).performance];
        expect(performanceBefore(now, performanceChanges(before, now))).toEqual(before);
      }),
    );
    const none = { projects: [], keyEvaluations: [] };
    expect(performanceBefore(none, performanceChanges(luozhuangStoredPerformance, none))).toEqual(
      luozhuangStoredPerformance,
    );
  });
});
