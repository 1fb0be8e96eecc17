/** What is otherwise in a fiscal year than in the one opened before it, for both sides (今年有什么变化). */
import { clockDefinitions, congressDemands, ruleLabels, type DecisionRule } from "../decision/decision-rule";
import type { RuleSwitch } from "../checks/rule-switches";
import { rulesInForce } from "../checks/rules-in-force";
import type { Format } from "../formats/define";
import { dayText, type Day } from "../register/days";
import { ruleChangeLabels } from "../words/rule-switches";
import type { CatalogueDifference } from "../words/subjects/catalogue-difference";
import { thresholdDefinitions, thresholdText, thresholdsOf } from "../words/thresholds";

/** How a year is set up, as far as both sides are told. */
export interface YearSetup {
  year: number;
  format: Format;
  /** First day of entry, and last day of handing in; `null` while they are not set. */
  opensAt: Day | null;
  deadline: Day | null;
  rule: DecisionRule;
  switches: readonly RuleSwitch[];
  /** Limits that the district has changed, by id. */
  thresholds: Readonly<Record<string, number>>;
  /** How many units owe it. */
  units: number;
}

export const yearTopics = {
  format: "报表格式",
  subjects: "科目",
  rules: "审核规则",
  deadlines: "期限",
  units: "编报单位",
} as const;
export type YearTopic = keyof typeof yearTopics;

/** One topic of a year's changes. */
export interface YearChange {
  topic: YearTopic;
  /** Whether something is otherwise than in the year before. */
  isChanged: boolean;
  sentence: string;
  details: string[];
}

interface Differences {
  functional: CatalogueDifference;
  economic: CatalogueDifference;
  /** How many units owe the year and did not owe the one before, and the other way round. */
  newUnits: number;
  goneUnits: number;
}

/**
 * The changes of a year by topic, in the order in which they are told.
 *
 * @param before the year that was opened before it, and what differs from it; `null` for the first year of a district.
 */
export function changesOfYear(
  now: YearSetup,
  before: { setup: YearSetup; differences: Differences } | null,
): YearChange[] {
  return [
    formatChange(now, before?.setup ?? null),
    subjectChange(before),
    ruleChange(now, before?.setup ?? null),
    deadlineChange(now, before?.setup ?? null),
    unitChange(now, before),
  ];
}

function formatChange({ format, year }: YearSetup, before: YearSetup | null): YearChange {
  const topic = "format";
  if (!before) return { topic, isChanged: false, sentence: `采用“${format.label}”。`, details: [] };
  if (before.format.id === format.id)
    return { topic, isChanged: false, sentence: `沿用“${format.label}”，报表、填报内容和文字格式不变。`, details: [] };
  const earlier = new Map(before.format.tables.map((table) => [table.id, table]));
  const ids = new Set(format.tables.map(({ id }) => id));
  const details = [
    ...format.tables.flatMap(({ id, title, code }) => {
      const last = earlier.get(id);
      if (!last) return [`新增${code}“${title}”`];
      return [
        ...(last.title === title ? [] : [`“${last.title}”改为“${title}”`]),
        ...(last.code === code ? [] : [`“${title}”由${last.code}改为${code}`]),
      ];
    }),
    ...before.format.tables.filter(({ id }) => !ids.has(id)).map(({ title, code }) => `取消${code}“${title}”`),
  ];
  const sentence = `由“${before.format.label}”改为“${format.label}”，${year}年度起的报表、填报内容和文字按新格式。`;
  return { topic, isChanged: true, sentence, details };
}

function subjectChange(before: { setup: YearSetup; differences: Differences } | null): YearChange {
  const topic = "subjects";
  if (!before) return { topic, isChanged: false, sentence: "按本年度科目目录填报。", details: [] };
  const { functional, economic } = before.differences;
  const kinds = [
    ["功能分类", functional],
    ["经济分类", economic],
  ] as const;
  const parts = kinds.flatMap(([label, { added, gone, renamed }]) => {
    const counts = [
      ["新增", added.length],
      ["取消", gone.length],
      ["更名", renamed.length],
    ].flatMap(([word, count]) => (count === 0 ? [] : [`${word} ${count} 个`]));
    return counts.length === 0 ? [] : [`${label}${counts.join("、")}`];
  });
  const details = kinds.flatMap(([, difference]) => subjectDetails(difference));
  if (parts.length === 0) return { topic, isChanged: false, sentence: `与${before.setup.year}年度相同。`, details: [] };
  return { topic, isChanged: true, sentence: `与${before.setup.year}年度相比，${parts.join("；")}。`, details };
}

function subjectDetails({ added, gone, renamed }: CatalogueDifference): string[] {
  return [
    ...added.map(
      ({ code, name, replaces }) =>
        `新增 ${code} ${name}${replaces.length > 0 ? `（承接 ${replaces.join("、")}）` : ""}`,
    ),
    ...gone.map(
      ({ code, name, successors }) =>
        `取消 ${code} ${name}${successors.length > 0 ? `（改用 ${successors.map((each) => `${each.code} ${each.name}`).join("、")}）` : ""}`,
    ),
    ...renamed.map(({ code, before, after }) => `更名 ${code}：${before}改为${after}`),
  ];
}

function ruleChange(now: YearSetup, before: YearSetup | null): YearChange {
  const topic = "rules";
  const inForce = rulesInForce(now.format, now.year);
  const ids = new Set(inForce.map(({ id }) => id));
  const earlier = before ? rulesInForce(before.format, before.year) : inForce;
  const earlierIds = new Set(earlier.map(({ id }) => id));
  const switched = new Set(now.switches.map(({ ruleId }) => ruleId));
  const limits = thresholdsOf(now.thresholds);
  const earlierLimits = thresholdsOf(before?.thresholds ?? {});
  const details = [
    ...inForce.filter(({ id }) => !earlierIds.has(id)).map(({ id, title }) => `新增规则 ${id} ${title}`),
    ...earlier.filter(({ id }) => !ids.has(id)).map(({ id, title }) => `不再适用 ${id} ${title}`),
    ...now.switches.map(({ ruleId, change, reason }) => `${ruleId} ${ruleChangeLabels[change]}：${reason}`),
    ...(before?.switches ?? [])
      .filter(({ ruleId }) => ids.has(ruleId) && !switched.has(ruleId))
      .map(({ ruleId, change }) => `${ruleId} 恢复照常（上年度${ruleChangeLabels[change]}）`),
    ...thresholdDefinitions
      .filter(({ id }) => limits[id] !== earlierLimits[id])
      .map(
        (definition) =>
          `${definition.label}由${thresholdText(definition, earlierLimits[definition.id])}改为${thresholdText(definition, limits[definition.id])}`,
      ),
  ];
  const sentence =
    details.length > 0
      ? `共 ${inForce.length} 条，${details.length} 处变化。`
      : `共 ${inForce.length} 条${before ? `，与${before.year}年度相同` : ""}。`;
  return { topic, isChanged: before !== null && details.length > 0, sentence, details };
}

function deadlineChange({ opensAt, deadline, rule }: YearSetup, before: YearSetup | null): YearChange {
  const dates = [
    opensAt === null ? "填报开始日期待定" : `填报开始 ${dayText(opensAt)}`,
    deadline === null ? "上报截止日期待定" : `上报截止 ${dayText(deadline)}`,
  ].join("，");
  const details = clockDefinitions.map(({ id, label, from }) => {
    const changed = before && before.rule[id] !== rule[id] ? `（上年度 ${before.rule[id]} 日）` : "";
    return `${label}：自${from}起 ${rule[id]} 日内${changed}`;
  });
  if (before && before.rule.movesOffHolidays !== rule.movesOffHolidays)
    details.push(`${ruleLabels.movesOffHolidays}：${rule.movesOffHolidays ? "是" : "否"}`);
  if (before && before.rule.congress !== rule.congress)
    details.push(`${ruleLabels.congress}：${congressDemands[rule.congress]}`);
  const clocks = clockDefinitions.map(({ id }) => rule[id]).join("、");
  return {
    topic: "deadlines",
    isChanged: before !== null && !isSameRule(rule, before.rule),
    sentence: `${dates}；批复和公开的期限 ${clocks} 日${before && isSameRule(rule, before.rule) ? "，与上年度相同" : ""}。`,
    details,
  };
}

function isSameRule(rule: DecisionRule, other: DecisionRule): boolean {
  return (Object.keys(rule) as (keyof DecisionRule)[]).every((key) => rule[key] === other[key]);
}

function unitChange({ units }: YearSetup, before: { setup: YearSetup; differences: Differences } | null): YearChange {
  const topic = "units";
  if (!before) return { topic, isChanged: false, sentence: `应编报 ${units} 个单位。`, details: [] };
  const { newUnits, goneUnits } = before.differences;
  const isChanged = newUnits + goneUnits > 0;
  const how = isChanged ? `新增 ${newUnits} 个，减少 ${goneUnits} 个` : "单位不变";
  return {
    topic,
    isChanged,
    sentence: `应编报 ${units} 个单位（${before.setup.year}年度 ${before.setup.units} 个，${how}）。`,
    details: [],
  };
}
