/**
 * A report compiled for the search: its program with the blank cells in which a figure may belong, its rules as
 * equations, its likenesses.
 */
import { factKeyOfRow } from "../formats/names";
import { factKey, parseFactKey, type FactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";
import type { TableSet } from "../formats/define";
import { columnsFor, hasSubjectRows } from "../formats/sheet-definition";
import { appropriations, type Fund } from "../words/funds";
import type { Program } from "../engine/contract";
import { formFacts, programForFacts } from "../engine/figures";
import type { ReportModelInput } from "../report/open-report";
import { threePublicParts, twiceEntered } from "../checks/logic/consistency";
import type { CheckContext } from "../checks/rule/rule";
import { thresholdsOf } from "../words/thresholds";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import type { CellId } from "../words/cell-id";
import { formatOf } from "../formats/format-of";
import { compileEquations, type Equations } from "./equations";
import type { Likeness } from "./evidence";
import type { SlotRow } from "./exchanges";
import { likenessesOf } from "./fact-likenesses";
import { threePublicActuals } from "./three-public-cells";

export interface CompiledFacts {
  program: Program;
  context: CheckContext;
  factSlots: readonly { slot: number; key: FactKey }[];
  rowGroups: readonly (readonly SlotRow[])[];
  likenesses: readonly Likeness[];
  equations: () => Equations;
}

interface Loadable extends CompiledFacts {
  /** Puts the figures of these facts into the program. */
  load: (facts: Facts) => void;
}

/** What a set of addresses asks for, whatever the figures. */
interface Scope {
  /** The addresses, and blank ones in which a figure may belong. */
  keys: readonly FactKey[];
  /** Whether a wrong figure may stand at the address, or one that is missing. */
  mayConcern: (key: FactKey) => boolean;
}

let last: { input: ReportModelInput; addresses: string; scope: Scope; compiled: Loadable } | undefined;

/**
 * What was compiled last serves again as long as it has a place for every figure: while figures change, and when a row
 * goes or comes back.
 */
export function compiledFor(input: ReportModelInput): CompiledFacts & Pick<Scope, "mayConcern"> {
  const addresses = [...input.facts.amounts.keys()].join();
  const before = last && isSameFrame(last.input, input) ? last : undefined;
  const scope = before?.addresses === addresses ? before.scope : scopeOf(input);
  const compiled =
    before && (before.scope === scope || hasPlaceFor(before.compiled, scope, input.facts))
      ? before.compiled
      : compile(input, scope);
  last = { input, addresses, scope, compiled };
  compiled.load(input.facts);
  return { ...compiled, mayConcern: scope.mayConcern };
}

/** Whether nothing but this year's facts is different. */
function isSameFrame(one: ReportModelInput, other: ReportModelInput): boolean {
  return (
    one.functional === other.functional &&
    one.economic === other.economic &&
    one.priorYear?.facts === other.priorYear?.facts &&
    one.switches === other.switches &&
    one.identity.tableSetId === other.identity.tableSetId &&
    one.identity.unitKind === other.identity.unitKind
  );
}

function hasPlaceFor({ program, factSlots }: CompiledFacts, { keys }: Scope, { amounts }: Facts): boolean {
  // A control total that is gone claims nothing, a blank one would.
  return (
    keys.every((key) => program.slotOfFact(key) >= 0) &&
    factSlots.every(({ key }) => !key.startsWith("control:") || amounts.has(key))
  );
}

function scopeOf({ identity, facts, priorYear, economic }: ReportModelInput): Scope {
  const tableSet = formatOf(identity.tableSetId);
  const inRows = [...facts.amounts.keys(), ...blankNeighbours(tableSet, facts, priorYear?.facts ?? null, economic)];
  const own = new Set([...inRows, ...blankCounterparts(tableSet, facts)]);
  // Beside a figure every cell of its row may be meant; rows of a form, and what is entered twice, stand for
  // themselves.
  const rowOf = (key: FactKey) => key.slice(0, key.lastIndexOf(":"));
  const rows = new Set(
    inRows.filter((key) => tableSet.sheets.find(parseFactKey(key).sheet)?.rows.kind !== "fixed").map(rowOf),
  );
  return { keys: [...own], mayConcern: (key) => own.has(key) || rows.has(rowOf(key)) };
}

function compile(input: ReportModelInput, { keys }: Scope): Loadable {
  const { identity, functional, economic, facts, priorYear } = input;
  const tableSet = formatOf(identity.tableSetId);
  // Blank cells get a slot, too.
  const live = new Map(keys.map((key) => [key, facts.amounts.get(key) ?? 0] as const));
  const program = programForFacts({ tableSet, functional, economic, facts: { amounts: live, texts: facts.texts } });
  for (const key of keys) if (!facts.amounts.has(key)) live.delete(key);
  const before = priorYear ? lastYearProgram(input, priorYear.facts) : null;
  const context: CheckContext = {
    identity,
    functional,
    economic,
    facts: { amounts: live, texts: facts.texts },
    priorYear: before && { facts: priorYear!.facts, cell: (id: CellId) => valueAt(before, before.slotOfCell(id)) },
    precision: "fen",
    thresholds: thresholdsOf(input.thresholds),
    ...(input.switches && { switches: input.switches }),
  };
  const factSlots = program.facts;
  return {
    program,
    context,
    factSlots,
    rowGroups: rowGroupsOf(program, factSlots),
    likenesses: likenessesOf(
      program,
      factSlots.map(({ key }) => key),
      priorYear?.facts ?? null,
    ),
    equations: compileEquations(program, context),
    load(now) {
      for (const { slot, key } of factSlots) {
        const value = now.amounts.get(key);
        program.values[slot] = value ?? 0;
        program.present[slot] = value === undefined ? 0 : 1;
        if (value === undefined) live.delete(key);
        else live.set(key, value);
      }
      program.compute();
    },
  };
}

/** Last year's accounts do not change: compiled once for as long as somebody holds them. */
const compiledLastYears = new WeakMap<Facts, Program>();
function lastYearProgram({ identity, functional, economic }: ReportModelInput, facts: Facts): Program {
  const tableSet = formatOf(identity.tableSetId);
  const known = compiledLastYears.get(facts);
  if (known?.tableSet === tableSet) return known;
  const program = programForFacts({ tableSet, functional, economic, facts });
  compiledLastYears.set(facts, program);
  return program;
}

function valueAt(program: Program, slot: number): number | null {
  return slot >= 0 && program.present[slot] === 1 ? program.values[slot]! : null;
}

/**
 * Blank cells of the forms, and on the other side of what is entered twice. Nothing speaks for other cells of their
 * rows.
 */
function blankCounterparts(tableSet: TableSet, { amounts }: Facts): FactKey[] {
  const isTyped = (key: FactKey) => amounts.has(key);
  const economicCell = (code: string) => factKeyOfRow("basicExpenditure", code, "", "amount");
  const spent = threePublicParts.flatMap(({ item, subject }) =>
    isTyped(factKeyOfRow("threePublic", item, "", "actual")) ? [economicCell(subject)] : [],
  );
  const contributions = twiceEntered.flatMap((pair) => {
    const economicSide = pair.economic.map(economicCell);
    const functionalSide = pair.functional.map((code) =>
      factKeyOfRow("expenditure", code, "generalPublicBudget", "basic"),
    );
    return [
      ...(functionalSide.some(isTyped) ? economicSide : []),
      ...(economicSide.some(isTyped) ? functionalSide : []),
    ];
  });
  const vehicleCounts = formFacts(tableSet).filter((key) => parseFactKey(key).sheet === "stateAssets");
  return [...threePublicActuals(tableSet), ...vehicleCounts, ...spent, ...contributions].filter((key) => !isTyped(key));
}

/**
 * Blank cells in which a figure may belong: subjects that another sheet or last year has, and the neighbours of
 * economic subjects in the catalogue.
 */
function blankNeighbours(
  { sheets }: TableSet,
  facts: Facts,
  lastYear: Facts | null,
  economic: SubjectCatalogue,
): FactKey[] {
  const balances = sheets.find("balance");
  const codes = new Map<Fund, Set<string>>();
  const economicCodes = new Set<string>();
  const blanks = new Set<FactKey>();
  const note = (fund: Fund, code: string) => codes.set(fund, (codes.get(fund) ?? new Set()).add(code));
  for (const key of [...facts.amounts.keys(), ...(lastYear?.amounts.keys() ?? [])]) {
    const { sheet, row, fund, column } = parseFactKey(key);
    if (sheet === "basicExpenditure") economicCodes.add(row);
    else if (sheet === "expenditure" && fund) note(fund, row);
    else if (sheet === "income")
      note((appropriations as readonly string[]).includes(column) ? (column as Fund) : "nonAppropriation", row);
  }
  for (const [fund, rows] of codes)
    for (const row of rows) {
      blanks.add(factKeyOfRow("expenditure", row, fund, "basic"));
      blanks.add(factKeyOfRow("income", row, "", fund === "nonAppropriation" ? "otherIncome" : fund));
      if (balances && hasSubjectRows(balances, fund)) blanks.add(factKeyOfRow("balance", row, fund, "opening"));
    }
  for (const code of economicCodes) {
    const siblings = economic.children(economic.parentCode(code) ?? "");
    const at = siblings.findIndex((sibling) => sibling.code === code);
    for (const sibling of siblings.slice(Math.max(0, at - 1), at + 2))
      blanks.add(factKeyOfRow("basicExpenditure", sibling.code, "", "amount"));
  }
  return [...blanks].filter((key) => !facts.amounts.has(key));
}

/** The rows of every sheet and fund, as they stand below each other. */
function rowGroupsOf(program: Program, factSlots: readonly { slot: number; key: FactKey }[]): SlotRow[][] {
  const groups = new Map<string, { sheet: string; fund: Fund | ""; rows: Set<string> }>();
  for (const { key } of factSlots) {
    const { sheet, fund, row } = parseFactKey(key);
    const id = `${sheet}:${fund}`;
    if (!groups.has(id)) groups.set(id, { sheet, fund, rows: new Set() });
    groups.get(id)!.rows.add(row);
  }
  return program.tableSet.sheets.all.flatMap((sheet) =>
    [...groups.values()]
      .filter((group) => group.sheet === sheet.id)
      .map(({ fund, rows }) => {
        const fixed =
          sheet.rows.kind === "fixed" ? sheet.rows.rows.map(({ id }) => id).filter((id) => rows.has(id)) : null;
        const columns = columnsFor(sheet, fund);
        return (fixed ?? [...rows].sort()).map((code) => ({
          code,
          slots: columns.map(({ id }) => program.slotOfFact(factKey(sheet.id, code, fund, id))),
        }));
      }),
  );
}
