import type { PerformanceManagementPart } from "../../formats/narrative/parts";
import { factKey } from "../../words/fact-address";
import { someFormatsSlots } from "../../words/facts";
import { isKnown } from "../writing/figures";
import { count } from "../writing/numbers";
import type { PartWriter } from "../writing/part";
import { paragraph } from "../writing/section";
import { reason } from "../writing/reasons";

const sheet = "performanceManagement";

/** Rows of the sheet by their measure. */
const rows = {
  counts: [
    "goalProjects",
    "trackedProjects",
    "selfEvaluatedProjects",
    "excellent",
    "good",
    "pass",
    "fail",
    "problemsFound",
    "problemsSolved",
    "problemsBeingSolved",
  ],
  amounts: ["goalAmount", "trackedAmount", "selfEvaluatedAmount"],
} as const;

/** 预算绩效管理 from its sheet, with the rules and the way of working as typed. */
export const performanceManagement: PartWriter<PerformanceManagementPart> = {
  write({ id, words: { performanceManagement: words } }, { model, figures, context }) {
    const { say, numbers, texts } = context;
    if (model.partState(sheet) === "declaredEmpty") return [paragraph(`${id}.paragraph`, [say(id, words.none)])];
    const fact = (row: string) => figures.fact(factKey(sheet, row, "", "value"));
    const filled = {
      ...Object.fromEntries(rows.counts.map((row) => [row, count(fact(row))])),
      ...Object.fromEntries(rows.amounts.map((row) => [row, numbers.amount(fact(row))])),
      averageScore: numbers.score(fact("averageScore")),
    };
    const found = fact("problemsFound");
    const hasNone = isKnown(found) && found.value === 0;
    return [
      paragraph(`${id}.paragraph`, [
        say(id, words.rules, {
          rules: reason(someFormatsSlots.performanceRules, texts),
          mechanism: reason(someFormatsSlots.performanceMechanism, texts),
        }),
        say(`${id}.stages`, words.stages, filled),
        say(`${id}.grades`, words.grades, filled),
        say(`${id}.problems`, hasNone ? words.noProblems : words.problems, filled),
      ]),
    ];
  },
  slotsOf: () => [someFormatsSlots.performanceRules, someFormatsSlots.performanceMechanism],
};
