/**
 * The places of a published document that have an address of their own: a figure, a row of a table, a sentence. The id
 * stands behind the address of the version (`/r/CODE/YEAR/v/N#id`) and is the same in every version that has the place.
 */
import type { PrintedCell, PrintedTable } from "../engine/contract";
import { fragmentText } from "../text/writing/sentence";
import { parseCellId } from "../words/cell-id";
import { placedBlocks } from "./placed-blocks";
import type { FrozenDocument } from "./frozen-document";
import { labelledCells } from "./labelled-cells";

export type Place = { id: string /** The table, the form or the heading that it stands in. */; within: string } & (
  | {
      kind: "cell";
      /** Row and column: 行政运行 · 基本支出. */
      label: string;
      /** As printed; empty where the cell has no figure. */
      text: string;
      /** 万元; empty for cells of forms, which say theirs themselves. */
      unit: string;
    }
  | { kind: "row"; label: string; unit: string; figures: readonly { head: string; text: string }[] }
  | { kind: "sentence"; text: string }
);

interface Content {
  tables: readonly PrintedTable[];
  document: FrozenDocument;
}

/** Every place of a document: row by row through the tables, then the text and the forms in their order. */
export function placesOf({ tables, document }: Content): Place[] {
  return [...tables.flatMap(placesOfTable), ...placesOfText(document)];
}

/** The place of an id; `null` where the document has none. */
export function placeAt(content: Content, id: string): Place | null {
  return placesOf(content).find((place) => place.id === id) ?? null;
}

/** What a place says, in one line: 1,173.33 万元; 支出合计 1,382.47，基本支出 1,173.33（万元）. */
export function placeText(place: Place): string {
  switch (place.kind) {
    case "cell":
      return place.text === "" ? "（空）" : [place.text, place.unit].filter(Boolean).join(" ");
    case "row":
      return `${place.figures.map(({ head, text }) => `${head} ${text}`).join("，")}（${place.unit}）`;
    case "sentence":
      return place.text;
  }
}

/** What a place is called: 《支出决算表》合计 · 基本支出; 《支出决算表》合计; 三、支出决算情况说明. */
export function placeName(place: Place): string {
  return place.kind === "sentence" ? place.within : `《${place.within}》${place.label}`;
}

/** The address of the row that a figure stands in; a line of a paired table is two or three of them. */
export function rowAddress(cellId: string): string {
  const { table, row } = parseCellId(cellId);
  return `${table}.${row}`;
}

/** The address of a row, by the cell that names it: the row of the figures that follow up to the next name. */
export function rowAddresses(cells: readonly PrintedCell[]): ReadonlyMap<PrintedCell, string> {
  const addresses = new Map<PrintedCell, string>();
  let name: PrintedCell | undefined;
  for (const cell of cells) {
    if (cell.isRowHead) name = cell;
    if (!name || cell.cellId === undefined) continue;
    addresses.set(name, rowAddress(cell.cellId));
    name = undefined;
  }
  return addresses;
}

function placesOfTable(table: PrintedTable): Place[] {
  const { title: within } = table;
  const unit = table.moneyUnitLine.replace(/^.*[：:]/, "");
  const named = new Set(table.rows.flatMap(({ cells }) => [...rowAddresses(cells).values()]));
  const rows = new Map<string, Extract<Place, { kind: "row" }> & { figures: { head: string; text: string }[] }>();
  const cells = labelledCells(table).map(({ cell: { cellId, text }, name, head, label }): Place => {
    const id = rowAddress(cellId);
    if (text !== "" && named.has(id)) {
      const row = rows.get(id) ?? { id, kind: "row", within, label: name, unit, figures: [] };
      row.figures.push({ head, text });
      rows.set(id, row);
    }
    return { id: cellId, kind: "cell", within, label, text, unit };
  });
  return [...rows.values(), ...cells];
}

function placesOfText(document: FrozenDocument): Place[] {
  return placedBlocks(document).flatMap(({ block, place }): Place[] => {
    if (block.kind === "paragraph")
      return block.sentences.map(({ id, fragments }) => ({
        id,
        kind: "sentence",
        within: place,
        text: fragments.map(fragmentText).join(""),
      }));
    if (block.kind !== "grid") return [];
    const within = block.grid.title ?? place;
    return [...block.grid.head, ...block.grid.body].flatMap((row) => {
      const label = row.map(({ text }) => text.replace(/\s+/g, "")).find(Boolean) ?? "";
      return row.flatMap(({ address, text }): Place[] =>
        address === undefined ? [] : [{ id: address, kind: "cell", within, label, text, unit: "" }],
      );
    });
  });
}
