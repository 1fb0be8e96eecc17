import { chineseNumeral } from "@/lib/domain/words/chinese-numeral";
import { formatWan, wanHundredths } from "@/lib/domain/words/amounts";
import {
  annexTitles,
  partsOfLetter,
  type Letter,
  type LetterAnnex,
  type LetterChange,
  type LetterComposition,
  type LetterPart,
} from "@/lib/domain/decision/letter/letter";
import { dayText, type Day } from "@/lib/domain/register/days";
import type { DocumentGrid, GridCell } from "@/lib/domain/text/writing/blocks";
import { balancedLines, linesAroundName } from "@/lib/documents/layout/balanced-lines";
import { printGrid, type PrintTable } from "@/lib/documents/layout/print-document";
import { printableText } from "@/lib/documents/text/printable-text";
import { emsOf } from "@/lib/documents/layout/table-layout";
import { letterStyles, letterWidths, type LetterStyle } from "@/lib/documents/letter/letter-styles";

/**
 * A letter laid out: what comes in which order and in which style, for PDF, Word and the preview alike. Plain JSON;
 * text is cleaned of what no file can carry.
 */
export interface LetterLayout {
  /** In one line. */
  title: string;
  issuer: string;
  /** Not issued: it has no number or no date, and says 草稿 on each page. */
  isDraft: boolean;
  /** Day of the letter; of a draft the last day of its fiscal year, because nothing in a file depends on the clock. */
  date: Day;
  /** Each begins on a new page. */
  sheets: LetterSheet[];
}

export interface LetterSheet {
  orientation: "portrait" | "landscape";
  blocks: LetterBlock[];
}

export type LetterBlock =
  | LetterTextBlock
  | LetterTableBlock
  /** 附件说明: lines that begin right of their label. */
  | { kind: "enclosures"; items: { label: string; text: string }[]; keepsNext: boolean }
  /** 版记, at the foot of the last page: 抄送, then who issued and when. */
  | { kind: "imprint"; rows: { label: string; text: string; right: string }[] };

export interface LetterTextBlock {
  kind: "text";
  style: LetterStyle;
  /** More than one where the line ends by intention. */
  lines: string[];
  /** Points, where it is another one than the style's. */
  size?: number;
  /** Ems left empty on the right. */
  rightInset?: number;
  /** Stays on one page with what follows. */
  keepsNext?: true;
  /** The red line that ends the head stands under it. */
  isRuled?: true;
}

export interface LetterTableBlock {
  kind: "table";
  /** What the table is called where it is read out; not printed. */
  name: string;
  grid: DocumentGrid;
  fontSize: number;
  rowHeight: number;
}

export interface LetterOptions {
  /** SHA-256 (hex) of the letter as it is kept; `null` for a draft. */
  contentHash: string | null;
}

/** Lays a letter out. */
export function layLetter(letter: Letter, { contentHash }: LetterOptions): LetterLayout {
  const isDraft = letter.number === null || letter.signedOn === null;
  const annex = letter.annex && annexSheet(letter.annex);
  const body: LetterSheet = {
    orientation: "portrait",
    blocks: [...headOf(letter, isDraft), ...bodyOf(letter), ...tailOf(letter)],
  };
  const last = [...evidenceOf(letter, contentHash), ...imprintOf(letter)];
  // What closes a letter stands upright: after a turned annex it has a page to itself.
  const sheets =
    annex === null
      ? [{ ...body, blocks: [...body.blocks, ...last] }]
      : annex.orientation === "portrait"
        ? [body, { ...annex, blocks: [...annex.blocks, ...last] }]
        : [body, annex, { orientation: "portrait" as const, blocks: last }];
  return {
    title: printableText(letter.title),
    issuer: printableText(letter.issuer),
    isDraft,
    date: letter.signedOn ?? `${letter.year}-12-31`,
    sheets: sheets.filter(({ blocks }) => blocks.length > 0),
  };
}

function text(style: LetterStyle, content: string, more: Partial<LetterTextBlock> = {}): LetterTextBlock {
  return { kind: "text", style, lines: printableText(content).split("\n"), ...more };
}

/** A text that was typed, each of its lines a paragraph. */
function paragraphs(content: string): LetterTextBlock[] {
  return printableText(content)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => text("paragraph", line));
}

function headOf(letter: Letter, isDraft: boolean): LetterBlock[] {
  const issuer = `${printableText(letter.issuer)}文件`;
  const lines = balancedLines(issuer, ISSUER_LINE);
  const size = Math.min(letterStyles.issuer.size, Math.floor(letterWidths.portrait / Math.max(...lines.map(emsOf))));
  return [
    ...(isDraft ? [text("state", "草稿（未印发）")] : []),
    { kind: "text", style: "issuer", lines, size },
    text("documentNumber", letter.number ?? "（未编文号）", { isRuled: true }),
    {
      kind: "text",
      style: "title",
      lines: linesAroundName(printableText(letter.title), printableText(letter.addressee), TITLE_LINE),
    },
    text("addressee", `${letter.addressee}：`),
  ];
}

/** Characters of a line at the sizes of the head's styles; the issuer's is set smaller down to this. */
const ISSUER_LINE = 17;
const TITLE_LINE = Math.floor(letterWidths.portrait / letterStyles.title.size);

function bodyOf(letter: Letter): LetterBlock[] {
  return [
    ...letter.opening.flatMap(paragraphs),
    ...partsOfLetter(letter).flatMap((part) => [
      text("heading", part.heading, { keepsNext: true }),
      ...contentOf(part),
    ]),
    // 署名 does not stand on a page without a word of the letter.
    ...letter.closing.flatMap(paragraphs).map((block, at, all) => (at < all.length - 1 ? block : leading([block])[0]!)),
  ];
}

function contentOf(part: LetterPart): LetterBlock[] {
  switch (part.kind) {
    case "figures":
      return [
        ...leading(paragraphs(part.text)),
        ...(part.figures.length === 0 ? [] : figuresTable(part.figures)),
        ...(part.adjustments.length === 0
          ? []
          : [
              ...leading(paragraphs("审核中对上报的决算数作了以下调整：")),
              ...changesTable("审核调整", part.adjustments, "上报数", "批复数"),
            ]),
      ];
    case "correction": {
      const { number, signedOn, reason, changes } = part.correction;
      const because = reason.trim() === "" ? "" : `因${reason.trim().replace(/[。；，]+$/, "")}，`;
      const sentence = `${because}本通知替代${number}（${dayText(signedOn)}）批复，`;
      return changes.length === 0
        ? paragraphs(`${sentence}以本通知为准。`)
        : [
            ...leading(paragraphs(`${sentence}以下决算数以本通知为准：`)),
            ...changesTable("调整批复", changes, "原批复数", "现批复数"),
          ];
    }
    case "balances":
      return balancesTable(part.balances);
    case "requirements":
      return numbered(part.requirements);
    case "problems":
      return numbered(part.problems);
  }
}

/** Paragraphs that stay with the table they lead to. */
function leading(blocks: LetterTextBlock[]): LetterTextBlock[] {
  return blocks.map((block) => ({ ...block, keepsNext: true }));
}

/** （一）…（期限：2022年7月28日）。 A single one has no number. */
function numbered(items: readonly { text: string; dueOn: Day | null }[]): LetterTextBlock[] {
  return items.flatMap(({ text: content, dueOn }, at) => {
    const mark = items.length === 1 ? "" : `（${chineseNumeral(at + 1)}）`;
    const limit = dueOn === null ? "" : `（期限：${dayText(dueOn)}）。`;
    return paragraphs(`${mark}${limit === "" ? content : content.trimEnd().replace(/。$/, "")}${limit}`);
  });
}

const BODY_TABLE = { fontSize: 12, rowHeight: 22 };

const named = (content: string): GridCell => ({ text: content, isHead: true, align: "left" });
const amount = (fen: number | null): GridCell => ({ text: fen === null ? "" : formatWan(fen), align: "right" });
const heads = (...labels: string[]): GridCell[] => labels.map((label) => ({ text: label, align: "center" }));

function table(name: string, widths: number[], head: GridCell[], body: GridCell[][]): LetterBlock[] {
  const grid: DocumentGrid = { title: null, widths, orientation: "portrait", head: [head], body, notes: [] };
  return [moneyUnit(), { kind: "table", name, grid, ...BODY_TABLE }];
}

const moneyUnit = () => text("moneyUnit", "单位：万元", { keepsNext: true });

function figuresTable(figures: Letter["figures"]): LetterBlock[] {
  return table(
    "决算批复数",
    [3, 2],
    heads("项目", "批复数"),
    figures.map(({ label, level, amount: fen }, at) => [
      named(level === 0 ? label : figures[at - 1]?.level === 1 ? `　　　　　${label}` : `　　其中：${label}`),
      amount(fen),
    ]),
  );
}

function changesTable(name: string, changes: readonly LetterChange[], before: string, after: string): LetterBlock[] {
  const hasReasons = changes.some(({ reason }) => reason !== "");
  return table(
    name,
    hasReasons ? [3, 2, 2, 2, 4] : [4, 3, 3, 3],
    heads("项目", before, after, "增减数", ...(hasReasons ? ["原因"] : [])),
    changes.map((change) => [
      named(change.label),
      amount(change.before),
      amount(change.after),
      amount(change.after - change.before),
      ...(hasReasons ? [{ text: change.reason }] : []),
    ]),
  );
}

function balancesTable(balances: Letter["balances"]): LetterBlock[] {
  const hasBasis = balances.some(({ basis }) => basis !== "");
  return table(
    "结转结余处理",
    hasBasis ? [2.8, 2.9, 2.6, 2, 2.7] : [4, 3, 3, 3],
    heads("资金性质", "年末结转和结余", "结转下年使用", "收回", ...(hasBasis ? ["依据"] : [])),
    balances.map(({ fund, closing, toKeep, toReturn, basis }) => [
      named(fund),
      amount(closing),
      amount(toKeep),
      amount(toReturn),
      ...(hasBasis ? [{ text: basis }] : []),
    ]),
  );
}

/** 附件说明, 落款 and 附注. */
function tailOf(letter: Letter): LetterBlock[] {
  const titles = annexTitles(letter);
  const date = letter.signedOn === null ? "　　年　　月　　日" : dayText(letter.signedOn);
  const dateEms = emsOf(date);
  const signed = printableText(letter.signedBy);
  // 成文日期 leaves four characters empty on the right, 署名 stands centred over it.
  const signedInset = Math.max(0, DATE_INSET + (dateEms - emsOf(signed)) / 2);
  const dateInset = signedInset > 0 ? DATE_INSET : Math.max(DATE_INSET, (emsOf(signed) - dateEms) / 2);
  const { publicity, contact } = letter;
  const basis = publicity.basis === "" ? "" : `，依据：${publicity.basis}`;
  const contacts = [
    ...(contact.name === "" ? [] : [`联系人：${contact.name}`]),
    ...(contact.phone === "" ? [] : [`联系电话：${contact.phone}`]),
  ].join("，");
  return [
    ...(titles.length === 0
      ? []
      : [
          {
            kind: "enclosures" as const,
            items: titles.map((title, at) => ({
              label: `${at === 0 ? "附件：" : "　　　"}${titles.length === 1 ? "" : `${at + 1}. `}`,
              text: printableText(title),
            })),
            keepsNext: true,
          },
        ]),
    text("signature", signed, { rightInset: signedInset, keepsNext: true }),
    text("date", date, { rightInset: dateInset }),
    text("remark", `（${publicityWords[publicity.kind]}${basis}）`),
    ...(contacts === "" ? [] : [text("remark", `（${contacts}）`)]),
  ];
}

/** Ems. */
const DATE_INSET = 4;

const publicityWords = {
  open: "此件主动公开",
  onRequest: "此件依申请公开",
  closed: "此件不予公开",
} as const satisfies Record<Letter["publicity"]["kind"], string>;

/** The annex: a line for each unit and their sum; turned when its columns ask for it. */
function annexSheet({ title, columns, rows, total, composition }: LetterAnnex): LetterSheet {
  const below = composition ? linesBelow(composition) : [];
  const widthOfAmounts = columns.map(({ label }, column) =>
    Math.max(
      Math.min(emsOf(label), 7) + 1,
      ...[...rows, { amounts: total }, ...below].map(({ amounts }) => amountEms(amounts[column] ?? 0)),
    ),
  );
  const codeWidth = Math.max(5, ...rows.map(({ unitCode }) => emsOf(unitCode) + 1.2));
  const nameWidth = Math.min(18, Math.max(10, ...rows.map(({ unitName }) => emsOf(unitName) + 1)));
  const widths = [3, codeWidth, nameWidth, ...widthOfAmounts];
  const ems = widths.reduce((sum, width) => sum + width, 0);
  const fits = (orientation: LetterSheet["orientation"]) => Math.floor((letterWidths[orientation] / ems) * 2) / 2;
  const orientation = fits("portrait") >= LEAST_SIZE ? "portrait" : "landscape";
  const fontSize = Math.min(10.5, Math.max(7, fits(orientation)));
  const grid: DocumentGrid = {
    title: null,
    widths,
    orientation,
    head: [heads("序号", "单位代码", "单位名称", ...columns.map(({ label }) => label))],
    body: [
      ...rows.map(({ unitCode, unitName, amounts }, at): GridCell[] => [
        { text: String(at + 1), align: "center" },
        { text: unitCode },
        named(unitName),
        ...columns.map((_, column) => amount(amounts[column] ?? null)),
      ]),
      [
        { text: composition ? "单位合计" : "合计", colSpan: 3, isHead: true, align: "center" },
        ...columns.map((_, column) => amount(total[column] ?? null)),
      ],
      ...below.map(({ label, amounts }): GridCell[] => [
        { text: label, colSpan: 3, isHead: true, align: "center" },
        ...columns.map((_, column) => amount(amounts[column] ?? null)),
      ]),
    ],
    notes: [
      ...(composition ? [compositionNote(composition)] : []),
      ...roundingNotes({ columns, rows, total, composition }),
    ],
  };
  return {
    orientation,
    blocks: [
      text("annexMark", "附件"),
      { kind: "text", style: "annexTitle", lines: balancedLines(printableText(title), ANNEX_LINE[orientation]) },
      moneyUnit(),
      { kind: "table", name: title, grid, fontSize, rowHeight: fontSize + 8.5 },
    ],
  };
}

const LEAST_SIZE = 9;
const amountEms = (fen: number) => emsOf(formatWan(fen)) + 1.2;
const ANNEX_LINE = {
  portrait: Math.floor(letterWidths.portrait / letterStyles.annexTitle.size) - 1,
  landscape: Math.floor(letterWidths.landscape / letterStyles.annexTitle.size) - 1,
};

/** What stands between the sum of the units and the department, and the department itself. */
const linesBelow = ({ beside, department }: LetterComposition) => [
  ...beside,
  { label: "部门批复数", amounts: department },
];

/** Says why the department is not the sum of its units. */
function compositionNote({ beside }: LetterComposition): string {
  const there = beside.filter(({ amounts }) => amounts.some((fen) => fen !== 0)).map(({ label }) => `“${label}”`);
  const last = there.length > 1 ? `${there.slice(0, -1).join("、")}和${there.at(-1)!}` : there[0]!;
  return `注：部门批复数等于单位合计与代编、抵销、调整之和，本部门有${last}：代编是没有单位编报的收支，抵销是所属单位之间的往来，调整是汇总中重复、有误或漏列的数。`;
}

/** Where the printed sum is not the sum of what is printed, because each figure is rounded by itself. */
function roundingNotes({ columns, rows, total, composition }: Omit<LetterAnnex, "title">): string[] {
  const noteOf = (
    parts: readonly { amounts: readonly (number | null)[] }[],
    whole: readonly number[],
    said: string,
  ) => {
    const rounded = columns.filter(
      (_, column) =>
        parts.reduce((sum, { amounts }) => sum + wanHundredths(amounts[column] ?? 0), 0) !==
        wanHundredths(whole[column] ?? 0),
    );
    if (rounded.length === 0) return [];
    const labels = rounded.map(({ label }) => `“${label}”`).join("、");
    return [`注：${labels}${said}之和的尾差，系金额单位换算四舍五入所致。`];
  };
  return [
    ...noteOf(rows, total, "合计与各单位"),
    ...(composition
      ? noteOf(
          [{ amounts: total }, ...composition.beside],
          composition.department,
          "部门批复数与单位合计、代编、抵销、调整",
        )
      : []),
  ];
}

/** What exactly is approved, and by which the letter can be told from another. */
function evidenceOf(letter: Letter, contentHash: string | null): LetterTextBlock[] {
  const lines = [
    ...letter.reports.map(
      ({ unitCode, unitName, number, contentHash: hash }) => `${unitCode} ${unitName}，第${number}版，${hash}`,
    ),
    ...(contentHash === null ? [] : [`本批复的校验值：${contentHash}`]),
  ].map(printableText);
  if (lines.length === 0) return [];
  return [
    text("evidenceHead", "批复的决算报告及其校验值（SHA-256）：", { keepsNext: true }),
    ...lines.map((line) => text("evidence", line)),
  ];
}

function imprintOf({ copiesTo, signedBy, signedOn }: Letter): LetterBlock[] {
  const rows = [
    ...(copiesTo.length === 0 ? [] : [{ label: "抄送：", text: `${copiesTo.join("，")}。`, right: "" }]),
    ...(signedOn === null ? [] : [{ label: "", text: signedBy, right: `${dayText(signedOn)}印发` }]),
  ].map((row) => ({ ...row, text: printableText(row.text) }));
  return rows.length === 0 ? [] : [{ kind: "imprint", rows }];
}

/** A table of a letter as it stands on paper. */
export function printLetterTable({ grid, fontSize, rowHeight }: LetterTableBlock): PrintTable {
  return { ...printGrid(grid), fontSize, rowHeight };
}

/** Every text of a letter with the place it stands in, for messages that must name a place. */
export function textsOfLetter({ sheets }: LetterLayout): { text: string; place: string }[] {
  return sheets.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      switch (block.kind) {
        case "text":
          return [{ text: block.lines.join(""), place: letterStyles[block.style].name }];
        case "table":
          return [...block.grid.head, ...block.grid.body].flatMap((row, at) =>
            row.map((cell) => ({ text: cell.text, place: `《${block.name}》第${at + 1}行` })),
          );
        case "enclosures":
          return block.items.map((item) => ({ text: item.text, place: letterStyles.enclosure.name }));
        case "imprint":
          return block.rows.map((row) => ({ text: row.text, place: "版记" }));
      }
    }),
  );
}
