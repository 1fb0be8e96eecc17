/**
 * What a correction changed: two published versions of a report beside each other, cell by cell and sentence by
 * sentence. The one way in which the public, the interface, the feeds and the list of corrections are told.
 */
import type { PrintedTable } from "../engine/contract";
import { labelOfSheetFact } from "../engine/figures";
import { formatOf, isFormatId } from "../formats/format-of";
import { labelOfSlot } from "../formats/stored-values";
import { fragmentText } from "../text/writing/sentence";
import { formatYuan } from "../words/amounts";
import { keyOf, type FactAddress } from "../words/fact-address";
import type { FrozenDocument, FrozenSentence } from "./frozen-document";
import { labelledCells } from "./labelled-cells";
import { placedBlocks } from "./placed-blocks";

/** The facts of a published version, with the names of the subjects that they speak of. */
export interface PublishedFacts {
  tableSetId: string;
  facts: readonly {
    sheet: string;
    row: string;
    fund: string;
    column: string;
    measure: "money" | "count" | "score";
    value: number;
  }[];
  subjects: readonly { code: string; name: string }[];
}

/** A published version as its snapshot holds it. */
export interface PublishedContent extends PublishedFacts {
  unit: { code: string; name: string };
  department: { name: string } | null;
  texts: readonly { slot: string; text: string }[];
  tables: readonly PrintedTable[];
  document: FrozenDocument;
}

/** One thing that is otherwise: `null` where it was not there, or is not there any more. Blank is not there. */
export interface Change {
  /** Where it stands in the page or in the facts: a cell id, the id of a sentence, a fact key, a text slot. */
  address: string;
  /** What it is, in words. */
  what: string;
  before: string | null;
  after: string | null;
}

export const changeLists = {
  facts: "填报数",
  cells: "表中数字",
  sentences: "文字",
  texts: "填报的文字",
  explanations: "数字的算法",
  forms: "绩效表格",
  wording: "名称、标题和说明",
} as const;
export type ChangeList = keyof typeof changeLists;

/** Lists whose things have an address in the page of a version. */
const addressed: ReadonlySet<ChangeList> = new Set<ChangeList>(["cells", "sentences"]);

/** Whether the later version has the place of a change under its address. */
export function hasPlace(list: ChangeList, { after }: Pick<Change, "after">): boolean {
  return addressed.has(list) && after !== null;
}

export interface PublicationChanges extends Readonly<Record<ChangeList, readonly Change[]>> {
  /** None of the lists has anything, and still the versions differ: in an order, or in what a number refers to. */
  isUnnamed: boolean;
}

/**
 * Everything that differs between two versions of one report, each list in the order of the later version, with what
 * has gone at its end. Number and reason of the correction are not compared. `isUnchanged` exactly when nothing else
 * differs.
 *
 * - `facts`: what was typed; yuan, points or counts. - `cells`: printed figures of the statutory tables, in yuan. -
 * `sentences`: of the text, whole. - `texts`: typed texts by their slots. - `explanations`: how a number of a sentence
 * was worked out; of sentences that both versions have. - `forms`: cells of the tables of 绩效, cell by cell, or row by
 * row where their number differs. - `wording`: everything else that is read.
 */
export function changesOf(before: PublishedContent, after: PublishedContent): PublicationChanges {
  const lists = {
    facts: changedFacts(before, after),
    cells: differences(before.tables.flatMap(cellItems), after.tables.flatMap(cellItems)),
    sentences: differences(sentenceItems(before), sentenceItems(after)),
    texts: differences(textItems(before), textItems(after)),
    explanations: changedExplanations(before, after),
    forms: changedForms(before.document, after.document),
    wording: differences(wordingItems(before), wordingItems(after)),
  };
  const isNothingListed = Object.values(lists).every((list) => list.length === 0);
  return { ...lists, isUnnamed: isNothingListed && !isSame(withoutVersion(before), withoutVersion(after)) };
}

/** Every fact that differs, in the order of the sheets. */
export function changedFacts(before: PublishedFacts, after: PublishedFacts): Change[] {
  const subjects = [...before.subjects, ...after.subjects];
  return differences(factItems({ ...before, subjects }), factItems({ ...after, subjects }));
}

/** Every fact with its words. */
export function factItems({ tableSetId, facts, subjects }: PublishedFacts): (Item & { text: string })[] {
  const names = new Map(subjects.map(({ code, name }) => [code, name]));
  const sheets = isFormatId(tableSetId) ? formatOf(tableSetId).sheets : null;
  return facts.map((fact) => {
    const key = keyOf(fact as FactAddress);
    return {
      address: key,
      what: () => (sheets ? labelOfSheetFact(sheets, key, (code) => names.get(code)) : key),
      text: valueText(fact),
    };
  });
}

/** Whether two versions say the same. */
export function isUnchanged({ isUnnamed, ...lists }: PublicationChanges): boolean {
  return !isUnnamed && Object.values(lists).every((list) => list.length === 0);
}

/** Cells and sentences of the later version that are otherwise than before, by their addresses in its page. */
export function changedPlaces({ cells, sentences }: Pick<PublicationChanges, "cells" | "sentences">): {
  changedCells: string[];
  changedSentences: string[];
} {
  const there = (list: readonly Change[]) => list.flatMap(({ address, after }) => (after === null ? [] : [address]));
  return { changedCells: there(cells), changedSentences: there(sentences) };
}

/** What the tables of a version print at some cells; one that it does not have, or leaves blank, is not in it. */
export function printedAt({ tables }: Pick<PublishedContent, "tables">, cells: readonly Change[]): Map<string, string> {
  const asked = new Set(cells.map(({ address }) => address));
  return new Map(
    tables
      .flatMap(labelledCells)
      .flatMap(({ cell: { cellId, text } }) => (asked.has(cellId) && text !== "" ? [[cellId, text]] : [])),
  );
}

/** How much a correction changed. */
export interface ChangeCounts {
  facts: number;
  cells: number;
  sentences: number;
  forms: number;
  /** Names, headings, terms and notes. */
  wording: number;
}

/** Of what readers see; a typed text and a calculation stand in their sentences. */
export function countChanges({ facts, cells, sentences, forms, wording }: PublicationChanges): ChangeCounts {
  return {
    facts: facts.length,
    cells: cells.length,
    sentences: sentences.length,
    forms: forms.length,
    wording: wording.length,
  };
}

/** 改动填报数 1 个、文字 1 句。 */
export function countsSentence({ facts, cells, sentences, forms, wording }: ChangeCounts): string {
  const parts = [
    facts > 0 && `填报数 ${facts} 个`,
    cells > 0 && `表中数字 ${cells} 格`,
    sentences > 0 && `文字 ${sentences} 句`,
    forms > 0 && `绩效表格 ${forms} 处`,
    wording > 0 && `名称、标题和说明 ${wording} 处`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "所列数字和文字没有改动。" : `改动${parts.join("、")}。`;
}

/** A text in three pieces: what both begin with, what is otherwise, what both end with. A number is not cut apart. */
export function changedMiddle(text: string, other: string): [start: string, middle: string, end: string] {
  const [own, theirs] = [[...text], [...other]];
  const most = Math.min(own.length, theirs.length);
  let start = 0;
  while (start < most && own[start] === theirs[start]) start++;
  let end = 0;
  while (end < most - start && own.at(-1 - end) === theirs.at(-1 - end)) end++;
  const isOfNumber = (character: string | undefined) => character !== undefined && /[\d,.]/.test(character);
  while (start > 0 && isOfNumber(own[start - 1]) && (isOfNumber(own[start]) || isOfNumber(theirs[start]))) start--;
  while (end > 0 && isOfNumber(own.at(-end)) && (isOfNumber(own.at(-1 - end)) || isOfNumber(theirs.at(-1 - end))))
    end--;
  const last = own.length - end;
  return [own.slice(0, start).join(""), own.slice(start, last).join(""), own.slice(last).join("")];
}

/** One thing that a version says; `null`: nothing. */
export interface Item {
  address: string;
  /** Asked for where it differs. */
  what: () => string;
  text: string | null;
}

function differences(before: readonly Item[], after: readonly Item[]): Change[] {
  const was = new Map(before.map((item) => [item.address, item]));
  const is = new Map(after.map((item) => [item.address, item]));
  return [...is.values(), ...[...was.values()].filter(({ address }) => !is.has(address))].flatMap(
    ({ address, what }): Change[] => {
      const [old, current] = [was.get(address)?.text ?? null, is.get(address)?.text ?? null];
      return old === current ? [] : [{ address, what: what(), before: old, after: current }];
    },
  );
}

function valueText({ measure, value }: { measure: "money" | "count" | "score"; value: number }): string {
  return measure === "count" ? String(value) : `${formatYuan(value)}${measure === "money" ? "元" : "分"}`;
}

function cellItems(table: PrintedTable): Item[] {
  return labelledCells(table).map(({ cell: { cellId, fen = null }, label }) => ({
    address: cellId,
    what: () => `《${table.title}》${label}`,
    text: fen === null ? null : `${formatYuan(fen)}元`,
  }));
}

interface PlacedSentence {
  sentence: FrozenSentence;
  place: string;
}

function placedSentences(document: FrozenDocument): PlacedSentence[] {
  return placedBlocks(document).flatMap(({ block, place }) =>
    block.kind === "paragraph" ? block.sentences.map((sentence) => ({ sentence, place })) : [],
  );
}

function sentenceItems({ document }: PublishedContent): Item[] {
  return placedSentences(document).map(({ sentence: { id, fragments }, place }) => ({
    address: id,
    what: () => place,
    text: fragments.map(fragmentText).join(""),
  }));
}

/** Every typed text with its words. */
export function textItems({
  tableSetId,
  texts,
}: Pick<PublishedContent, "tableSetId" | "texts">): (Item & { text: string })[] {
  const format = isFormatId(tableSetId) ? formatOf(tableSetId) : null;
  return texts.map(({ slot, text }) => ({
    address: slot,
    what: () => (format ? labelOfSlot(slot, format) : slot),
    text,
  }));
}

/** Of sentences that both versions have: one that came or went is told as a sentence. */
function changedExplanations(before: PublishedContent, after: PublishedContent): Change[] {
  const [was, is] = [before, after].map(({ document }) => placedSentences(document)) as [
    PlacedSentence[],
    PlacedSentence[],
  ];
  const items = (sentences: readonly PlacedSentence[], others: readonly PlacedSentence[]) => {
    const known = new Set(others.map(({ sentence }) => sentence.id));
    return sentences.flatMap(({ sentence: { id, fragments }, place }) =>
      known.has(id) ? explanationItems(id, place, fragments) : [],
    );
  };
  return differences(items(was, is), items(is, was));
}

function explanationItems(id: string, place: string, fragments: FrozenSentence["fragments"]): Item[] {
  return fragments
    .flatMap((fragment) => (fragment.kind === "number" ? [fragment] : []))
    .map(({ text, explanation }, at) => ({
      address: `${id}#${at + 1}`,
      what: () => `${place}：${text}`,
      text: explanation,
    }));
}

type Rows = readonly (readonly { text: string }[])[];

interface PrintedForm {
  id: string;
  title: string;
  rows: Rows;
}

function formsOf(document: FrozenDocument): PrintedForm[] {
  return placedBlocks(document).flatMap(({ block, place }) =>
    block.kind === "grid"
      ? [{ id: block.id, title: block.grid.title ?? place, rows: [...block.grid.head, ...block.grid.body] }]
      : [],
  );
}

function changedForms(before: FrozenDocument, after: FrozenDocument): Change[] {
  const [was, is] = [before, after].map((document) => new Map(formsOf(document).map((form) => [form.id, form])));
  return [...new Set([...is!.keys(), ...was!.keys()])].flatMap((id) => {
    const [old, current] = [was!.get(id), is!.get(id)];
    const form = (current ?? old)!;
    const isOfOneShape =
      old?.rows.length === current?.rows.length &&
      old!.rows.every((row, at) => row.length === current!.rows[at]!.length);
    const items = isOfOneShape ? formCells : formRows;
    return differences(items({ ...form, rows: old?.rows ?? [] }), items({ ...form, rows: current?.rows ?? [] }));
  });
}

const lineOf = (text: string) => text.replace(/\s+/g, "");

function formCells({ id, title, rows }: PrintedForm): Item[] {
  return rows.flatMap((row, at) =>
    row.map(
      ({ text }, column): Item => ({
        address: `${id}:${at + 1}:${column + 1}`,
        what: () => `《${title}》第${at + 1}行“${row.map((cell) => lineOf(cell.text)).find(Boolean) ?? ""}”`,
        text: text || null,
      }),
    ),
  );
}

/** Rows by what they say: a row that came or went moves no other. */
function formRows({ id, title, rows }: PrintedForm): Item[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const text = row.map((cell) => lineOf(cell.text)).join("｜");
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return { address: `${id}:${times}:${text}`, what: () => `《${title}》`, text };
  });
}

function wordingItems({ unit, department, tables, document }: PublishedContent): Item[] {
  return [
    { address: "title", what: () => "标题", text: document.title },
    { address: "unit", what: () => "单位名称", text: unit.name },
    { address: "department", what: () => "主管部门", text: department?.name ?? null },
    ...document.parts.map(({ id, heading }) => ({ address: id, what: () => "部分标题", text: heading })),
    ...placedBlocks(document).flatMap(({ block, place }): Item[] => {
      if (block.kind === "heading") return [{ address: block.id, what: () => "标题", text: block.text }];
      if (block.kind === "term")
        return [{ address: block.id, what: () => "名词解释", text: `${block.term}：${block.definition}` }];
      if (block.kind !== "grid") return [];
      const { title, notes } = block.grid;
      return [
        { address: `${block.id}:title`, what: () => "表名", text: title },
        { address: `${block.id}:notes`, what: () => `《${title ?? place}》的说明`, text: notes.join("\n") || null },
      ];
    }),
    ...tables.flatMap(tableItems),
  ];
}

function tableItems({ id, title, code, rows, notes, residuals, emptyStatement, unitLine }: PrintedTable): Item[] {
  const notesOfTable = [
    ...notes,
    ...(emptyStatement === null ? [] : [emptyStatement]),
    ...residuals.map(({ text }) => text),
  ];
  return [
    { address: `table-${id}`, what: () => "表名", text: [code, title].filter(Boolean).join(" ") },
    { address: `table-${id}:unit`, what: () => `《${title}》的编制单位`, text: unitLine },
    { address: `table-${id}:notes`, what: () => `《${title}》的说明`, text: notesOfTable.join("\n") || null },
    ...rows.map((row) => ({
      address: `table-${id}:${row.id}`,
      what: () => `《${title}》的行`,
      text: row.cells
        .flatMap(({ cellId, text }) => (cellId === undefined && text !== "" ? [text.trim()] : []))
        .join(" "),
    })),
  ];
}

function withoutVersion(content: PublishedContent): object {
  const {
    number: _number,
    correctionReason: _reason,
    ...rest
  } = content as PublishedContent & {
    number?: unknown;
    correctionReason?: unknown;
  };
  return rest;
}

/** Whether two JSON values are the same; a member that is `undefined` is not there. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [own, theirs] = [one, other] as Record<string, unknown>[];
  return [...new Set([...Object.keys(own!), ...Object.keys(theirs!)])].every((name) =>
    isSame(own![name], theirs![name]),
  );
}
