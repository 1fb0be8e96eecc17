import { quoted } from "../../words/quoted";
import type { Figures } from "../../engine/contract";
import { equalityPlaceholder, type ReadFigure } from "../../text/clause-reader";
import type { ExpectedStatement } from "../../text/expected-statements";
import type { Statement } from "../../text/statements";
import type { CheckContext, Observation } from "../rule/rule";
import { suppliedTextOf, type SuppliedText } from "./supplied-text";
import { ruleOfStatement } from "./rule-of-statement";
import { quote } from "./typed-texts";

/** An observation with the rule that makes it. */
export type Deviation = Observation & { rule: string };

type Direction = "rise" | "fall" | "equal";

const directions: readonly (readonly [RegExp, Direction])[] = [
  [/\.(?:rise|appeared|riseWithoutRate|riseFromNothing|above|aboveNothing)(?:\.(?:un)?rated)?$/, "rise"],
  [/\.(?:fall|fallWithoutRate|below)(?:\.(?:un)?rated)?$/, "fall"],
  [/\.equal$/, "equal"],
];
const directionWords: Record<Direction, string> = { rise: "增加（大于）", fall: "减少（小于）", equal: "相同" };

function directionOf({ clause }: Statement): Direction | null {
  return directions.find(([form]) => form.test(clause.form))?.[1] ?? null;
}

const units = { fen: "万元", percent: "%", count: "", year: "年", score: "分" } as const;
/** What 基本持平 may be said of: a change of at most one percent. */
const NEARLY_EQUAL = 100;
/** A figure that was computed from printed 万元 may be off by the last digit. */
const LAST_DIGIT = { fen: 10_000, percent: 1 } as const;

/**
 * Whether everything that the statement says follows from what is known: a set of tables knows neither counts nor
 * budgets.
 */
function isKnown(figures: Figures, { facts }: CheckContext, { numbers, kind, sectionId }: ExpectedStatement): boolean {
  if (!facts && (sectionId === "otherMatters" || kind === "relation")) return false;
  return [...numbers.values()].every(
    ({ cells, facts: from }) =>
      cells.every((cell) => figures.hasCell(cell)) && (from.length === 0 || facts !== undefined),
  );
}

function agrees(given: ReadFigure, expected: ReadFigure, { precision }: CheckContext): boolean {
  const allowed =
    precision === "wan" && (given.measure === "percent" || given.name === "difference")
      ? LAST_DIGIT[given.measure === "percent" ? "percent" : "fen"]
      : 0;
  return Math.abs(given.value - expected.value) <= allowed;
}

function place(statement: Statement, of: string): string {
  return `${statement.key}.${of}`;
}

function saying({ clause }: Statement): string {
  return `情况说明${quoted(quote(clause.text))}`;
}

/** What one given statement says otherwise than the figures. */
function differences(given: Statement, expected: ExpectedStatement, context: CheckContext): Deviation[] {
  const rule = ruleOfStatement(expected);
  const cells = [...new Set([...expected.numbers.values()].flatMap((each) => each.cells))];
  const facts = [...new Set([...expected.numbers.values()].flatMap((each) => each.facts))];
  const [said, is] = [directionOf(given), directionOf(expected)];
  const equality = given.clause.words[equalityPlaceholder];
  if (said && is && said !== is) {
    const rate = expected.clause.figures.find(({ name }) => name === "rate")?.value;
    const isNear = rate !== undefined && Math.min(rate, Math.abs(rate - 10_000)) <= NEARLY_EQUAL;
    return equality === "基本持平" && isNear
      ? []
      : [
          {
            rule: "L-31",
            place: place(given, "direction"),
            message: `${saying(given)}说的是${said === "equal" ? equality : directionWords[said]}，数据却是${directionWords[is]}。请按数据改正。`,
            cells,
            facts,
          },
        ];
  }
  if (/None$|\.none$/.test(given.clause.form) !== /None$|\.none$/.test(expected.clause.form))
    return [
      {
        rule,
        place: place(given, "none"),
        message: `${saying(given)}与数据不符，应为${quoted(expected.clause.text)}。请按数据改正。`,
        cells,
        facts,
      },
    ];
  const found: Deviation[] = [];
  if (equality === "基本持平" && is === "equal")
    found.push({
      rule: "L-33",
      place: place(given, "equality"),
      message: `${saying(given)}的两数完全相等，应写“相同”，不写“基本持平”。请改正用语。`,
      cells,
      facts,
    });
  for (const figure of given.clause.figures) {
    const right = expected.clause.figures.find(({ name }) => name === figure.name);
    if (!right) {
      if (figure.measure === "percent")
        found.push({
          rule: "L-34",
          place: place(given, figure.name),
          message: `${saying(given)}写有“${figure.text}%”，但基数为零，没有比率。请删去百分比，写明年初无预算或上年无此项。`,
          cells,
          facts,
        });
      continue;
    }
    if (agrees(figure, right, context)) continue;
    const number = expected.numbers.get(figure.name);
    const unit = units[figure.measure];
    const why = number ? `（${number.explain()}）` : "";
    found.push({
      rule,
      place: place(given, figure.name),
      message: `${saying(given)}中的“${figure.text}${unit}”应为“${right.text}${unit}”${why}。请核对文字和数据。`,
      left: figure.value,
      right: right.value,
      cells: number?.cells ?? [],
      facts: number?.facts ?? [],
    });
  }
  found.push(...missingItems(given, expected));
  if (given.clause.words.reason === "" && !/待填/.test(given.clause.text))
    found.push({
      rule: "L-32",
      place: place(given, "reason"),
      message: `${saying(given)}没有写原因。请写明主要原因。`,
      cells,
      facts,
    });
  return found;
}

/** L-29: the items named are those that have a figure. */
function missingItems(given: Statement, expected: ExpectedStatement): Deviation[] {
  const [named, due] = [given, expected].map(({ clause }) =>
    (clause.words.items ?? "").split("、").filter((item) => item !== ""),
  );
  const missing = due!.filter((item) => !named!.includes(item));
  const extra = named!.filter((item) => !due!.includes(item));
  if (missing.length + extra.length === 0) return [];
  const parts = [
    missing.length > 0 ? `漏列${quoted(missing.join("、"))}` : "",
    extra.length > 0 ? `多列${quoted(extra.join("、"))}` : "",
  ].filter((part) => part !== "");
  return [
    {
      rule: "L-29",
      place: place(given, "items"),
      message: `${saying(given)}${parts.join("，")}。请按基本支出决算表中有数的科目列出。`,
    },
  ];
}

/** Statements of the list kind: each has its own entry, however the rest is worded. */
const listed = new Set(["generalPublic.item", "share"]);
const sectionsWithShares = new Set(["income", "expenditure", "generalPublicExpenditure"]);

/** A statement that the figures demand and the text does not make. */
function missing(expected: ExpectedStatement, given: SuppliedText): Deviation[] {
  const { sectionId, kind, clause, numbers } = expected;
  if (!given.read.headings.some(({ id }) => id === sectionId)) return [];
  const cells = [...numbers.values()].flatMap((each) => each.cells);
  if (kind === "reason" || (kind === "relation" && directionOf(expected) !== "equal")) {
    return [
      {
        rule: "L-32",
        place: place(expected, "missing"),
        message: `${expected.subject === "" ? "情况说明" : quoted(expected.subject)}有增减，但没有写${quoted(clause.text.replace(/（待填原因）。?/, "…"))}。请写明主要原因。`,
      },
    ];
  }
  // In a section that is worded freely a statement may stand in a sentence that was not read.
  if (
    !listed.has(kind) &&
    (kind === "relation" || given.read.unread.some((sentence) => sentence.sectionId === sectionId))
  )
    return [];
  return [
    {
      rule: ruleOfStatement(expected),
      place: place(expected, "missing"),
      message: `情况说明缺少${quoted(clause.text)}。请补充。`,
      cells,
    },
  ];
}

/** A statement that the figures do not make. */
function surplus(statement: Statement, given: SuppliedText, hasFacts: boolean): Deviation[] {
  const { kind, subject, sectionId } = statement;
  if (kind === "share" ? sectionsWithShares.has(sectionId) : kind === "generalPublic.item" && hasFacts)
    return [
      {
        rule: ruleOfStatement(statement),
        place: place(statement, "surplus"),
        message: `${saying(statement)}在决算表中没有数据。请核对科目名称，或删去。`,
      },
    ];
  const change = given.expected.find(
    (each) => each.sectionId === sectionId && each.subject === subject && each.kind === "change",
  );
  return kind === "reason" && change && directionOf(change) === "equal"
    ? [
        {
          rule: "L-32",
          place: place(statement, "surplus"),
          message: `${saying(statement)}说明了原因，但两数相同。请删去。`,
        },
      ]
    : [];
}

/** How much of a given text was looked at. */
export interface TextCoverage {
  /** Number of sentences that were read whole. */
  read: number;
  /** Sentences that no wording of the year writes: nobody compared them. */
  unread: readonly string[];
  /**
   * Statements that were read, but whose figures the accounts do not know (last year's, where no last year is given).
   */
  unknown: readonly string[];
}

/** What was read of the given text, and what was not; `null` where no text is given. */
export function coverageOf(figures: Figures, context: CheckContext): TextCoverage | null {
  const given = suppliedTextOf(figures, context);
  if (!given) return null;
  const { read, expected } = given;
  const byKey = new Map(expected.map((each) => [each.key, each]));
  const saysMore = ({ kind, clause }: Statement) =>
    kind !== "reason" && clause.figures.some(({ measure }) => measure !== "year");
  const unknown = read.statements.filter((statement) => {
    const right = byKey.get(statement.key);
    return saysMore(statement) && (!right || !isKnown(figures, context, right));
  });
  return {
    read: read.readSentences,
    unread: read.unread.map(({ text }) => text),
    unknown: unknown.map(({ clause }) => clause.text),
  };
}

/** Everything in which a given text departs from the text that the figures write, each with its rule. */
export function statementDeviations(figures: Figures, context: CheckContext): Deviation[] {
  const given = suppliedTextOf(figures, context);
  if (!given) return [];
  const { read, expected } = given;
  const byKey = new Map(expected.map((each) => [each.key, each]));
  const said = new Set(read.statements.map(({ key }) => key));
  return [
    ...read.statements.flatMap((statement) => {
      const right = byKey.get(statement.key);
      if (!right) return surplus(statement, given, context.facts !== undefined);
      return isKnown(figures, context, right) ? differences(statement, right, context) : [];
    }),
    ...expected.flatMap((each) => (said.has(each.key) || !isKnown(figures, context, each) ? [] : missing(each, given))),
  ];
}
