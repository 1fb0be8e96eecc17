import { factKey, parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import type { SlipKind } from "@/lib/domain/suspects/slips";
import type { Program, Shape as Rows } from "@/lib/domain/engine/contract";
import type { SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { cellIdOf, parseCellId, type CellId } from "@/lib/domain/words/cell-id";
import type { Random } from "../measuring/random";

export const plantedKinds = [
  "swappedDigits",
  "wanFactor",
  "sign",
  "shiftedRow",
  "decimalPoint",
  "neighbouringCode",
  "lastYear",
  "wrongDigit",
] as const satisfies readonly SlipKind[];
export type PlantedKind = (typeof plantedKinds)[number];

/** What was changed: the right figure of every cell or fact that the slip spoiled. */
export interface Planted<Id> {
  kind: PlantedKind;
  right: ReadonlyMap<Id, number | null>;
  typed: ReadonlyMap<Id, number | null>;
}

/** A wrong figure of one cell; `null` where this slip cannot happen to it, or would change nothing. */
function spoil(random: Random, kind: PlantedKind, right: number, unit: number, lastYear: number | null): number | null {
  const spoiled = (() => {
    switch (kind) {
      case "sign":
        return -right;
      case "wanFactor":
        return random.chance(0.5) ? right * 10_000 : Math.round(right / 10_000 / unit) * unit;
      case "decimalPoint": {
        const factor = random.pick([10, 10, 100]);
        return random.chance(0.5) ? right * factor : Math.round(right / factor / unit) * unit;
      }
      case "lastYear":
        return lastYear;
      case "swappedDigits": {
        const digits = String(Math.abs(right) / unit).split("");
        const places = digits
          .slice(1)
          .flatMap((digit, at) => (digit !== digits[at] && !(at === 0 && digit === "0") ? [at] : []));
        if (places.length === 0) return null;
        const at = random.pick(places);
        [digits[at], digits[at + 1]] = [digits[at + 1]!, digits[at]!];
        return Math.sign(right) * Number(digits.join("")) * unit;
      }
      case "wrongDigit": {
        const digits = String(Math.abs(right) / unit).split("");
        const at = random.integer(0, digits.length - 1);
        digits[at] = random.pick(["1", "2", "3", "4", "5", "6", "7", "8", "9"].filter((digit) => digit !== digits[at]));
        return Math.sign(right) * Number(digits.join("")) * unit;
      }
      default:
        return null;
    }
  })();
  // More than a million million yuan is refused at the keyboard, and a slip that leaves nothing is an omission.
  return spoiled === null ||
    spoiled === right ||
    spoiled === 0 ||
    !Number.isSafeInteger(spoiled) ||
    Math.abs(spoiled) > 99_999_999_999_999
    ? null
    : spoiled;
}

/** A slip of the kind in one of the facts; `null` where these accounts offer no place for it. */
export function plantInFacts(
  random: Random,
  kind: PlantedKind,
  sheets: EntrySheets,
  facts: ReadonlyMap<FactKey, number>,
  lastYear: ReadonlyMap<FactKey, number>,
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): Planted<FactKey> | null {
  const keys = [...facts.keys()].filter((key) => {
    const address = parseFactKey(key);
    return address.sheet !== "control" && address.sheet !== "priorYear" && sheets.measureOf(address) === "money";
  });
  const key = random.pick(keys);
  const address = parseFactKey(key);
  const right = facts.get(key)!;
  if (kind === "shiftedRow") {
    const column = keys.filter((other) => sameColumn(other, key)).sort((a, b) => inOrderOfTheSheet(sheets, a, b));
    const other = column[column.indexOf(key) + 1];
    return other === undefined || facts.get(other) === right
      ? null
      : exchange(kind, key, right, other, facts.get(other)!);
  }
  if (kind === "neighbouringCode") {
    const catalogue = address.sheet === "basicExpenditure" ? catalogues.economic : catalogues.functional;
    const siblings = catalogue.children(catalogue.parentCode(address.row) ?? "").map(({ code }) => code);
    const at = siblings.indexOf(address.row);
    const free = [siblings[at - 1], siblings[at + 1]].flatMap((code) => {
      const other = code === undefined ? undefined : factKey(address.sheet, code, address.fund, address.column);
      return at < 0 || other === undefined || facts.has(other) ? [] : [other];
    });
    return free.length === 0 ? null : exchange(kind, key, right, random.pick(free), null);
  }
  const typed = spoil(random, kind, right, 1, lastYear.get(key) ?? null);
  return typed === null ? null : { kind, right: new Map([[key, right]]), typed: new Map([[key, typed]]) };
}

function sameColumn(a: FactKey, b: FactKey): boolean {
  const [left, right] = [parseFactKey(a), parseFactKey(b)];
  return left.sheet === right.sheet && left.fund === right.fund && left.column === right.column;
}

/** Subjects stand in the order of their codes, fixed rows as the sheet declares them. */
function inOrderOfTheSheet(sheets: EntrySheets, a: FactKey, b: FactKey): number {
  const { sheet, row } = parseFactKey(a);
  const rows = sheets.find(sheet)?.rows;
  if (rows?.kind !== "fixed") return a < b ? -1 : 1;
  const place = (id: string) => rows.rows.findIndex((own) => own.id === id);
  return place(row) - place(parseFactKey(b).row);
}

function exchange<Id>(kind: PlantedKind, a: Id, ofA: number | null, b: Id, ofB: number | null): Planted<Id> {
  return {
    kind,
    right: new Map([
      [a, ofA],
      [b, ofB],
    ]),
    typed: new Map([
      [a, ofB],
      [b, ofA],
    ]),
  };
}

/**
 * A slip of the kind in one printed cell, or one row of a table under its neighbour's code (then `rows` changes too).
 */
export function plantInTables(
  random: Random,
  kind: PlantedKind,
  tables: {
    program: Program;
    cells: ReadonlyMap<CellId, number | null>;
    rows: Rows;
    unit: number;
    lastYear: (id: CellId) => number | null;
  },
  functional: SubjectCatalogue,
): (Planted<CellId> & { rows: Rows }) | null {
  const { program, cells, rows, unit } = tables;
  const filled = [...cells].filter(([, value]) => value !== null && value !== 0).map(([id]) => id);
  const id = random.pick(filled);
  const { table, row, column } = parseCellId(id);
  const right = cells.get(id)!;
  if (kind === "shiftedRow") {
    const order = program
      .rows(table)
      .filter(({ side }) => side === program.rows(table).find((own) => own.id === row)!.side);
    const below = order
      .slice(order.findIndex((own) => own.id === row) + 1)
      .map((own) => cellIdOf(table, own.id, column))
      .find((other) => (cells.get(other) ?? 0) !== 0);
    return below === undefined || cells.get(below) === right
      ? null
      : { ...exchange<CellId>(kind, id, right, below, cells.get(below)!), rows };
  }
  if (kind === "neighbouringCode") {
    if (!rows.has(table) || row.length !== 7) return null;
    const siblings = functional.children(row.slice(0, 5)).map(({ code }) => code);
    const at = siblings.indexOf(row);
    const free = [siblings[at - 1], siblings[at + 1]].filter(
      (code): code is string => at >= 0 && code !== undefined && !rows.get(table)!.includes(code),
    );
    if (free.length === 0) return null;
    const other = random.pick(free);
    const [rightCells, typed] = [new Map<CellId, number | null>(), new Map<CellId, number | null>()];
    for (const { id: own } of program.columns(table)) {
      const [from, to] = [cellIdOf(table, row, own), cellIdOf(table, other, own)];
      const value = cells.get(from) ?? null;
      if (value === null) continue;
      rightCells.set(from, value).set(to, null);
      typed.set(from, null).set(to, value);
    }
    const renamed = rows.get(table)!.map((code) => (code === row ? other : code));
    return {
      kind,
      right: rightCells,
      typed,
      rows: new Map([
        ...rows,
        [table, renamed.sort((a, b) => (a === "total" ? -1 : b === "total" ? 1 : a < b ? -1 : 1))],
      ]),
    };
  }
  const typed = spoil(random, kind, right, unit, tables.lastYear(id));
  return typed === null ? null : { kind, right: new Map([[id, right]]), typed: new Map([[id, typed]]), rows };
}
