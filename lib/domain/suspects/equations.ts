/**
 * The rules as equations over what a person typed. Derived cells are replaced by the facts they are added up from; a
 * claim that then says nothing (an identity that holds by construction) is left out.
 */
import { parseFactKey } from "../words/fact-address";
import type { Finding } from "../words/finding";
import type { Program, ResolvedSum } from "../engine/contract";
import { compileChecks, keyOfClaim, resolveClaims } from "../checks/check-engine";
import { rulesInForce } from "../checks/rules-in-force";
import { formatOf } from "../formats/format-of";
import type { CheckContext, Rule } from "../checks/rule/rule";

/** A signed sum over slots that were typed. */
export interface Sum {
  slots: Int32Array;
  factors: Float64Array;
}

/** lowest ≤ constant + Σ factor · value ≤ highest, in fen. */
export interface Equation extends Sum {
  /** Key of the finding it becomes when broken. */
  key: string;
  ruleId: string;
  constant: number;
  lowest: number;
  highest: number;
  /** What was typed on either side of a declared claim; empty where a side is a constant. */
  sides?: { left: Int32Array; right: Int32Array };
  /** The amount stands in the wrong column: it is to be moved, not to be taken away (L-11). */
  isMisplaced?: true;
  /** Says nothing while one side is blank. */
  skipsBlank?: boolean;
  /** Says nothing while this sum is not zero. */
  whileZero?: Sum;
}

export interface Equations {
  program: Program;
  equations: readonly Equation[];
  /** Where a slot stands; a factor of 0 where it only decides whether the equation applies. */
  linksOf(slot: number): readonly Link[];
}

export interface Link {
  /** Position of the equation. */
  at: number;
  factor: number;
}

interface AccusingRules {
  all: readonly Rule[];
  ofSingleFigures: readonly Rule[];
}

const accusing = new WeakMap<readonly Rule[], AccusingRules>();

/** Rules in force whose breach a change of figures can cure; 核实性 rules only ask and do not accuse. */
function accusingRules(program: Program, context: CheckContext): AccusingRules {
  const inForce = rulesInForce(formatOf(program.tableSet.id), context.identity.year, context.switches);
  let known = accusing.get(inForce);
  if (!known)
    accusing.set(
      inForce,
      (known = {
        all: inForce.filter(({ ruleClass }) => ruleClass !== "verification"),
        ofSingleFigures: inForce.filter(({ id }) => singleFigureRules.has(id)),
      }),
    );
  return known;
}

/** Function rules that name one figure and what it should be, or that it should not be below zero. */
const singleFigureRules: ReadonlySet<string> = new Set(["B-11", "B-59", "L-06", "L-08", "L-10", "L-11"]);

/**
 * Compiles the rules for one set of rows and returns what gives the equations for the figures as they are then.
 * Function rules take part where they are broken.
 */
export function compileEquations(program: Program, context: CheckContext): () => Equations {
  const expand = expander(program);
  const declared = declaredEquations(program, context, expand);
  const links = linksBySlot(declared, 0);
  const checks = compileChecks(program, context, accusingRules(program, context).ofSingleFigures);
  return () => {
    const broken = checks.run().flatMap((finding) => equationOfFinding(program, finding, expand) ?? []);
    const more = linksBySlot(broken, declared.length);
    return {
      program,
      equations: [...declared, ...broken],
      linksOf: (slot) =>
        more.has(slot) ? [...(links.get(slot) ?? []), ...more.get(slot)!] : (links.get(slot) ?? none),
    };
  };
}

const none: readonly Link[] = [];

function declaredEquations(program: Program, context: CheckContext, expand: Expand): Equation[] {
  const equations: Equation[] = [];
  for (const claim of resolveClaims(program, context.precision, accusingRules(program, context).all)) {
    const sum = expand([
      [claim.left, 1],
      [claim.right, -1],
    ]);
    if (sum.slots.length === 0) continue;
    equations.push({
      ...sum,
      key: keyOfClaim(program, claim),
      ruleId: claim.rule.id,
      constant: 0,
      lowest: claim.operator === "<=" ? -Infinity : -claim.tolerance,
      highest: claim.operator === ">=" ? Infinity : claim.tolerance,
      sides: { left: expand([[claim.left, 1]]).slots, right: expand([[claim.right, 1]]).slots },
      ...(claim.skipBlank && { skipsBlank: true }),
      ...(claim.whileZero && { whileZero: expand([[claim.whileZero, 1]]) }),
    });
  }
  return [...equations, ...controlEquations(program, context, expand)];
}

function linksBySlot(equations: readonly Equation[], first: number): Map<number, Link[]> {
  const bySlot = new Map<number, Link[]>();
  const link = (slot: number, at: number, factor: number) => {
    const list = bySlot.get(slot);
    if (!list) bySlot.set(slot, [{ at, factor }]);
    else if (list.at(-1)!.at !== at) list.push({ at, factor });
  };
  equations.forEach(({ slots, factors, whileZero, sides, skipsBlank }, own) => {
    const at = first + own;
    slots.forEach((slot, term) => link(slot, at, factors[term]!));
    for (const slot of whileZero?.slots ?? []) link(slot, at, 0);
    for (const side of skipsBlank && sides ? [sides.left, sides.right] : []) for (const slot of side) link(slot, at, 0);
  });
  return bySlot;
}

type Expand = (parts: readonly (readonly [ResolvedSum, 1 | -1])[]) => Sum;

/** Replaces derived cells by what they are made of, each cell once. */
function expander(program: Program): Expand {
  const known = new Map<number, ReadonlyMap<number, number>>();
  const atoms = (slot: number): ReadonlyMap<number, number> => {
    const before = known.get(slot);
    if (before) return before;
    const sum = program.sumOf(slot);
    const result = new Map<number, number>();
    if (sum) addInto(result, sum, 1);
    else result.set(slot, 1);
    known.set(slot, result);
    return result;
  };
  function addInto(target: Map<number, number>, { indexes, signs }: ResolvedSum, sign: number): void {
    for (let term = 0; term < indexes.length; term++)
      for (const [slot, factor] of atoms(indexes[term]!))
        target.set(slot, (target.get(slot) ?? 0) + sign * signs[term]! * factor);
  }
  return (parts) => {
    const total = new Map<number, number>();
    for (const [sum, sign] of parts) addInto(total, sum, sign);
    const entries = [...total].filter(([, factor]) => factor !== 0);
    return {
      slots: Int32Array.from(entries, ([slot]) => slot),
      factors: Float64Array.from(entries, ([, factor]) => factor),
    };
  };
}

const slotSum = (slot: number): ResolvedSum => ({ indexes: Int32Array.of(slot), signs: Int8Array.of(1) });

/**
 * C-01, also where it holds: a change that breaks a control total is no cure. The control total itself may be what is
 * wrong.
 */
function controlEquations(program: Program, { facts }: CheckContext, expand: Expand): Equation[] {
  const equations: Equation[] = [];
  for (const [key, control] of facts?.amounts ?? []) {
    const { sheet, row } = parseFactKey(key);
    if (sheet !== "control") continue;
    const slot = program.slotOfCell(row);
    if (slot < 0) continue;
    const own = program.slotOfFact(key);
    const sum = expand(
      own < 0
        ? [[slotSum(slot), 1]]
        : [
            [slotSum(slot), 1],
            [slotSum(own), -1],
          ],
    );
    equations.push({
      ...sum,
      key: `C-01@${row}`,
      ruleId: "C-01",
      constant: own < 0 ? -control : 0,
      lowest: 0,
      highest: 0,
    });
  }
  return equations;
}

/** A finding that says "this figure should be that one" as an equation; `null` where it says something else. */
function equationOfFinding(
  program: Program,
  { key, ruleId, left, right, cells, facts }: Finding,
  expand: Expand,
): Equation | null {
  if (left === null || right === null || cells.length + facts.length !== 1) return null;
  const slot = cells[0] === undefined ? program.slotOfFact(facts[0]!) : program.slotOfCell(cells[0]);
  if (slot < 0 || program.values[slot] !== left) return null;
  return {
    ...expand([[slotSum(slot), 1]]),
    key,
    ruleId,
    constant: -right,
    lowest: 0,
    highest: ruleId === "L-06" ? Infinity : 0,
    ...(ruleId === "L-11" && { isMisplaced: true }),
  };
}

/** constant + Σ factor · value. */
export function differenceIn({ constant, slots, factors }: Equation, values: Float64Array): number {
  return constant + total({ slots, factors }, values);
}

/** Whether the equation is broken by these figures. */
export function isBroken(equation: Equation, values: Float64Array, present: Uint8Array): boolean {
  const difference = differenceIn(equation, values);
  if (difference >= equation.lowest && difference <= equation.highest) return false;
  if (
    equation.skipsBlank &&
    equation.sides &&
    (isBlank(equation.sides.left, present) || isBlank(equation.sides.right, present))
  )
    return false;
  return !equation.whileZero || total(equation.whileZero, values) === 0;
}

function total({ slots, factors }: Sum, values: Float64Array): number {
  let sum = 0;
  for (let term = 0; term < slots.length; term++) sum += factors[term]! * values[slots[term]!]!;
  return sum;
}

/** Whether a side of the equation is blank altogether: then it names the next cell to fill and contradicts nothing. */
export function hasBlankSide(equation: Equation, present: Uint8Array): boolean {
  return blankSidesOf(equation, present).length > 0;
}

/** Whether the slot stands on a side that is blank altogether. */
export function isOnBlankSide(equation: Equation, slot: number, present: Uint8Array): boolean {
  return blankSidesOf(equation, present).some((side) => side.includes(slot));
}

function blankSidesOf({ sides }: Equation, present: Uint8Array): Int32Array[] {
  return sides ? [sides.left, sides.right].filter((side) => side.length > 0 && isBlank(side, present)) : [];
}

function isBlank(slots: Int32Array, present: Uint8Array): boolean {
  return slots.every((slot) => present[slot] === 0);
}
