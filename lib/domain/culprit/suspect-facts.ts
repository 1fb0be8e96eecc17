import { factKey, parseFactKey, type FactKey } from "../facts/address";
import type { Facts } from "../facts/facts";
import { columnsFor, measureOf, sheets } from "../facts/sheets";
import { appropriations, type Fund } from "../funding";
import { programForFacts, type Program } from "../model/program";
import type { ReportModelInput } from "../model/report-model";
import type { CheckContext } from "../rules/rule";
import { thresholdsOf } from "../rules/thresholds";
import type { SubjectCatalogue } from "../subjects/catalogue";
import type { CellId } from "../tables/definition";
import { tableSetOf } from "../tables/table-sets";
import { compileEquations, type Equations } from "./equations";
import type { Likeness } from "./evidence";
import type { SlotRow } from "./exchanges";
import { likenessesOf } from "./fact-likenesses";
import { searchSlips, type SearchInput } from "./search";
import { suspicionOf, type Suspicion } from "./suspicion";

/**
 * Which typed figure is wrong, when the checks of a report fail: changes of one figure (or of two that stand in each
 * other's place), ranked by how many findings they cure. Empty while no 基本平衡, 逻辑性 or 控制数 check fails. Pure: the
 * caller decides about the edits.
 *
 * @param limit how many suspicions at most
 */
export function suspectFacts(input: ReportModelInput, limit = 3): Suspicion[] {
  const compiled = compiledFor(input);
  const { program, context, factSlots, equations } = compiled;
  compiled.load(input.facts);
  const system = equations();
  const hasOpeningFinding = system.equations.some(({ ruleId }) => ruleId === "B-59");
  const suspects = factSlots.filter(({ key }) => {
    const { sheet, column } = parseFactKey(key);
    if (sheet === "priorYear") return false;
    // Opening balances that continue last year's closing ones are locked, and right.
    return !(sheet === "balance" && column === "opening" && input.priorYear && !hasOpeningFinding);
  });
  const search: SearchInput = {
    system,
    unit: 1,
    suspects: new Set(suspects.map(({ slot }) => slot)),
    lastYear: lastYearOf(compiled),
    rowGroups: compiled.rowGroups,
    likenesses: compiled.likenesses,
  };
  return searchSlips(search, limit).map((hypothesis) => suspicionOf(program, context, hypothesis));
}

interface Compiled {
  program: Program;
  context: CheckContext;
  factSlots: readonly { slot: number; key: FactKey }[];
  rowGroups: SlotRow[][];
  likenesses: Likeness[];
  equations: () => Equations;
  /** Puts the figures of these facts, which have the same addresses, into the program. */
  load: (facts: Facts) => void;
}

/** While figures change and no row comes or goes, what was compiled last serves again. */
let last: { input: ReportModelInput; addresses: string; compiled: Compiled } | undefined;

function compiledFor(input: ReportModelInput): Compiled {
  const addresses = [...input.facts.amounts.keys()].join();
  const isSame =
    last?.addresses === addresses &&
    last.input.functional === input.functional &&
    last.input.economic === input.economic &&
    last.input.priorYear?.facts === input.priorYear?.facts &&
    last.input.identity.tableSetId === input.identity.tableSetId &&
    last.input.identity.unitKind === input.identity.unitKind;
  if (!isSame) last = { input, addresses, compiled: compile(input) };
  return last!.compiled;
}

function compile(input: ReportModelInput): Compiled {
  const { identity, functional, economic, facts, priorYear } = input;
  const tableSet = tableSetOf(identity.tableSetId);
  const blanks = blankNeighbours(facts, priorYear?.facts ?? null, economic);
  // Blank cells in which a figure may belong get a slot, too.
  const live = new Map([...facts.amounts, ...blanks.map((key) => [key, 0] as const)]);
  const program = programForFacts({ tableSet, functional, economic, facts: { amounts: live, texts: facts.texts } });
  for (const key of blanks) live.delete(key);
  const before = priorYear ? lastYearProgram(input, priorYear.facts) : null;
  const context: CheckContext = {
    identity,
    functional,
    economic,
    facts: { amounts: live, texts: facts.texts },
    priorYear: before && { facts: priorYear!.facts, cell: (id: CellId) => valueAt(before, before.slotOfCell(id)) },
    precision: "fen",
    thresholds: thresholdsOf(input.thresholds),
  };
  const factSlots = factSlotsOf(program);
  return {
    program,
    context,
    factSlots,
    rowGroups: rowGroupsOf(program, factSlots),
    likenesses: likenessesOf(program, factSlots.map(({ key }) => key), priorYear?.facts ?? null),
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

function lastYearOf({ program, context }: Compiled): (slot: number) => number | null {
  return (slot) => {
    const source = program.idOfSlot(slot);
    return source.kind === "fact" ? (context.priorYear?.facts.amounts.get(source.key) ?? null) : null;
  };
}

/** Last year's accounts do not change: compiled once for as long as somebody holds them. */
const compiledLastYears = new WeakMap<Facts, Program>();
function lastYearProgram({ identity, functional, economic }: ReportModelInput, facts: Facts): Program {
  const tableSet = tableSetOf(identity.tableSetId);
  const known = compiledLastYears.get(facts);
  if (known?.tableSet === tableSet) return known;
  const program = programForFacts({ tableSet, functional, economic, facts });
  compiledLastYears.set(facts, program);
  return program;
}

function valueAt(program: Program, slot: number): number | null {
  return slot >= 0 && program.present[slot] === 1 ? program.values[slot]! : null;
}

function factSlotsOf(program: Program): { slot: number; key: FactKey }[] {
  const count = program.values.length - program.cells.length;
  return Array.from({ length: count }, (_, slot) => slot).flatMap((slot) => {
    const source = program.idOfSlot(slot);
    return source.kind === "fact" ? [{ slot, key: source.key }] : [];
  });
}

/**
 * Blank cells in which a figure may belong: subjects that another sheet or last year has, and the neighbours of
 * economic subjects in the catalogue.
 */
function blankNeighbours(facts: Facts, lastYear: Facts | null, economic: SubjectCatalogue): FactKey[] {
  const codes = new Map<Fund, Set<string>>();
  const economicCodes = new Set<string>();
  const blanks = new Set<FactKey>();
  const note = (fund: Fund, code: string) => codes.set(fund, (codes.get(fund) ?? new Set()).add(code));
  for (const key of [...facts.amounts.keys(), ...(lastYear?.amounts.keys() ?? [])]) {
    const { sheet, row, fund, column } = parseFactKey(key);
    if (sheet === "basicExpenditure") economicCodes.add(row);
    else if (sheet === "expenditure" && fund) note(fund, row);
    else if (sheet === "income") note((appropriations as readonly string[]).includes(column) ? (column as Fund) : "nonAppropriation", row);
    else if (sheet === "threePublic" && measureOf({ sheet, row, fund, column }) === "money") blanks.add(key);
  }
  for (const [fund, rows] of codes)
    for (const row of rows) {
      blanks.add(factKey("expenditure", row, fund, "basic"));
      blanks.add(factKey("income", row, "", fund === "nonAppropriation" ? "otherIncome" : fund));
      if (fund === "governmentFund") blanks.add(factKey("balance", row, fund, "opening"));
    }
  for (const code of economicCodes) {
    const siblings = economic.children(economic.parentCode(code) ?? "");
    const at = siblings.findIndex((sibling) => sibling.code === code);
    for (const sibling of siblings.slice(Math.max(0, at - 1), at + 2)) blanks.add(factKey("basicExpenditure", sibling.code, "", "amount"));
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
  return sheets.flatMap((sheet) =>
    [...groups.values()]
      .filter((group) => group.sheet === sheet.id)
      .map(({ fund, rows }) => {
        const fixed = sheet.rows.kind === "fixed" ? sheet.rows.rows.map(({ id }) => id).filter((id) => rows.has(id)) : null;
        const columns = columnsFor(sheet, fund);
        return (fixed ?? [...rows].sort()).map((code) => ({ code, slots: columns.map(({ id }) => program.slotOfFact(factKey(sheet.id, code, fund, id))) }));
      }),
  );
}
