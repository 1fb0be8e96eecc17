import type { Precision } from "../words/amounts";
import { measureOf } from "../formats/sheets";
import { parseFactKey, type FactKey } from "../words/fact-address";
import type { Finding } from "../words/finding";
import { labelOfCell } from "../engine/printed-table";
import type { Program, ResolvedSum } from "../engine/program";
import { labelOfFact } from "../engine/provenance";
import type { CellId } from "../words/cell-id";
import { findingOf } from "./rule/check-finding";
import { claimsOf, type AbsentCell, type ResolvedClaim } from "./claim-pass";
import { amountInWords, blankInWords } from "./rule/figures-in-words";
import { formatOf } from "../formats/format-of";
import { rulesInForce } from "./rules-in-force";
import type { CheckContext, FunctionRule, Observation, Operator, Rule } from "./rule/rule";

export interface CompiledChecks {
  /** All findings on the program's figures as they are now. */
  run(): Finding[];
}

/** Every declared comparison as equations over the program's slots, for those who solve them instead of judging (suspects/). */
export function resolveClaims(program: Program, precision: Precision, rules: readonly Rule[]): ResolvedClaim[] {
  const claims = claimsOf(program, precision, rules);
  return Array.from({ length: claims.count }, (_, at) => claims.claimAt(at));
}

/** The key of the finding that a broken claim becomes. */
export function keyOfClaim(program: Program, { rule, place, left, right }: ResolvedClaim): string {
  const sources = place ? [] : [...left.indexes, ...right.indexes].map((slot) => program.idOfSlot(slot));
  const cells = sources.flatMap((source) => (source.kind === "cell" ? [source.id] : []));
  const facts = sources.flatMap((source) => (source.kind === "fact" ? [source.key] : []));
  return `${rule.id}@${place || placeOf(cells, facts)}`;
}

/**
 * Resolves every rule to slots once. A run adds left − right of every claim in one pass over flat arrays; only a
 * claim whose difference breaks its operator is looked at again, and only a broken claim becomes a finding. The rules are
 * those that the format of the program has in force in the year, unless others are named.
 */
export function compileChecks(
  program: Program,
  context: CheckContext,
  rules: readonly Rule[] = rulesInForce(formatOf(program.tableSet.id), context.identity.year),
): CompiledChecks {
  // What repeats how a cell is computed cannot fail where cells are computed.
  const claims = claimsOf(program, context.precision, rules, { withDefinitions: !program.isDerived });
  // The claims that were looked at, each with its finding of the last run: kept while both figures stay the same.
  const judged = new Map<number, Judged>();
  const observers: Observer[] = [];
  for (const rule of functionRulesOf(rules))
    if (!rule.needs || context[rule.needs])
      observers.push({ rule, observe: rule.prepare(program, context), observations: nothing, findings: nothing });
  return {
    run() {
      const findings: Finding[] = [];
      claims.reportSuspects(program.values, (at) => {
        let claim = judged.get(at);
        if (!claim) judged.set(at, (claim = { ...claims.claimAt(at), last: null, texts: undefined }));
        const finding = judge(program, context, claim);
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

const functionRules = new WeakMap<readonly Rule[], readonly FunctionRule[]>();

function functionRulesOf(rules: readonly Rule[]): readonly FunctionRule[] {
  let functions = functionRules.get(rules);
  if (!functions)
    functionRules.set(rules, (functions = rules.filter((rule): rule is FunctionRule => "prepare" in rule)));
  return functions;
}

interface Judged extends ResolvedClaim {
  last: Finding | null;
  /** What was stated when it was put into words: a blank that is stated to be nothing is told otherwise. */
  texts: ReadonlyMap<string, string> | undefined;
}

/** The cell at a slot; `null` where a fact stands. */
function cellOf(program: Program, slot: number): CellId | null {
  const source = program.idOfSlot(slot);
  return source.kind === "cell" ? source.id : null;
}

/** The signed sum as the figures are now; blank counts as zero. */
export function valueOfSum(program: Program, sum: ResolvedSum): number {
  let total = 0;
  for (let term = 0; term < sum.indexes.length; term++) {
    const slot = sum.indexes[term]!;
    if (program.present[slot] === 1) total += sum.signs[term]! * program.values[slot]!;
  }
  return total;
}

function isBlank(program: Program, sum: ResolvedSum): boolean {
  for (let term = 0; term < sum.indexes.length; term++) if (program.present[sum.indexes[term]!] === 1) return false;
  return true;
}

/** A claim whose difference is too large, unless it does not apply to these figures. */
function judge(program: Program, context: CheckContext, claim: Judged): Finding | null {
  if (claim.skipBlank && (isBlank(program, claim.left) || isBlank(program, claim.right))) return null;
  if (claim.whileZero && valueOfSum(program, claim.whileZero) !== 0) return null;
  const left = valueOfSum(program, claim.left);
  const right = valueOfSum(program, claim.right);
  const texts = context.facts?.texts;
  if (claim.last?.left !== left || claim.last.right !== right || claim.texts !== texts) {
    const finding = describe(program, context, claim, left, right);
    if (claim.last?.message !== finding.message || claim.last.fingerprint !== finding.fingerprint) claim.last = finding;
    claim.texts = texts;
  }
  return claim.last;
}

const relations: Record<Operator, string> = { "=": "两者应相等", "<=": "前者不应大于后者", ">=": "前者不应小于后者" };

function describe(program: Program, context: CheckContext, claim: ResolvedClaim, left: number, right: number): Finding {
  const sources = [...claim.left.indexes, ...claim.right.indexes].map((slot) => program.idOfSlot(slot));
  const cells = sources.flatMap((source) => (source.kind === "cell" ? [source.id] : []));
  const facts = sources.flatMap((source) => (source.kind === "fact" ? [source.key] : []));
  const amount = amountIn(context, cells, facts);
  const demand = isSaid(claim, "right")
    ? `${relations[claim.operator]}，相差 ${amount(Math.abs(left - right))}`
    : "应为零";
  const message = `${sidesInWords(program, context, claim)}，${demand}。${claim.rule.advice}`;
  return findingOf(claim.rule, { place: claim.place || placeOf(cells, facts), message, left, right, cells, facts });
}

/** Counts are plain where nothing but counts is compared; everything else is money. */
function amountIn(
  { precision }: CheckContext,
  cells: readonly CellId[],
  facts: readonly FactKey[],
): (value: number) => string {
  const isCount =
    cells.length === 0 && facts.length > 0 && facts.every((key) => measureOf(parseFactKey(key)) === "count");
  return (value) => (isCount ? String(value) : amountInWords(value, precision));
}

type SidesOfClaim = Pick<ResolvedClaim, "left" | "right" | "absent">;

/** Both sides of a claim with their figures as they are now, whether it holds or not; a side that demands nothing is left out. */
export function sidesInWords(program: Program, context: CheckContext, claim: SidesOfClaim): string {
  const sources = [...claim.left.indexes, ...claim.right.indexes].map((slot) => program.idOfSlot(slot));
  const amount = amountIn(
    context,
    sources.flatMap((source) => (source.kind === "cell" ? [source.id] : [])),
    sources.flatMap((source) => (source.kind === "fact" ? [source.key] : [])),
  );
  const sides = (["left", "right"] as const).filter((side) => isSaid(claim, side));
  return sides.map((side) => sideInWords(program, context, claim[side], claim.absent(side), amount)).join("，");
}

/** Whether the side speaks of anything: a rule may demand that a sum be nought. */
function isSaid({ absent, ...sides }: SidesOfClaim, side: "left" | "right"): boolean {
  return sides[side].indexes.length > 0 || absent(side) !== null;
}

function sideInWords(
  program: Program,
  context: CheckContext,
  sum: ResolvedSum,
  absent: AbsentCell | null,
  amount: (value: number) => string,
): string {
  if (sum.indexes.length === 0)
    return absent
      ? `${labelOfCell(program, absent.id)}${absent.isOfParts ? "的各组成科目" : ""} ${blankInWords(program, context, absent.id)}`
      : "";
  const blank = isBlank(program, sum) ? blankInWords(program, context, cellOf(program, sum.indexes[0]!)) : null;
  return `${labelOfSum(program, context, sum, blank === null)} ${blank ?? amount(valueOfSum(program, sum))}`;
}

function placeOf(cells: readonly CellId[], facts: readonly FactKey[]): string {
  return cells[0] ?? facts[0] ?? "";
}

/** A side by name: every part while they are few, the first and the number of parts otherwise. Of several parts the blank ones are told. */
function labelOfSum(program: Program, context: CheckContext, sum: ResolvedSum, tellsBlanks: boolean): string {
  const labels = Array.from(sum.indexes, (slot, term) => {
    const source = program.idOfSlot(slot);
    const label =
      source.kind === "cell"
        ? labelOfCell(program, source.id)
        : labelOfFact(
            program,
            source.key,
            (code) => context.functional.get(code)?.name ?? context.economic.get(code)?.name,
          );
    const blank =
      tellsBlanks && program.present[slot] === 0 ? `（${blankInWords(program, context, cellOf(program, slot))}）` : "";
    return `${term === 0 ? "" : sum.signs[term] === 1 ? "加" : "减"}${label}${blank}`;
  });
  return labels.length <= 3 ? labels.join("") : `${labels[0]}等${labels.length}项合计`;
}
