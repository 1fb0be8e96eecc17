/**
 * Comments follow their place through every change. What the place said when somebody wrote about it is kept with the
 * comment; compared with what it says now, the place is the same, changed, elsewhere or gone, and the comment is there
 * in any case.
 */
import { labelledCells } from "../document/labelled-cells";
import { placedBlocks } from "../document/placed-blocks";
import type { FrozenBlock, FrozenDocument } from "../document/frozen-document";
import { factItems, type PublishedFacts } from "../document/publication-changes";
import { rowAddress } from "../document/places";
import type { PrintedTable } from "../engine/contract";
import { fragmentText } from "../text/writing/sentence";
import { formatYuan } from "../words/amounts";
import { isCellId, parseCellId } from "../words/cell-id";
import { isFactKey } from "../words/fact-address";
import { formRowAddress, parseFormRowAddress } from "../words/form-row-address";

export interface CommentAnchor {
  kind: "cell" | "sentence" | "form";
  /** Cell or fact key; sentence, paragraph, term, form, or row of a form; anything for the whole report. */
  id: string;
  /** What the place said when the comment was written; `null`: of before releases kept it. */
  said: string | null;
}

/** Where a comment's place is now. `place`: its address in the page. */
export type FollowedPlace =
  | { state: "whole" }
  | { state: "same"; place: string; now: string }
  | { state: "changed"; place: string; was: string; now: string }
  /** The same words under another address. */
  | { state: "moved"; place: string; now: string }
  /** It is not there any more; `nearest` is the address of what stood around it. */
  | { state: "gone"; was: string | null; nearest: string | null }
  /** What it said is not known, so whether it changed is not, either. */
  | { state: "notKept"; place: string; now: string };

export interface PlacedContent extends PublishedFacts {
  tables: readonly PrintedTable[];
  document: FrozenDocument;
}

const blank = "空";

/** What every place of a report says that somebody may write about, by its address. */
export function saidPlaces(content: PlacedContent): ReadonlyMap<string, string> {
  const { tables, document } = content;
  return new Map<string, string>([
    ...factItems(content).map(({ address, text }): [string, string] => [address, text]),
    ...tables
      .flatMap(labelledCells)
      .map(({ cell: { cellId, fen = null, text } }): [string, string] => [
        cellId,
        fen === null ? text || blank : `${formatYuan(fen)}元`,
      ]),
    ...placedBlocks(document).flatMap(({ block }) => saidInBlock(block)),
  ]);
}

/** What a comment's place says; `null` where the report has no such place, or the comment is on the whole of it. */
export function saidAt(places: ReadonlyMap<string, string>, { kind, id }: Omit<CommentAnchor, "said">): string | null {
  if (kind === "form") return null;
  return places.get(id) ?? (isEntered(kind, id) ? blank : null);
}

/** Where the place of a comment is in a report as it stands. */
export function followed(places: ReadonlyMap<string, string>, anchor: CommentAnchor): FollowedPlace {
  const { kind, id, said } = anchor;
  if (kind === "form") return { state: "whole" };
  const row = parseFormRowAddress(id);
  if (row) return followedRow(places, row.blockId, id, said);
  const now = saidAt(places, anchor);
  if (now === null) {
    const elsewhere = kind === "sentence" && said !== null ? addressOf(places, said) : null;
    return elsewhere === null
      ? { state: "gone", was: said, nearest: kind === "cell" ? nearestCell(places, id) : null }
      : { state: "moved", place: elsewhere, now: said! };
  }
  if (said === null) return { state: "notKept", place: id, now };
  return said === now ? { state: "same", place: id, now } : { state: "changed", place: id, was: said, now };
}

/** A row by what it says: the same row under another number, or the one that shares most of its cells. */
function followedRow(
  places: ReadonlyMap<string, string>,
  blockId: string,
  id: string,
  said: string | null,
): FollowedPlace {
  const form = places.has(blockId) ? blockId : null;
  const rows = [...places].filter(([address]) => address.startsWith(`${blockId}:row:`));
  if (said === null) {
    const now = places.get(id);
    return now === undefined ? { state: "gone", was: null, nearest: form } : { state: "notKept", place: id, now };
  }
  if (places.get(id) === said) return { state: "same", place: id, now: said };
  const same = rows.find(([, text]) => text === said);
  if (same) return { state: "moved", place: same[0], now: said };
  const cells = cellsOfRow(said);
  const shared = (text: string) => cellsOfRow(text).filter((cell, at) => cell !== "" && cell === cells[at]).length;
  const [nearest] = rows.toSorted(([, one], [, other]) => shared(other) - shared(one));
  if (!nearest || shared(nearest[1]) * 2 < cells.filter((cell) => cell !== "").length)
    return { state: "gone", was: said, nearest: form };
  return { state: "changed", place: nearest[0], was: said, now: nearest[1] };
}

const betweenCells = "｜";
const cellsOfRow = (text: string) => text.split(betweenCells);

function isEntered(kind: CommentAnchor["kind"], id: string): boolean {
  return kind === "cell" && isFactKey(id);
}

function addressOf(places: ReadonlyMap<string, string>, text: string): string | null {
  for (const [address, each] of places) if (each === text && !address.includes(":")) return address;
  return null;
}

/** Another cell of its row, or the table. */
function nearestCell(places: ReadonlyMap<string, string>, id: string): string | null {
  if (!isCellId(id)) return null;
  const row = `${rowAddress(id)}.`;
  for (const address of places.keys()) if (address.startsWith(row)) return address;
  return `table-${parseCellId(id).table}`;
}

function saidInBlock(block: FrozenBlock): [string, string][] {
  switch (block.kind) {
    case "paragraph": {
      const sentences = block.sentences.map(({ id, fragments }): [string, string] => [
        id,
        fragments.map(fragmentText).join(""),
      ]);
      return [...sentences, [block.id, sentences.map(([, text]) => text).join("")]];
    }
    case "heading":
      return [[block.id, block.text]];
    case "term":
      return [[block.id, `${block.term}：${block.definition}`]];
    case "grid": {
      const rows = [...block.grid.head, ...block.grid.body].map((cells, at): [string, string] => [
        formRowAddress(block.id, at + 1),
        cells.map(({ text }) => text).join(betweenCells),
      ]);
      const cells = block.grid.body
        .flat()
        .flatMap(({ address, text }): [string, string][] => (address === undefined ? [] : [[address, text || blank]]));
      return [...cells, ...rows, [block.id, rows.map(([, text]) => text).join("\n")]];
    }
    case "statutoryTable":
      return [];
  }
}
