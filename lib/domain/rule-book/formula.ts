import { quoted } from "../words/quoted";
import type { CellTerm, Expression, FactTerm, Term } from "../formats/expressions";
import { fundLabels } from "../words/funds";
import type { TableDefinition } from "../formats/define";
import { functionalLines } from "../formats/functional-lines";
import type { ExampleBase } from "./examples/example";
import { exampleSubjects } from "./examples/example-subjects";
import type { Comparison, Operator, Program } from "../engine/contract";
import type { ComparisonRule } from "../checks/rule/rule";

const signs: Record<Operator, string> = { "=": "=", "<=": "≤", ">=": "≥" };
/** Longer sums show their first and last term. */
const MAX_TERMS = 8;
/** As many claims of a rule are written out; the others say the same of other places. */
const MAX_CLAIMS = 3;

interface Named {
  /** Title of the table or sheet. */
  place: string;
  label: string;
}

function tableOf({ tables }: Program, id: string): TableDefinition | undefined {
  return tables.find((table) => table.id === id);
}

const withoutNumber = (label: string) => label.replace(/^[一二三四五六七八九十]+、/, "");

/**
 * The row under its printed name, with what tells it from its namesakes: the row it stands under, the side of a total.
 */
function rowLabel({ program }: ExampleBase, table: string, row: string): string {
  const rows = program.rows(table);
  const at = rows.findIndex(({ id }) => id === row);
  const known = rows[at];
  if (!known || known.code !== undefined || /^\d+$/.test(row)) return `${row} ${subjectName(row)}`.trim();
  const label = withoutNumber(known.label);
  const above = known.indent > 0 ? rows.slice(0, at).findLast(({ indent }) => indent === 0) : undefined;
  if (above) return `${withoutNumber(above.label)}·${label}`;
  const body = tableOf(program, table)?.body;
  return body?.kind === "paired" && known.side && /总计/.test(label) ? `${body[known.side].title}${label}` : label;
}

function subjectName(code: string): string {
  return (
    exampleSubjects.functional.get(code)?.name ??
    exampleSubjects.economic.get(code)?.name ??
    functionalLines.find((line) => line.code === code)?.label ??
    ""
  );
}

function columnLabel({ program }: ExampleBase, table: string, column: string | undefined): string {
  const found = program.columns(table).find(({ id }) => id === column);
  return found && found.label !== "金额" ? [...(found.heads ?? []), found.label].join("·") : "";
}

function nameOfCells(base: ExampleBase, { rows, ...term }: CellTerm, self: string | undefined): Named {
  const table = term.table ?? self ?? "";
  const row =
    "level" in rows
      ? "各科目"
      : "childrenOf" in rows
        ? "下级科目之和"
        : rows.row === "self"
          ? ""
          : rowLabel(base, table, rows.row);
  const column = columnLabel(base, table, term.column);
  return {
    place: tableOf(base.program, table)?.title ?? table,
    label: [row, column].filter(Boolean).join(row && column ? "·" : "") || "该行",
  };
}

function nameOfFacts(base: ExampleBase, { sheet: id, row, columns, funds }: FactTerm): Named {
  const sheet = base.format.sheets.find(id);
  const rows = sheet && (sheet.rows.kind === "fixed" || sheet.rows.kind === "balance") ? sheet.rows.rows : [];
  const code = row && "is" in row ? row.is : undefined;
  const under = row && "under" in row ? `${row.under} 类各款` : "";
  const named =
    rows.find((each) => each.id === code)?.label ??
    (code === undefined || code === "self" ? under : rowLabel(base, "", code));
  const column = columns.map((each) => sheet?.columns.find((one) => one.id === each)?.label ?? each).join("、");
  const fund = (funds ?? []).flatMap((each) => (each === "" ? [] : [fundLabels[each]])).join("、");
  const hasOneColumn = (sheet?.columns.length ?? 0) < 2;
  return {
    place: sheet?.title ?? id,
    label: [named.replace(/^其中：/, ""), fund, hasOneColumn ? "" : column].filter(Boolean).join("·"),
  };
}

function nameOf(base: ExampleBase, term: Term, self: string | undefined): Named {
  return term.kind === "cell" ? nameOfCells(base, term, self) : nameOfFacts(base, term);
}

/** Whether the table in hand has the column that a term names: a rule of all formats names those of all. */
function hasColumn({ program }: ExampleBase, term: Term, self: string | undefined): boolean {
  if (term.kind !== "cell" || term.column === undefined) return true;
  const table = tableOf(program, term.table ?? self ?? "");
  return table?.body.kind !== "functional" || program.columns(table.id).some(({ id }) => id === term.column);
}

/** A side, without the table's title where the whole claim stays in one table. */
function side(
  base: ExampleBase,
  { plus, minus = [] }: Expression,
  self: string | undefined,
  isOneTable: boolean,
): string {
  const words = (term: Term) => {
    const { place, label } = nameOf(base, term, self);
    return isOneTable ? label : `${place}${quoted(label)}`;
  };
  if (plus.length === 0) return "0";
  const added = plus.filter((term) => hasColumn(base, term, self)).map(words);
  const shown = added.length > MAX_TERMS ? [added[0], added[1], "……", added.at(-1)] : added;
  return [shown.join(" + "), ...minus.map((term) => ` − ${words(term)}`)].join("");
}

function claim(base: ExampleBase, { forEach, left, operator, right, missing, whileZero }: Comparison): string {
  const self = forEach?.table;
  const terms = [...left.plus, ...(left.minus ?? []), ...right.plus, ...(right.minus ?? [])];
  const places = new Set(terms.map((term) => nameOf(base, term, self).place));
  const isOneTable = places.size === 1;
  const each = forEach && (forEach.columns ? "每行每列：" : "每行：");
  const where = isOneTable ? `${[...places][0]}${each ?? "："}` : (each ?? "");
  const condition = whileZero
    ? `（${side(base, whileZero, self, false)} 为零时）`
    : missing === "skip"
      ? "（两方都有数时）"
      : "";
  return `${where}${side(base, left, self, isOneTable)} ${signs[operator]} ${side(base, right, self, isOneTable)}${condition}`;
}

/** A declared rule as formulas in Chinese, one a line; where it says the same of many places, of the first ones. */
export function formulasOf({ comparisons }: ComparisonRule, base: ExampleBase): string[] {
  const claims = comparisons.map((comparison) => claim(base, comparison));
  if (claims.length <= MAX_CLAIMS + 1) return claims;
  return [...claims.slice(0, MAX_CLAIMS), `其余 ${claims.length - MAX_CLAIMS} 项同此。`];
}
