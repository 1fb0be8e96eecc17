import type { Precision } from "../words/amounts";
import type { Finding } from "../words/finding";
import type { Claim, Figures } from "../engine/contract";
import { compareFigures, isBlankSum, valueOfSum } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { findingOf } from "./rule/check-finding";
import {
  claimInWords,
  namesIn,
  tellsBlank,
  wordingOf,
  type ClaimWording,
  type ComparedNames,
} from "./rule/claim-in-words";
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
export function keyOfClaim(figures: Figures, claim: RuleClaim): string {
  return `${claim.rule.id}@${placeOf(claim, namesIn(figures, claim))}`;
}

/**
 * Prepares every rule once. Of the comparisons only those whose difference breaks their operator are looked at again,
 * and only a broken one becomes a finding. The rules are those that the format of the figures has in force in the year
 * with its switches, unless others are named.
 */
export function compileChecks(
  figures: Figures,
  context: CheckContext,
  rules: readonly Rule[] = rulesInForce(formatOf(figures.tableSet.id), context.identity.year, context.switches),
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
        if (!claim) judged.set(at, (claim = { ...claims.claimAt(at), wording: null, told: null }));
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
  /** Once it has been put into words. */
  wording: ClaimWording | null;
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

/** A claim whose difference is too large, unless it does not apply to these figures. */
function judge(figures: Figures, context: CheckContext, claim: Judged): Finding | null {
  if (claim.skipBlank && (isBlankSum(figures, claim.left) || isBlankSum(figures, claim.right))) return null;
  if (claim.whileZero && valueOfSum(figures, claim.whileZero) !== 0) return null;
  const left = valueOfSum(figures, claim.left);
  const right = valueOfSum(figures, claim.right);
  const before = claim.told;
  const wording = (claim.wording ??= wordingOf(figures, context, claim));
  const isUnmoved = before?.finding.left === left && before.finding.right === right;
  if (isUnmoved && isStillTold(figures, context, wording, before)) return before.finding;
  const { cells, facts } = wording;
  const after = findingOf(claim.rule, {
    place: placeOf(claim, wording),
    message: `${claimInWords(figures, context, wording, left - right)}${claim.rule.advice}`,
    left,
    right,
    cells,
    facts,
  });
  const isSame = before?.finding.message === after.message && before.finding.fingerprint === after.fingerprint;
  claim.told = {
    finding: isSame ? before.finding : after,
    texts: context.facts?.texts,
    tellsBlank: tellsBlank(figures, wording),
    entries: figures.entries,
  };
  return claim.told.finding;
}

/** Whether the words that the same two figures were put into are still true. */
function isStillTold(figures: Figures, { facts }: CheckContext, wording: ClaimWording, told: Told): boolean {
  if (told.texts !== facts?.texts) return false;
  if (told.entries === figures.entries) return true;
  if (told.tellsBlank || tellsBlank(figures, wording)) return false;
  told.entries = figures.entries;
  return true;
}

/** Where a claim is made: at a place that it names, else at the first cell or fact that it compares. */
function placeOf({ place }: RuleClaim, { cells, facts }: ComparedNames): string {
  return place || (cells[0] ?? facts[0] ?? "");
}
