import type { Comparing, Comparison, Place, SubjectLevel } from "../contract";
import { bind } from "./bound-terms";
import type { BoundTerm, TablePlan } from "./plan";
import { subjectLevels } from "./subject-rows";
import { nameOfSum } from "./sum-order";

/** A comparison with its terms bound to a table set, repeated for the rows of a functional table or standing once. */
export interface PlannedComparison<R extends Comparing> {
  /** The functional table and the levels of the rows for which it is repeated. */
  rows: { table: number; levels: ReadonlySet<SubjectLevel> } | null;
  claims: readonly PlannedClaim<R>[];
}

export interface PlannedClaim<R extends Comparing> {
  rule: R;
  comparison: Comparison;
  place: Place;
  left: readonly BoundTerm[];
  right: readonly BoundTerm[];
  whileZero: readonly BoundTerm[] | null;
  /**
   * Levels of rows (a claim that stands once: any or none) at which it repeats how the left side is computed: it cannot
   * fail while cells are computed.
   */
  isDefinitionAt: ReadonlySet<SubjectLevel>;
}

const planned = new WeakMap<TablePlan, WeakMap<readonly Comparing[], readonly PlannedComparison<Comparing>[]>>();

/** Binds every declared comparison, once for a table set and a list of rules. */
export function planClaims<R extends Comparing>(plan: TablePlan, rules: readonly R[]): readonly PlannedComparison<R>[] {
  const ofPlan = planned.get(plan) ?? new WeakMap<readonly Comparing[], readonly PlannedComparison<Comparing>[]>();
  planned.set(plan, ofPlan);
  // What was planned for a list of rules speaks of these rules.
  let comparisons = ofPlan.get(rules) as readonly PlannedComparison<R>[] | undefined;
  if (!comparisons) {
    const sums = new Map(plan.sums.map((sum) => [nameOfSum(sum), JSON.stringify(sum.terms)]));
    comparisons = rules.flatMap((rule) =>
      rule.comparisons.map((comparison) => planComparison(plan, sums, rule, comparison)),
    );
    ofPlan.set(rules, comparisons);
  }
  return comparisons;
}

type SumTexts = ReadonlyMap<string, string>;

function planComparison<R extends Comparing>(
  plan: TablePlan,
  sums: SumTexts,
  rule: R,
  comparison: Comparison,
): PlannedComparison<R> {
  const { forEach } = comparison;
  const claimAt = (place: Place) => planClaim(plan, sums, rule, comparison, place);
  if (!forEach) return { rows: null, claims: [claimAt({})] };
  const table = plan.tableAt.get(forEach.table) ?? -1;
  // A table that this set has not: nothing to compare.
  if (table < 0) return { rows: null, claims: [] };
  const { rows, columns } = plan.tables[table]!;
  const columnIds = forEach.columns === "all" ? columns.map(({ id }) => id) : (forEach.columns ?? [undefined]);
  const isMeant = (kind: NonNullable<typeof forEach.kinds>[number]) => !forEach.kinds || forEach.kinds.includes(kind);
  if (rows)
    return {
      rows: null,
      claims: rows
        .filter(({ kind }) => isMeant(kind))
        .flatMap(({ id: row }) => columnIds.map((column) => claimAt({ table: forEach.table, row, column }))),
    };
  return {
    rows: { table, levels: new Set(subjectLevels.filter(isMeant)) },
    claims: columnIds.map((column) => claimAt({ table: forEach.table, column })),
  };
}

function planClaim<R extends Comparing>(
  plan: TablePlan,
  sums: SumTexts,
  rule: R,
  comparison: Comparison,
  place: Place,
): PlannedClaim<R> {
  const { left, right, whileZero } = comparison;
  const bound = { left: bind(plan, left, place), right: bind(plan, right, place) };
  const [only, ...others] = bound.left;
  const isDefinition = (level: SubjectLevel) => {
    if (!only || others.length > 0 || only.sign < 0) return false;
    const name =
      only.kind === "slot"
        ? nameOfSum(only)
        : only.kind === "cell" && only.row === null
          ? nameOfSum({ ...only, level })
          : undefined;
    return name !== undefined && sums.get(name) === JSON.stringify(bound.right);
  };
  return {
    rule,
    comparison,
    place,
    ...bound,
    whileZero: whileZero ? bind(plan, whileZero, place) : null,
    isDefinitionAt: new Set(subjectLevels.filter(isDefinition)),
  };
}
