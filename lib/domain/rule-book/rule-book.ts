import { quoted } from "../words/quoted";
import { formatYuan } from "../words/amounts";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { labelOfSlot, valueText } from "../formats/stored-values";
import { unitKindLabels } from "../words/funds";
import type { Finding, Severity } from "../words/finding";
import { bookClasses, type BookClass } from "./book-classes";
import { labelOfCell, labelOfFact } from "../engine/figures";
import { parseCellId, type CellId } from "../words/cell-id";
import { formats } from "../formats/formats";
import { keyOfClaim, resolveClaims } from "../checks/check-engine";
import { sidesInWords, wordingOf } from "../checks/rule/claim-in-words";
import { correctBase, exampleTableSet } from "./examples/correct-accounts";
import type { ExampleAccounts, ExampleBase } from "./examples/example";
import { exampleSubjects } from "./examples/example-subjects";
import { ruleExamples } from "./examples/rule-examples";
import { changedSheets, runExample, type ExampleRun } from "./examples/run-example";
import { cleanTotal, totalExamples } from "./examples/total-examples";
import { formulasOf } from "./formula";
import { allRules } from "../checks/registry";
import { checkTotal, totalRules, type TotalRule, type TotalSubject } from "../consolidation/total-rules";
import type { Rule } from "../checks/rule/rule";
import { thresholdDefinitions, type ThresholdDefinition } from "../words/thresholds";

/** The accounts of an example in words, and what the rule says of it. */
export interface ShownExample {
  accounts: string[];
  /** Messages of the first findings. */
  findings: string[];
  /** Number of further ones. */
  more: number;
}

/** One rule as a reader sees it. */
export interface RuleBookEntry {
  id: string;
  title: string;
  ruleClass: BookClass;
  severity: Severity;
  basis: string;
  advice: string;
  formulas: string[];
  /** Limits that a fiscal year may change. */
  parameters: readonly ThresholdDefinition[];
  /** Ids of `ruleBookAreas`. */
  areas: string[];
  passing: ShownExample;
  failing: ShownExample;
}

/** What a rule looks at: the nine tables, then what is no table. */
export const ruleBookAreas: readonly { id: string; label: string }[] = [
  ...exampleTableSet.tables.map(({ id, title }) => ({ id, label: title })),
  { id: "forms", label: "预算、采购、资产等填报表" },
  { id: "text", label: "情况说明和其他文字" },
  { id: "performance", label: "项目绩效" },
  { id: "disclosure", label: "批复与公开" },
  { id: "totals", label: "部门和全区汇总" },
];

const baseOf = ({ base }: ExampleAccounts): ExampleBase => base ?? correctBase;

const MAX_SHOWN = 2;
const tableIds: ReadonlySet<string> = new Set(formats.flatMap(({ tables }) => tables.map(({ id }) => id)));

/** A table itself; of an entry sheet the tables it feeds. */
function areasOfPlace({ format }: ExampleBase, id: string): readonly string[] {
  if (tableIds.has(id)) return [id];
  const feeds = format.sheets.find(id)?.feeds ?? [];
  return feeds.length > 0 ? feeds : ["forms"];
}

let made: readonly RuleBookEntry[] | undefined;

/** Every rule, of reports and of sums, with its examples, run. The same for everybody and every year: made once. */
export function ruleBook(): readonly RuleBookEntry[] {
  return (made ??= [...allRules.map(entryOf), ...totalRules.map(entryOfTotal)].sort(
    (one, other) =>
      bookClasses.indexOf(one.ruleClass) - bookClasses.indexOf(other.ruleClass) ||
      one.id.localeCompare(other.id, "en", { numeric: true }),
  ));
}

function entryOf(rule: Rule): RuleBookEntry {
  const { id, title, ruleClass, severity, basis, advice } = rule;
  const example = ruleExamples[id];
  if (!example) throw new RangeError(`no example of rule ${id}`);
  const failing = runExample(rule, example.failing);
  const passing = runExample(rule, example.passing);
  return {
    id,
    title,
    ruleClass,
    severity,
    basis,
    advice,
    formulas: "comparisons" in rule ? formulasOf(rule, baseOf(example.failing)) : [example.formula ?? title],
    parameters: parametersOf(id),
    areas: areasOf(rule, example.failing, failing),
    failing: shown(accountsInWords(example.failing), failing.findings),
    passing: shown(
      passingInWords(rule, example.failing, example.passing, passing, failing.findings[0]),
      passing.findings,
    ),
  };
}

const parametersOf = (id: string) =>
  thresholdDefinitions.filter(({ rules }) => (rules as readonly string[]).includes(id));

/** What becomes of a finding in a total. */
const adviceOfTotals: Record<Severity, string> = {
  blocking: "改正之前不能提请批准汇总。请按审核结果中写明的单位和办法处理，再重新汇总。",
  explain: "核对写明的单位；属实的，由部门在部门决算中说明，有文件的由财政局以文件认定或者调整。",
  hint: "供汇总和比较时参考，不影响批准。",
};

function entryOfTotal({ id, title, severity, basis }: TotalRule): RuleBookEntry {
  const example = totalExamples[id];
  if (!example) throw new RangeError(`no example of rule ${id}`);
  const found = (part: Partial<TotalSubject> = {}) =>
    checkTotal({ ...cleanTotal, ...part }).filter(({ ruleId }) => ruleId === id);
  return {
    id,
    title,
    ruleClass: "total",
    severity,
    basis,
    advice: adviceOfTotals[severity],
    formulas: [example.formula],
    parameters: parametersOf(id),
    areas: ["totals"],
    failing: shown([example.says.failing], found(example.failing)),
    passing: shown([example.says.passing], found(example.passing)),
  };
}

function shown(accounts: string[], findings: readonly Pick<Finding, "message">[]): ShownExample {
  return {
    accounts,
    findings: findings.slice(0, MAX_SHOWN).map(({ message }) => message),
    more: Math.max(0, findings.length - MAX_SHOWN),
  };
}

function areasOf(rule: Rule, accounts: ExampleAccounts, { findings }: ExampleRun): string[] {
  const { program } = baseOf(accounts);
  const claimed = resolveClaims(program, "fen", [rule]).flatMap(({ left, right }) =>
    [...left.indexes, ...right.indexes].map((slot) => {
      const source = program.idOfSlot(slot);
      return source.kind === "cell" ? parseCellId(source.id).table : parseFactKey(source.key).sheet;
    }),
  );
  const isText =
    accounts.narrative !== undefined || accounts.context?.given !== undefined || accounts.texts !== undefined;
  const isPerformance = accounts.context?.performanceEntry !== undefined || accounts.context?.performance !== undefined;
  const touched = [
    ...claimed,
    ...findings.flatMap(({ tables }) => tables),
    ...(findings.some(({ tables }) => tables.length > 0) ? [] : changedSheets(accounts)),
  ];
  const areas = new Set(
    [...touched, ...(accounts.context?.givenLineNumbers?.keys() ?? [])].flatMap((id) =>
      areasOfPlace(baseOf(accounts), id),
    ),
  );
  if (accounts.context?.disclosure !== undefined) areas.add("disclosure");
  else if (isPerformance) areas.add("performance");
  else if (isText) areas.add("text");
  return ruleBookAreas.flatMap(({ id }) => (areas.has(id) ? [id] : []));
}

const nameOf = (code: string) => exampleSubjects.functional.get(code)?.name ?? exampleSubjects.economic.get(code)?.name;
const isKnown = (value: number | null | undefined): value is number => value !== null && value !== undefined;

function amountOf({ format }: ExampleBase, key: FactKey, value: number): string {
  return valueText(format.sheets.measureOf(parseFactKey(key)), value);
}

/** What is different in the accounts of an example. */
function accountsInWords(accounts: ExampleAccounts): string[] {
  const { says, cells = {}, facts = {}, texts = {}, narrative, unitKind } = accounts;
  if (says !== undefined) return [says];
  const base = baseOf(accounts);
  return [
    ...(unitKind ? [`单位性质为${unitKindLabels[unitKind]}。`] : []),
    ...Object.entries(cells).map(
      ([id, value]) =>
        `${labelOfCell(base.program, id as CellId)}应为 ${formatYuan(base.cells.get(id as CellId) ?? 0)} 元，表中写成 ${formatYuan(value)} 元。`,
    ),
    ...Object.entries(facts).map(([id, value]) => {
      const key = id as FactKey;
      const before = base.facts.amounts.get(key);
      const change = isKnown(before) && before !== value ? `由 ${amountOf(base, key, before)} 改为` : "填";
      return `${labelOfFact(base.program, key, nameOf)}${change} ${amountOf(base, key, value)}。`;
    }),
    ...Object.entries(texts).map(([slot, text]) => `${labelOfSlot(slot, base.format)}写${quoted(text)}。`),
    ...(narrative ?? []).map((paragraph) => quoted(paragraph)),
  ];
}

/**
 * The accounts that pass: what they say themselves, both sides of a comparison, or the figures that the failing one
 * changes.
 */
function passingInWords(
  rule: Rule,
  failing: ExampleAccounts,
  passing: ExampleAccounts | undefined,
  { program, context }: ExampleRun,
  finding: Finding | undefined,
): string[] {
  const base = baseOf(failing);
  const said = passing ? accountsInWords(passing) : [];
  if (said.length > 0) return said;
  const claims = resolveClaims(program, "fen", [rule]);
  const same = claims.find((claim) => keyOfClaim(program, claim) === finding?.key) ?? claims[0];
  if (same) return [`${sidesInWords(program, context, wordingOf(program, context, same))}。`];
  const cells = Object.keys(failing.cells ?? {}).map(
    (id) => `${labelOfCell(base.program, id as CellId)} ${formatYuan(base.cells.get(id as CellId) ?? 0)} 元。`,
  );
  const facts = Object.keys(failing.facts ?? {}).map((id) => {
    const before = base.facts.amounts.get(id as FactKey);
    return `${labelOfFact(base.program, id as FactKey, nameOf)} ${isKnown(before) ? amountOf(base, id as FactKey, before) : "没有填列"}。`;
  });
  return [...cells, ...facts];
}
