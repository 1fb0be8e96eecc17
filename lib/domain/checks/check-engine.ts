import type { Precision } from "../words/amounts";
import { valueText } from "../formats/stored-values";
import { parseFactKey, type FactKey } from "../words/fact-address";
import type { Finding } from "../words/finding";
import type { AbsentCell, Claim, Figures, NamedTerm, Operator, ResolvedSum } from "../engine/contract";
import { compareFigures, hasBlank, isBlankSum, labelOfCell, labelOfFact, termsOf, valueOfSum } from "../engine/figures";
import type { CellId } from "../words/cell-id";
import { findingOf } from "./rule/check-finding";
import { amountInWords, blankInWords } from "./rule/figures-in-words";
import { formatOf } from "../formats/format-of";
import { rulesInForce } from "./rules-in-force";
import type { CheckContext, ComparisonRule, FunctionRule, Observation, Rule } from "./rule/rule";

/** One comparison of a rule at one place. */
export type RuleClaim = Claim<ComparisonRule>;

export interface CompiledChecks {
  /** All findings on the figures as they are now. */
  run(): Finding[];
}

/** Every declared comparison as equations, for those who solve them instead of judging (suspects/). */
export function resolveClaims(figures: Figures, precision: Precision, rules: readonly Rule[]): RuleClaim[] {
  const claims = compareFigures(figures, kindsOf(rules).comparisons, precision);
  return Array.from({ length: claims.count }, (_, at) => claims.claimAt(at));
}

/** The key of the finding that a broken claim becomes. */
export function keyOfClaim(figures: Figures, { rule, place, left, right }: RuleClaim): string {
  return `${rule.id}@${place || placeOf(...namesIn(figures, left, right))}`;
}

type Names = readonly [cells: readonly CellId[], facts: readonly FactKey[]];

/** The cells and facts of sums. */
function namesIn(figures: Figures, ...sums: readonly ResolvedSum[]): Names {
  const terms = sums.flatMap((sum) => termsOf(figures, sum));
  return [
    terms.flatMap((term) => (term.kind === "cell" ? [term.id] : [])),
    terms.flatMap((term) => (term.kind === "fact" ? [term.key] : [])),
  ];
}

/**
 * Prepares every rule once. Of the comparisons only those whose difference breaks their operator are looked at again,
 * and only a broken one becomes a finding. The rules are those that the format of the figures has in force in the year,
 * unless others are named.
 */
export function compileChecks(
  figures: Figures,
  context: CheckContext,
  rules: readonly Rule[] = rulesInForce(formatOf(figures.tableSet.id), context.identity.year),
): CompiledChecks {
  // What repeats how a cell is computed cannot fail where cells are computed.
  const claims = compareFigures(figures, kindsOf(rules).comparisons, context.precision, {
    withDefinitions: !figures.isDerived,
  });
  // The claims that were looked at, each with its finding of the last run: kept while both figures stay the same.
  const judged = new Map<number, Judged>();
  const observers = kindsOf(rules)
    .functions.filter(({ needs }) => !needs || context[needs])
    .map(
      (rule): Observer => ({
        rule,
        observe: rule.prepare(figures, context),
        observations: nothing,
        findings: nothing,
      }),
    );
  return {
    run() {
      const findings: Finding[] = [];
      claims.reportSuspects((at) => {
        let claim = judged.get(at);
        if (!claim) judged.set(at, (claim = { ...claims.claimAt(at), names: null, told: null }));
        const finding = judge(figures, context, claim);
        if (finding) findings.push(finding);
      });
      for (const observer of observers) for (const finding of findingsOf(observer)) findings.push(finding);
      return findings;
    },
  };
}

/** A function rule at work, with what it saw in the last run. */
interface Observer {
  rule: FunctionRule;
  observe: ReturnType<FunctionRule["prepare"]>;
  observations: readonly Observation[];
  findings: readonly Finding[];
}

const nothing: readonly never[] = [];

/** A rule that hands out the same observation again means the same finding. */
function findingsOf(observer: Observer): readonly Finding[] {
  const { rule, observations: before, findings: known } = observer;
  const observations = observer.observe();
  if (observations.length === 0) return nothing;
  observer.findings = observations.map((observation, at) => {
    const same = before[at] === observation ? at : before.indexOf(observation);
    return same < 0 ? findingOf(rule, observation) : known[same]!;
  });
  observer.observations = observations;
  return observer.findings;
}

interface RuleKinds {
  comparisons: readonly ComparisonRule[];
  functions: readonly FunctionRule[];
}

const ruleKinds = new WeakMap<readonly Rule[], RuleKinds>();

function kindsOf(rules: readonly Rule[]): RuleKinds {
  let kinds = ruleKinds.get(rules);
  if (!kinds) {
    kinds = {
      comparisons: rules.filter((rule): rule is ComparisonRule => "comparisons" in rule),
      functions: rules.filter((rule): rule is FunctionRule => "prepare" in rule),
    };
    ruleKinds.set(rules, kinds);
  }
  return kinds;
}

interface Judged extends RuleClaim {
  /** Of both sides, once it has been put into words. */
  names: Names | null;
  told: Told | null;
}

/** A claim as it was put into words, and what the words depend on besides the figures. */
interface Told {
  finding: Finding;
  /** A blank that is stated to be nothing is told otherwise. */
  texts: ReadonlyMap<string, string> | undefined;
  /** The words name a blank, and perhaps what it waits for. */
  tellsBlank: boolean;
  entries: number;
}

/** The cell that a term is; `null` where it is a fact. */
function cellOf(term: NamedTerm): CellId | null {
  return term.kind === "cell" ? term.id : null;
}

/** A claim whose difference is too large, unless it does not apply to these figures. */
function judge(figures: Figures, context: CheckContext, claim: Judged): Finding | null {
  if (claim.skipBlank && (isBlankSum(figures, claim.left) || isBlankSum(figures, claim.right))) return null;
  if (claim.whileZero && valueOfSum(figures, claim.whileZero) !== 0) return null;
  const left = valueOfSum(figures, claim.left);
  const right = valueOfSum(figures, claim.right);
  const before = claim.told;
  if (
    before &&
    before.finding.left === left &&
    before.finding.right === right &&
    isStillTold(figures, context, claim, before)
  )
    return before.finding;
  const after = describe(figures, context, claim, left, right);
  const isSame = before?.finding.message === after.message && before.finding.fingerprint === after.fingerprint;
  claim.told = {
    finding: isSame ? before.finding : after,
    texts: context.facts?.texts,
    tellsBlank: tellsBlank(figures, claim),
    entries: figures.entries,
  };
  return claim.told.finding;
}

/** Whether the words that the same two figures were put into are still true. */
function isStillTold(figures: Figures, { facts }: CheckContext, claim: Judged, told: Told): boolean {
  if (told.texts !== facts?.texts) return false;
  if (told.entries === figures.entries) return true;
  if (told.tellsBlank || tellsBlank(figures, claim)) return false;
  told.entries = figures.entries;
  return true;
}

/** Whether a side is told as blank, or a part that is named. */
function tellsBlank(figures: Figures, { left, right }: RuleClaim): boolean {
  return [left, right].some((side) => {
    const { length } = side.indexes;
    return length === 0 || hasBlank(figures, side, length <= NAMED_TERMS ? length : 1);
  });
}

const relations: Record<Operator, string> = { "=": "两者应相等", "<=": "前者不应大于后者", ">=": "前者不应小于后者" };

function describe(figures: Figures, context: CheckContext, claim: Judged, left: number, right: number): Finding {
  const names = (claim.names ??= namesIn(figures, claim.left, claim.right));
  const [cells, facts] = names;
  const amount = amountIn(figures, context, names);
  const demand = isSaid(claim, "right")
    ? `${relations[claim.operator]}，相差 ${amount(Math.abs(left - right))}`
    : "应为零";
  const message = `${sidesWith(figures, context, claim, amount)}，${demand}。${claim.rule.advice}`;
  return findingOf(claim.rule, { place: claim.place || placeOf(cells, facts), message, left, right, cells, facts });
}

/** Counts and scores are told as such where nothing else is compared; everything else is money. */
function amountIn(
  { tableSet: { sheets } }: Figures,
  { precision }: CheckContext,
  [cells, facts]: Names,
): (value: number) => string {
  const measures = new Set(cells.length === 0 ? facts.map((key) => sheets.measureOf(parseFactKey(key))) : []);
  const [only = "money"] = measures.size === 1 ? measures : [];
  return (value) => (only === "money" ? amountInWords(value, precision) : valueText(only, value));
}

type SidesOfClaim = Pick<RuleClaim, "left" | "right" | "absent">;

/** Both sides of a claim with their figures as they are now, whether it holds or not; a side that demands nothing is left out. */
export function sidesInWords(figures: Figures, context: CheckContext, claim: SidesOfClaim): string {
  return sidesWith(figures, context, claim, amountIn(figures, context, namesIn(figures, claim.left, claim.right)));
}

function sidesWith(
  figures: Figures,
  context: CheckContext,
  claim: SidesOfClaim,
  amount: (value: number) => string,
): string {
  const sides = (["left", "right"] as const).filter((side) => isSaid(claim, side));
  return sides.map((side) => sideInWords(figures, context, claim[side], claim.absent(side), amount)).join("，");
}

/** Whether the side speaks of anything: a rule may demand that a sum be nought. */
function isSaid({ absent, ...sides }: SidesOfClaim, side: "left" | "right"): boolean {
  return sides[side].indexes.length > 0 || absent(side) !== null;
}

function sideInWords(
  figures: Figures,
  context: CheckContext,
  sum: ResolvedSum,
  absent: AbsentCell | null,
  amount: (value: number) => string,
): string {
  const { length } = sum.indexes;
  if (length === 0)
    return absent
      ? `${labelOfCell(figures, absent.id)}${absent.isOfParts ? "的各组成科目" : ""} ${blankInWords(figures, context, absent.id)}`
      : "";
  const named = length <= NAMED_TERMS ? length : 1;
  const terms = termsOf(figures, { indexes: sum.indexes.subarray(0, named), signs: sum.signs.subarray(0, named) });
  const blank = isBlankSum(figures, sum) ? blankInWords(figures, context, cellOf(terms[0]!)) : null;
  const labels = labelsOf(figures, context, terms, blank === null).join("");
  return `${labels}${named < length ? `等${length}项合计` : ""} ${blank ?? amount(valueOfSum(figures, sum))}`;
}

function placeOf(cells: readonly CellId[], facts: readonly FactKey[]): string {
  return cells[0] ?? facts[0] ?? "";
}

/** Parts of a side that are named one by one; of more only the first is, and the number of all. */
const NAMED_TERMS = 3;

/** Parts by name. Of several ones those that are blank are told. */
function labelsOf(
  figures: Figures,
  context: CheckContext,
  terms: readonly NamedTerm[],
  tellsBlanks: boolean,
): readonly string[] {
  const nameOf = (code: string) => context.functional.get(code)?.name ?? context.economic.get(code)?.name;
  return terms.map((term, at) => {
    const label = term.kind === "cell" ? labelOfCell(figures, term.id) : labelOfFact(figures, term.key, nameOf);
    const blank = tellsBlanks && term.isBlank ? `（${blankInWords(figures, context, cellOf(term))}）` : "";
    return `${at === 0 ? "" : term.sign === 1 ? "加" : "减"}${label}${blank}`;
  });
}
