import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { allRules } from "../checks/registry";
import { idOf, rulesInForce } from "../checks/rules-in-force";
import { controlCells, priorYearCells } from "../engine/figures";
import { planTables } from "../engine/inside/table-plan";
import type { Format } from "../formats/define";
import type { Term } from "../formats/expressions";
import { formats } from "../formats/formats";
import { cataloguesOf } from "../testing/catalogues";
import { parseCellId } from "../words/cell-id";
import { ruleExamples } from "./examples/rule-examples";

const { economic, functional } = cataloguesOf(2021);

/** What a format has, by table: its rows (`null` where the accounts bring them) and columns with cells. */
function placesOf(format: Pick<Format, "sheets" | "tables" | "entryTables">) {
  const { tables, fixedSlots } = planTables(format, [...format.tables, ...format.entryTables], economic);
  return {
    sheets: format.sheets,
    tables: new Map(tables.map((table) => [table.definition.id, table])),
    fixedSlots,
  };
}

const places = formats.map(placesOf);

function isSubjectRow(row: string): boolean {
  return row === "total" || row === "self" || functional.get(row) !== undefined;
}

function hasCell({ tables, fixedSlots }: ReturnType<typeof placesOf>, id: string): boolean {
  const { table: tableId, row, column } = parseCellId(id);
  const table = tables.get(tableId);
  if (!table) return false;
  return table.rows ? fixedSlots.has(id) : isSubjectRow(row) && table.columnAt.has(column);
}

/** Whether a term of an expression used in `table` and `column` speaks of something that the format has. */
function hasTerm(format: ReturnType<typeof placesOf>, term: Term, place: { table?: string; column?: string }): boolean {
  if (term.kind === "facts") {
    const sheet = format.sheets.find(term.sheet);
    if (!sheet) return term.sheet === "control" || term.sheet === "priorYear";
    const columns = sheet.columns.map(({ id }) => id as string);
    const row = term.row && "is" in term.row && term.row.is !== "self" ? term.row.is : null;
    const hasRow = row === null || sheet.rows.kind !== "fixed" || sheet.rows.rows.some(({ id }) => id === row);
    return hasRow && term.columns.every((column) => columns.includes(column));
  }
  const tableId = term.table ?? place.table;
  const table = tableId === undefined ? undefined : format.tables.get(tableId);
  if (!table) return false;
  const column = term.column ?? place.column;
  const hasColumn = column === undefined || table.columns.some(({ id }) => id === column);
  const row = "row" in term.rows ? term.rows.row : "childrenOf" in term.rows ? term.rows.childrenOf : "total";
  const hasRow = row === "self" || "level" in term.rows || (table.rows ? table.rowById.has(row) : isSubjectRow(row));
  return hasColumn && hasRow;
}

describe.each(formats.map((format) => [format.id, format] as const))("format %s", (_, format) => {
  const all = [...format.tables, ...format.entryTables];

  it("names every table once, and the cells of its tables come from cells and facts that there are", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const own = placesOf(format);
    const unknown = all.flatMap(({ id, body }) => {
      const columns =
        body.kind === "paired"
          ? [...body.left.rows, ...body.right.rows].flatMap(({ sources }) =>
              Object.entries(sources).map(([column, source]) => ({ id: column, source })),
            )
          : body.kind === "economic"
            ? [body.column]
            : body.columns;
      return columns.flatMap(({ id: column, source }) =>
        [...(source?.plus ?? []), ...(source?.minus ?? [])].filter(
          (term) => !hasTerm(own, term, { table: id, column }),
        ),
      );
    });
    expect(unknown).toEqual([]);
  });

  it("defines no cell twice", () => {
    for (const { id, body } of all) {
      if (body.kind !== "paired") continue;
      const cells = [...body.left.rows, ...body.right.rows].flatMap((row) =>
        Object.keys(row.sources).map((column) => `${id}.${row.id}.${column}`),
      );
      expect(new Set(cells).size, id).toBe(cells.length);
    }
  });

  it("has in force rules that there are, each once and with an example", () => {
    const ids = format.rules.map(idOf);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !allRules.some((rule) => rule.id === id) || !ruleExamples[id])).toEqual([]);
    expect(rulesInForce(format, format.years.from).length).toBeGreaterThan(0);
  });

  it("prints sections that it has titles for, each once", () => {
    const sections = format.narrative.sections.map(({ id }) => id);
    expect(new Set(sections).size).toBe(sections.length);
  });
});

it("no two formats of a region are in force in one year", () => {
  for (const one of formats)
    for (const other of formats)
      if (one !== other && one.region.code === other.region.code)
        expect((one.years.to ?? Infinity) < other.years.from || (other.years.to ?? Infinity) < one.years.from).toBe(
          true,
        );
});

describe("every cell that is spoken of stands in at least one format", () => {
  const inSome = (isThere: (format: (typeof places)[number]) => boolean) => places.some(isThere);

  it("in comparisons of rules", () => {
    const unknown = allRules.flatMap((rule) =>
      "comparisons" in rule
        ? rule.comparisons.flatMap(({ forEach, left, right, whileZero }) => {
            const terms = [left, right, ...(whileZero ? [whileZero] : [])].flatMap(({ plus, minus = [] }) => [
              ...plus,
              ...minus,
            ]);
            const columns = forEach?.columns === "all" || !forEach?.columns ? [undefined] : forEach.columns;
            return columns.flatMap((column) =>
              terms
                .filter(
                  (term) =>
                    !inSome((format) =>
                      hasTerm(format, term, {
                        ...(forEach && { table: forEach.table }),
                        ...(column !== undefined && { column }),
                      }),
                    ),
                )
                .map((term) => `${rule.id} ${JSON.stringify(term)}`),
            );
          })
        : [],
    );
    expect(unknown).toEqual([]);
  });

  it("among control totals and last year's figures", () => {
    const stated = [...controlCells(() => []), ...formats.flatMap(priorYearCells)].flatMap(({ cells }) => cells);
    expect(stated.filter((id) => !inSome((format) => hasCell(format, id)))).toEqual([]);
  });

  it("written out anywhere in the domain: rules, text, examples, reports", () => {
    const root = path.join(import.meta.dirname, "..");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
      /(?<!\.test|\.test-d)\.ts$/.test(file),
    );
    const written = files.flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      return [
        ...[...text.matchAll(/\bcell(?:Id|Of)\(\s*"(\w+)",\s*"(\w+)",\s*"(\w+)",?\s*\)/g)].map(([, ...parts]) =>
          parts.join("."),
        ),
        ...[...text.matchAll(/"[A-Z]+-\d+": "((?:[a-z]\w+)\.(?:[A-Za-z]\w*|\d+)\.(?:[a-z]\w+))"/g)].map(
          ([, id]) => id!,
        ),
        ...[...text.matchAll(/\bcell\("([\w.]+)"\)/g)].map(([, id]) => id!),
      ].map((id) => ({ file, id }));
    });
    expect(written.length).toBeGreaterThan(50);
    expect(written.filter(({ id }) => !inSome((format) => hasCell(format, id)))).toEqual([]);
  });
});
