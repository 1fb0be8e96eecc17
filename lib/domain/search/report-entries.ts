import type { FrozenDocument } from "../document/frozen-document";
import type { PrintedCell, PrintedTable } from "../engine/contract";
import { placedCells, tableColumns } from "../engine/figures";
import { fundingRowLabels, type FundingRow } from "../performance/entries";
import { fundingStageLabels, fundingStages } from "../performance/forms";
import type { StoredPerformance } from "../performance/stored-performance";
import { fromDecimalYuan } from "../words/amounts";
import type { CellId } from "../words/cell-id";
import { profileSlots, textSlots, typedTextSlots } from "../words/facts";
import { amountsIn } from "./amounts";
import { folded } from "./folded";

/** Of a published report, what is looked through: nothing else of it is found. */
export interface SearchedReport extends StoredPerformance {
  tables: readonly PrintedTable[];
  texts: readonly { slot: string; text: string }[];
  subjects: readonly { code: string; name: string }[];
  document: FrozenDocument;
}

/** A subject, or an item of “三公”, with what was spent on it; `fen` is null where only income or a budget is printed. */
export interface SubjectEntry {
  code: string;
  name: string;
  fen: number | null;
  /** Anchor on the report's page. */
  place: string;
}

export interface AmountEntry {
  fen: number;
  /** 公开07表 决算数·公务接待费 */
  label: string;
  place: string;
}

export interface TextEntry {
  kind: "project" | "text";
  /** What it is: the name of the project, or what the text says: 增减变动原因. */
  title: string;
  body: string;
  place: string;
}

export interface ReportEntries {
  subjects: SubjectEntry[];
  amounts: AmountEntry[];
  texts: TextEntry[];
}

/** What can be found of a published report, from its snapshot alone. */
export function reportEntries(report: SearchedReport): ReportEntries {
  const cells = report.tables.flatMap(cellsOf);
  const texts = textsOf(report);
  const amounts = [...printedAmounts(cells), ...projectAmounts(report), ...writtenAmounts(texts)];
  return { subjects: subjectsOf(report, cells), amounts: eachOnce(amounts), texts };
}

interface ReadCell {
  table: PrintedTable;
  id: CellId;
  fen: number | null;
  /** Code of the subject whose row it is, or the words at its beginning. */
  code: string;
  label: string;
  /** The heads of its column, from the outermost. */
  heads: string[];
  column: string;
}

/** Where the page of the report has a figure: at its cell; what is not printed has none, and stands for its table. */
const placeOf = ({ table, id, fen }: ReadCell) => (fen === null ? `table-${table.id}` : id);

/** The figures of a table in the order of print, each with its row and column in words. */
function cellsOf(table: PrintedTable): ReadCell[] {
  const columns = tableColumns(table);
  const rows = table.rows.filter(({ kind }) => kind !== "columnNumbers").map(({ cells }) => cells);
  let head = { row: -1, code: "", label: "" };
  return placedCells(rows).flatMap(({ cell, row, column }) => {
    if (row !== head.row) head = { row, code: "", label: "" };
    if (cell.kind === "code") head = { row, code: (head.label === "" ? head.code : "") + cell.text, label: "" };
    else if (cell.kind === "label") head = { ...head, label: cell.text };
    if (cell.kind !== "amount" || !cell.cellId) return [];
    const [, code, name] = cell.cellId.split(".");
    const { label } = head;
    return [
      {
        table,
        id: cell.cellId,
        fen: fenOf(cell),
        code: code!,
        label,
        heads: columns[column]!.head.split("·"),
        column: name!,
      },
    ];
  });
}

const fenOf = ({ fen = null }: PrintedCell) => fen;

/** Tables that say what was spent on a subject, the fullest first; their first column of amounts is the whole. */
const spendingTables = /^(?:expenditure|.*Expenditure)$/;

function subjectsOf({ subjects }: SearchedReport, cells: readonly ReadCell[]): SubjectEntry[] {
  const byCode = new Map<string, ReadCell>();
  for (const cell of cells) {
    const known = byCode.get(cell.code);
    if (!known || (!spendingTables.test(known.table.id) && spendingTables.test(cell.table.id)))
      byCode.set(cell.code, cell);
  }
  const named = subjects.flatMap(({ code, name }): SubjectEntry[] => {
    const cell = byCode.get(code);
    return cell
      ? [{ code, name, fen: spendingTables.test(cell.table.id) ? cell.fen : null, place: placeOf(cell) }]
      : [];
  });
  return [...named, ...itemsOf(cells)];
}

/** The items of “三公”, whose table has one row: each by the heads of its column. */
function itemsOf(cells: readonly ReadCell[]): SubjectEntry[] {
  return cells.flatMap((cell) => {
    const [stage, ...heads] = cell.heads;
    if (cell.table.layout !== "single" || stage !== "决算数" || cell.fen === null) return [];
    const name = heads.findLast((head) => head !== "小计" && head !== "合计") ?? "“三公”经费";
    return [{ code: cell.column, name, fen: cell.fen, place: placeOf(cell) }];
  });
}

/** Every amount at each place that says it, once; zero is printed nowhere. */
function eachOnce(amounts: readonly AmountEntry[]): AmountEntry[] {
  const byPlace = new Map<string, AmountEntry>();
  for (const amount of amounts) {
    const key = `${amount.fen} ${amount.place}`;
    if (amount.fen !== 0 && !byPlace.has(key)) byPlace.set(key, amount);
  }
  return [...byPlace.values()];
}

function printedAmounts(cells: readonly ReadCell[]): AmountEntry[] {
  return cells.flatMap((cell) => {
    if (cell.fen === null) return [];
    const row = /^\d+$/.test(cell.code) ? `${cell.code} ${cell.label}` : cell.label;
    const label = [cell.table.title, row, cell.heads.join("·")].filter(Boolean).join(" ");
    return [{ fen: cell.fen, label, place: placeOf(cell) }];
  });
}

const keyFundingLabels = { budget: "预算数", received: "到位数", executed: "执行数" } as const;

/** The money of projects, as their forms and evaluation reports have it. */
function projectAmounts({ projects, keyEvaluations }: SearchedReport): AmountEntry[] {
  const entry = (amount: string, label: string, place: string): AmountEntry[] =>
    amount === "" ? [] : [{ fen: fromDecimalYuan(amount), label, place }];
  return [
    ...projects.flatMap(({ name, funding }, at) =>
      funding.flatMap((row) =>
        fundingStages.flatMap((stage) => {
          const label = `项目“${name}” ${fundingRowLabels[row.id as FundingRow]}·${fundingStageLabels[stage]}`;
          return entry(row[stage], label, projectPlace(at));
        }),
      ),
    ),
    ...keyEvaluations.flatMap(({ project, funding }, at) =>
      (Object.keys(keyFundingLabels) as (keyof typeof keyFundingLabels)[]).flatMap((stage) =>
        entry(funding[stage], `重点评价项目“${project}” ${keyFundingLabels[stage]}`, evaluationPlace(at)),
      ),
    ),
  ];
}

/** Amounts that typed texts say. */
function writtenAmounts(texts: readonly TextEntry[]): AmountEntry[] {
  return texts.flatMap(({ body, title, place }) =>
    amountsIn(folded(body)).map((fen) => ({ fen, label: title, place })),
  );
}

const projectPlace = (at: number) => `attachments.form.${at + 1}`;
const evaluationPlace = (at: number) => `attachments.report.${at + 1}`;

const titles: readonly (readonly [slot: RegExp, title: string])[] = [
  [new RegExp(`^${profileSlots.duties}$`), "单位职责"],
  [new RegExp(`^${profileSlots.structure}$`), "机构设置"],
  [/^profile\./, "单位概况"],
  [/^reason\./, "增减变动原因"],
  [/^purpose\./, "用途说明"],
  [new RegExp(`^${textSlots.performanceAssessment}$`), "绩效评价"],
  [/^performance\./, "绩效管理"],
  [/^stateAssets\./, "国有资产占用情况"],
  [/./, "补充说明"],
];

function textsOf({ texts, projects, keyEvaluations, document }: SearchedReport): TextEntry[] {
  const places = sentencesOf(document);
  const project = (name: string, place: string, bodies: readonly string[]): TextEntry[] => [
    { kind: "project", title: name, body: name, place },
    ...bodies.flatMap((body) => (body.trim() === "" ? [] : [{ kind: "text" as const, title: name, body, place }])),
  ];
  return [
    ...projects.flatMap(({ name, goal, attainment }, at) => project(name, projectPlace(at), [goal, attainment])),
    ...keyEvaluations.flatMap(({ project: name, sections, problems, suggestions }, at) =>
      project(name, evaluationPlace(at), [...Object.values(sections), ...problems, ...suggestions]),
    ),
    ...texts.flatMap(({ slot, text }): TextEntry[] => {
      if (!typedTextSlots.test(slot) || text.trim() === "") return [];
      const title = titles.find(([pattern]) => pattern.test(slot))![1];
      return [
        {
          kind: "text",
          title,
          body: text,
          place: places.get(slot) ?? (slot.startsWith("profile.") ? "profile" : "narrative"),
        },
      ];
    }),
  ];
}

/** The sentence that each typed text stands in. */
function sentencesOf({ parts }: FrozenDocument): Map<string, string> {
  const sentences = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences : [])),
  );
  return new Map(
    sentences.flatMap(({ id, fragments }) =>
      fragments.flatMap((fragment) => (fragment.kind === "reason" ? [[fragment.slot, id] as const] : [])),
    ),
  );
}
