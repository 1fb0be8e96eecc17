/** Defects that a publication shows by itself: judged once, of what was published and nothing else. */
import type { FrozenSentence } from "../document/frozen-document";
import { placedBlocks } from "../document/placed-blocks";
import type { PublishedContent } from "../document/publication-changes";
import { labelledCells } from "../document/labelled-cells";
import type { PrintedTable } from "../engine/contract";
import { formatOf, isFormatId } from "../formats/format-of";
import { performanceOf, type StoredPerformance } from "../performance/stored-performance";
import { evaluateProject } from "../performance/self-evaluation";
import { fragmentText } from "../text/writing/sentence";
import { parseCellId } from "../words/cell-id";
import { noDataSlot } from "../words/facts";
import type { UnitKind } from "../words/funds";
import { quoted } from "../words/quoted";
import { clear, foundBy, notJudged, type DefectId, type Evidence, type Verdict } from "./defects";

/** What is inspected: a snapshot, and the names of all units of the district. */
export interface InspectedContent extends PublishedContent, StoredPerformance {
  scope?: "department" | undefined;
  year: number;
  unit: { code: string; name: string; kind: UnitKind };
  subjects: readonly { classification: "functional" | "economic"; code: string; name: string }[];
}

/** Raised when a publication is judged otherwise: what an earlier one judged is judged again. */
export const INSPECTION_EDITION = 1;

/** Evidence that is kept of one defect. */
const MOST_EVIDENCE = 5;

const PERFECT = 100_00;

interface PlacedSentence {
  sentence: FrozenSentence;
  heading: string;
  part: string;
}

interface Inspected {
  content: InspectedContent;
  sentences: readonly PlacedSentence[];
  /** Facts by sheet, row and column. */
  fact: (sheet: string, row: string, column: string) => number | null;
  sumOf: (sheet: string, column: string) => number;
  unitNames: readonly string[];
}

type Judge = (inspected: Inspected) => Verdict;

const judges = {
  scanOnly: ({ content, sentences }) =>
    foundBy(
      content.tables.some(({ rows }) => rows.length > 0) || sentences.length > 0
        ? []
        : [{ text: "公开内容没有可以读取的表和文字。", place: null }],
    ),
  tablesMissing: ({ content }) => foundBy([...missingTables(content), ...unexplainedTables(content.tables)]),
  categoryOnly: ({ content }) => foundBy(content.tables.flatMap(categoriesAlone)),
  threePublicThin,
  circularReason: ({ sentences }) =>
    foundBy(
      sentences.flatMap(({ sentence: { id, fragments } }) =>
        fragments.flatMap((fragment) =>
          fragment.kind === "reason" && isCircular(fragment.text)
            ? [{ text: `原因写的是${quoted(fragment.text)}。`, place: id }]
            : [],
        ),
      ),
    ),
  textAgainstTable,
  sumsWithoutNote: ({ content }) => foundBy(content.tables.flatMap(brokenSums)),
  budgetMixed: ({ content }) =>
    foundBy([
      ...(content.document.title.includes("决算")
        ? []
        : [{ text: `标题是${quoted(content.document.title)}。`, place: null }]),
      ...content.tables.flatMap(({ id, title }) =>
        title.includes("预算表") && !title.includes("决算")
          ? [{ text: `有一张${quoted(title)}。`, place: `table-${id}` }]
          : [],
      ),
    ]),
  unitMixed,
  foreignText,
  operatingCostOfInstitution: ({ content, sumOf }) =>
    foundBy(
      content.unit.kind === "institution" && sumOf("agencyOperatingCost", "actual") !== 0
        ? [{ text: "单位类型为事业单位，机关运行经费决算数不为零。", place: null }]
        : [],
    ),
  procurementShareMissing: ({ content, sumOf }) =>
    foundBy(
      sumOf("procurement", "amount") > 0 &&
        !content.facts.some(({ sheet, column }) => sheet === "procurement" && column === "toSmallAndMedium")
        ? [{ text: "政府采购支出有数，没有授予中小企业合同金额。", place: null }]
        : [],
    ),
  performanceThin,
  glossaryThin,
  noContact: ({ sentences }) =>
    sentences.some(({ sentence }) => /(联系|咨询)(电话|方式|人)|电话[：:]?\s*\d/.test(textOf(sentence)))
      ? clear
      : notJudged("公开的文字中没有联系方式；公开页页脚是否列出，公开内容本身不能判断。"),
} as const satisfies Partial<Record<DefectId, Judge>>;

export type ContentDefectId = keyof typeof judges;
export const contentDefectIds = Object.keys(judges) as readonly ContentDefectId[];

/** What a publication shows of each defect that its content decides. Clear ones are left out: they are the most. */
export type ContentVerdicts = Partial<Record<ContentDefectId, Exclude<Verdict, { state: "clear" }>>>;

/**
 * Judges one publication.
 *
 * @param unitNames names of all units that the district has or had
 */
export function inspectContent(content: InspectedContent, unitNames: readonly string[]): ContentVerdicts {
  const values = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const { sheet, row, column, value } of content.facts) {
    values.set(`${sheet}.${row}.${column}`, (values.get(`${sheet}.${row}.${column}`) ?? 0) + value);
    sums.set(`${sheet}.${column}`, (sums.get(`${sheet}.${column}`) ?? 0) + value);
  }
  const inspected: Inspected = {
    content,
    sentences: placedSentences(content),
    fact: (sheet, row, column) => values.get(`${sheet}.${row}.${column}`) ?? null,
    sumOf: (sheet, column) => sums.get(`${sheet}.${column}`) ?? 0,
    unitNames,
  };
  const verdicts: ContentVerdicts = {};
  for (const id of contentDefectIds) {
    const verdict = judges[id](inspected);
    if (verdict.state === "notJudged") verdicts[id] = verdict;
    if (verdict.state === "found") verdicts[id] = { ...verdict, evidence: verdict.evidence.slice(0, MOST_EVIDENCE) };
  }
  return verdicts;
}

function placedSentences({ document }: InspectedContent): PlacedSentence[] {
  return document.parts.flatMap((part) =>
    placedBlocks({ title: document.title, parts: [part] }).flatMap(({ block, place }) =>
      block.kind === "paragraph"
        ? block.sentences.map((sentence) => ({ sentence, heading: place, part: part.id }))
        : [],
    ),
  );
}

const textOf = ({ fragments }: FrozenSentence) => fragments.map(fragmentText).join("");

/** Something is printed in it, and be it a 0 where the form prints one. */
const hasFigures = ({ rows }: PrintedTable) =>
  rows.some(({ cells }) => cells.some(({ kind, text }) => kind === "amount" && text !== ""));

function missingTables({ tableSetId, scope, tables }: InspectedContent): Evidence[] {
  if (!isFormatId(tableSetId)) return [];
  const there = new Set(tables.map(({ id }) => id));
  return formatOf(tableSetId, scope ?? "unit").tables.flatMap(({ id, title }) =>
    there.has(id) ? [] : [{ text: `缺${quoted(title)}。`, place: "tables" }],
  );
}

function unexplainedTables(tables: readonly PrintedTable[]): Evidence[] {
  return tables.flatMap((table) =>
    hasFigures(table) || table.emptyStatement?.includes("待填") === false
      ? []
      : [{ text: `${quoted(table.title)}没有一个数，也没有说明。`, place: `table-${table.id}` }],
  );
}

function categoriesAlone(table: PrintedTable): Evidence[] {
  if (table.layout !== "functional") return [];
  const items = table.rows.filter(({ kind }) => kind === "item").map(({ id }) => id);
  return table.rows.flatMap((row) =>
    row.kind === "category" && row.cells.some(({ fen }) => fen) && !items.some((id) => id.startsWith(row.id))
      ? [{ text: `${quoted(table.title)}的 ${row.id} 只列到类。`, place: `table-${table.id}` }]
      : [],
  );
}

/** What has to be counted beside an amount of “三公”. */
const counted = [
  ["overseasTravel", "因公出国（境）费", { overseasGroups: "团组数", overseasPersonTimes: "人次" }],
  ["vehiclePurchase", "公务用车购置费", { vehiclesPurchased: "购置数" }],
  ["vehicleOperation", "公务用车运行维护费", { vehiclesHeld: "保有量" }],
  [
    "domesticReception",
    "国内接待费",
    { domesticReceptionGroups: "接待批次", domesticReceptionPersonTimes: "接待人次" },
  ],
] as const;

function threePublicThin({ fact, sentences }: Inspected): Verdict {
  const uncounted = counted.flatMap(([row, label, counts]) =>
    (fact("threePublic", row, "actual") ?? 0) > 0
      ? Object.entries(counts).flatMap(([count, word]) =>
          fact("threePublic", count, "actual") === null ? [{ text: `${label}有金额，没有${word}。`, place: null }] : [],
        )
      : [],
  );
  const reception = fact("threePublic", "officialReception", "actual") ?? 0;
  const undivided =
    reception > 0 &&
    fact("threePublic", "domesticReception", "actual") === null &&
    fact("threePublic", "foreignReception", "actual") === null
      ? [{ text: "公务接待费没有分为国内接待和国（境）外接待。", place: null }]
      : [];
  const unexplained = sentences.flatMap(({ sentence: { id, fragments }, heading }) =>
    /三公|出国|公务用车|接待/.test(heading) &&
    fragments.some((fragment) => fragment.kind === "reason" && fragment.isRequired && fragment.text.trim() === "")
      ? [{ text: `${quoted(heading)}应说明的原因空着。`, place: id }]
      : [],
  );
  return foundBy([...uncounted, ...undivided, ...unexplained]);
}

/** Says of an amount only that it rose or fell: 因为支出增加, 本年收入减少所致. */
function isCircular(reason: string): boolean {
  return /^(主要)?(原因)?(是)?(由于|因为|因)?(本年度?|今年|上年度?)?(的)?(各项|相关|有关)?(收入|支出|收支|经费|费用|数额|金额|决算数?|预算数?)(有所|相应|正常)?(增加|增长|减少|下降|变化|变动)(了)?(所致|导致|引起|造成)?$/.test(
    reason.replace(/[\s，。；、,.;]/g, ""),
  );
}

/** A number of one cell says what the cell says. */
function textAgainstTable({ content, sentences }: Inspected): Verdict {
  const printed = new Map(
    content.tables.flatMap((table) =>
      labelledCells(table).map(({ cell, label }) => [cell.cellId as string, { fen: cell.fen ?? null, label, table }]),
    ),
  );
  return foundBy(
    sentences.flatMap(({ sentence: { id, fragments } }) =>
      fragments.flatMap((fragment) => {
        if (fragment.kind !== "number" || fragment.measure !== "fen") return [];
        // What was worked out (a difference, a share) says so in its calculation.
        const isCited =
          fragment.cells.length === 1 && fragment.facts.length === 0 && !/[−÷=]/.test(fragment.explanation);
        if (!isCited) return [];
        const cell = printed.get(fragment.cells[0]!);
        if (!cell || Math.abs(cell.fen ?? 0) === Math.abs(fragment.value)) return [];
        return [{ text: `文字写 ${fragment.text}，与${quoted(cell.table.title)}${cell.label}不同。`, place: id }];
      }),
    ),
  );
}

const numberOf = (text: string) => Number(text.replaceAll(",", ""));

/** Of a table by functional subject: items into groups, groups into categories, categories into the total. */
function brokenSums(table: PrintedTable): Evidence[] {
  if (table.layout !== "functional") return [];
  const rows = table.rows.filter(({ kind }) => ["total", "category", "group", "item"].includes(kind));
  const below = (row: (typeof rows)[number]) => {
    if (row.kind === "total") return rows.filter(({ kind }) => kind === "category");
    if (row.kind === "category") return rows.filter(({ kind, id }) => kind === "group" && id.startsWith(row.id));
    return row.kind === "group" ? rows.filter(({ kind, id }) => kind === "item" && id.startsWith(row.id)) : [];
  };
  return rows.flatMap((row) => {
    const parts = below(row);
    if (parts.length === 0) return [];
    return row.cells.flatMap((cell): Evidence[] => {
      if (cell.cellId === undefined) return [];
      const { column } = parseCellId(cell.cellId);
      const cells = parts.flatMap((part) =>
        part.cells.filter(({ cellId }) => cellId !== undefined && parseCellId(cellId).column === column),
      );
      const sum = cells.reduce((total, { fen }) => total + (fen ?? 0), 0);
      const printedSum = cells.reduce((total, { text }) => total + Math.round(numberOf(text || "0") * 100), 0);
      const isExact = sum === (cell.fen ?? 0);
      const isPrintedSo = printedSum === Math.round(numberOf(cell.text || "0") * 100);
      if (isExact && (isPrintedSo || table.residuals.length > 0)) return [];
      const name = row.kind === "total" ? "合计" : row.id;
      return [
        {
          text: `${quoted(table.title)}${name}为 ${cell.text}，分项之和不等${isExact ? "，没有尾差说明" : ""}。`,
          place: cell.cellId,
        },
      ];
    });
  });
}

const FEN_OF = { 元: 100, 万元: 1_000_000, 亿元: 10_000_000_000 } as const;

/** A number and the unit behind it are the amount that it states. */
function unitMixed({ content, sentences }: Inspected): Verdict {
  const lines = new Set(content.tables.map(({ moneyUnitLine }) => moneyUnitLine).filter((line) => line !== ""));
  const mixed = lines.size > 1 ? [{ text: `各表的金额单位不一：${[...lines].join("、")}。`, place: "tables" }] : [];
  const wrong = sentences.flatMap(({ sentence: { id, fragments } }) =>
    fragments.flatMap((fragment, at): Evidence[] => {
      if (fragment.kind !== "number" || fragment.measure !== "fen") return [];
      const next = fragments[at + 1];
      const unit = /^(?:万元|亿元|元)/.exec(next ? fragmentText(next) : "")?.[0] as keyof typeof FEN_OF | undefined;
      const said = numberOf(fragment.text);
      if (unit === undefined || Number.isNaN(said)) return [];
      const decimals = fragment.text.split(".")[1]?.length ?? 0;
      // Printed with trailing zeros left out: exact to the second decimal.
      const tolerance = (FEN_OF[unit] / 10 ** Math.max(2, decimals)) * 0.51;
      return Math.abs(Math.abs(said) * FEN_OF[unit] - Math.abs(fragment.value)) <= tolerance
        ? []
        : [{ text: `${quoted(`${fragment.text}${unit}`)}不是它所引的金额。`, place: id }];
    }),
  );
  return foundBy([...mixed, ...wrong]);
}

/** Beginnings by which names are looked for, so that a text is read once whatever the number of names. */
const BEGINNING = 4;

function foreignText({ content, sentences, unitNames }: Inspected): Verdict {
  const own = `${content.unit.name}\n${content.department?.name ?? ""}`;
  const byBeginning = new Map<string, string[]>();
  for (const name of unitNames) {
    if (name.length < BEGINNING || own.includes(name)) continue;
    const beginning = name.slice(0, BEGINNING);
    const known = byBeginning.get(beginning);
    if (known) known.push(name);
    else byBeginning.set(beginning, [name]);
  }
  return foundBy(
    sentences
      .filter(({ part }) => part === "narrative")
      .flatMap(({ sentence }) => {
        const text = textOf(sentence).replaceAll(content.unit.name, "");
        for (let at = 0; at + BEGINNING <= text.length; at++) {
          const name = byBeginning.get(text.slice(at, at + BEGINNING))?.find((each) => text.startsWith(each, at));
          if (name !== undefined) return [{ text: `提到了其他单位${quoted(name)}。`, place: sentence.id }];
        }
        return [];
      }),
  );
}

function performanceThin({ content, sumOf }: Inspected): Verdict {
  const { projects, keyEvaluations, texts } = content;
  if (projects.length === 0) {
    const isStated = texts.some(({ slot }) => slot === noDataSlot("performance"));
    return foundBy(
      sumOf("expenditure", "project") > 0 && !isStated
        ? [{ text: "有项目支出，没有项目绩效自评，也没有说明。", place: null }]
        : [],
    );
  }
  const scores = performanceOf({ projects, keyEvaluations })
    .projects.map((project) => evaluateProject(project).score)
    .filter((score) => score !== null);
  return foundBy(
    scores.length > 1 && scores.every((score) => score === PERFECT)
      ? [{ text: `${scores.length} 个项目的自评得分都是100分。`, place: "attachments" }]
      : [],
  );
}

function glossaryThin({ content }: Inspected): Verdict {
  const terms = content.document.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "term" ? [block.term] : [])),
  );
  if (terms.length === 0) return foundBy([{ text: "没有名词解释。", place: "glossary" }]);
  const items = content.subjects.filter(
    ({ classification, code }) => classification === "functional" && code.length === 7,
  );
  return foundBy(
    items.length > 0 && !items.some(({ name }) => terms.some((term) => term.includes(name)))
      ? [{ text: "支出所用的项一个也没有解释。", place: "glossary" }]
      : [],
  );
}
