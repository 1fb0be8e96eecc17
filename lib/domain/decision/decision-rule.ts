/** The rule of a fiscal year: how long who has for what, and what 批复 waits for. A district may set each of them. */

/** What 批复 does while no decision of the congress is recorded. */
export const congressDemands = { ignore: "不提示", warn: "提示，不阻止批复", block: "不能批复" } as const;
export type CongressDemand = keyof typeof congressDemands;

export interface DecisionRule {
  /** Calendar days of the bureau, from the decision of the congress, to approve the accounts of departments. */
  bureauDays: number;
  /** Of a department, from the receipt of its 批复, to approve those of its units. */
  departmentDays: number;
  /** Of whoever publishes, from the day of its 批复. */
  publicationDays: number;
  /** Whether a last day that is not worked moves to the next one that is. */
  movesOffHolidays: boolean;
  congress: CongressDemand;
}

export interface ClockDefinition {
  id: "bureauDays" | "departmentDays" | "publicationDays";
  /** Who does what. */
  label: string;
  /** From which day it is counted. */
  from: string;
  basis: string;
  /** Initial values, each from a fiscal year on; the first also holds for all years before. */
  initial: readonly { fromYear: number; days: number }[];
}

/** The clocks, in the order in which they run. */
export const clockDefinitions: readonly ClockDefinition[] = [
  {
    id: "bureauDays",
    label: "财政局批复部门决算",
    from: "人大批准之日",
    basis: "预算法（2014年修正）第八十条、部门决算管理办法",
    // Decided in 2015, when the amended law had come into force, were the accounts of 2014.
    initial: [
      { fromYear: 0, days: 30 },
      { fromYear: 2014, days: 20 },
    ],
  },
  {
    id: "departmentDays",
    label: "主管部门批复所属单位决算",
    from: "收到财政局批复之日",
    basis: "预算法（2014年修正）第八十条、部门决算管理办法",
    initial: [{ fromYear: 0, days: 15 }],
  },
  {
    id: "publicationDays",
    label: "公开决算",
    from: "批复之日",
    basis: "预算法（2014年修正）第十四条",
    initial: [{ fromYear: 0, days: 20 }],
  },
];

/** Labels of the fields of a rule, for its form and the audit log. */
export const ruleLabels = {
  ...(Object.fromEntries(clockDefinitions.map(({ id, label }) => [id, label])) as Record<
    (typeof clockDefinitions)[number]["id"],
    string
  >),
  movesOffHolidays: "最后一日遇节假日顺延",
  congress: "人大批准前批复",
} as const;

/** Longest time that may be set for a clock, in days. */
export const longestClock = 90;

/** The rule of a year that a district has changed nothing of. */
export function initialRuleOf(year: number): DecisionRule {
  const days = Object.fromEntries(
    clockDefinitions.map(({ id, initial }) => [id, initial.findLast(({ fromYear }) => year >= fromYear)!.days]),
  ) as Pick<DecisionRule, ClockDefinition["id"]>;
  return { ...days, movesOffHolidays: true, congress: "warn" };
}

/** The rule of a year, with what its district has changed of it. */
export function ruleOf(year: number, changed: Partial<DecisionRule>): DecisionRule {
  return { ...initialRuleOf(year), ...changed };
}

/** What a year's rule has otherwise than the initial one: what is stored of it. */
export function changedOfRule(year: number, rule: DecisionRule): Partial<DecisionRule> {
  const initial = initialRuleOf(year);
  return Object.fromEntries(
    Object.entries(rule).filter(([field, value]) => initial[field as keyof DecisionRule] !== value),
  );
}
