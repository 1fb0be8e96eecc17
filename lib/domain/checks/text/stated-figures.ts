import { quoted } from "../../words/quoted";
import { formatWanTrimmed, formatYuan, parseAmount } from "../../words/amounts";
import { parseFactKey } from "../../words/fact-address";
import { textSlots } from "../../words/facts";
import { fundingRowLabels, fundingRows, reportSections, type PerformanceEntry } from "../../performance/entries";
import { fundingStageLabels, fundingStages } from "../../performance/forms";
import { formatOf } from "../../formats/format-of";
import type { Figures } from "../../engine/contract";
import { labelOfCell, labelOfFact } from "../../engine/figures";
import type { CheckContext, Observation, Rule } from "../rule/rule";
import { suppliedTextDeviations } from "./supplied-narrative";
import { suppliedTextOf, type SuppliedText } from "./supplied-text";
import { quote, slotsOf, typedTextsOf, type TypedText } from "./typed-texts";

interface Stated {
  text: TypedText;
  /** As written, with its unit. */
  words: string;
  unit: "wan" | "yuan" | "count";
  /** What is counted, as the report names it (`辆`, `批`); `null` of money. */
  counted: string | null;
  /** Fen or a count. */
  value: number;
}

/** Words that follow a count in a text, with the unit under which the sheets name what they count. */
const countUnits: Readonly<Record<string, string>> = {
  辆: "辆",
  人次: "人次",
  批次: "批",
  批: "批",
  个团组: "个",
  "台（套）": "台、套",
  台: "台、套",
  套: "台、套",
};
const countWords = Object.keys(countUnits).join("|");

/** Amounts and counts that a text states. */
function statedIn(text: TypedText): Stated[] {
  return [...text.text.matchAll(new RegExp(`(-?[\\d,]*\\d(?:\\.\\d+)?)\\s*(万元|元|${countWords})`, "g"))].flatMap(
    ([words, number, unitWord]) => {
      const unit = unitWord === "万元" ? "wan" : unitWord === "元" ? "yuan" : "count";
      // A comma in a sentence may also part two figures or stand in the wrong place: the figure is compared all the
      // same.
      const parsed = parseAmount(number!.replaceAll(",", ""), unit, { allowNegative: true });
      const counted = countUnits[unitWord!] ?? null;
      return parsed.ok && parsed.value !== null ? [{ text, words, unit, counted, value: parsed.value } as const] : [];
    },
  );
}

interface Known {
  value: number;
  label: () => string;
}

/** Amounts of the performance forms and of the fund tables of reports. */
function performanceMoney({ projects, keyEvaluations }: PerformanceEntry): Known[] {
  const known = (value: number | null, label: () => string): Known[] => (value === null ? [] : [{ value, label }]);
  return [
    ...projects.flatMap(({ name, funding }) =>
      fundingRows.flatMap((row) =>
        fundingStages.flatMap((stage) =>
          known(funding[row][stage], () => `项目${quoted(name)}${fundingRowLabels[row]}${fundingStageLabels[stage]}`),
        ),
      ),
    ),
    ...keyEvaluations.flatMap(({ project, funding }) =>
      Object.values(funding).flatMap((value) => known(value, () => `${quoted(project)}评价报告资金表`)),
    ),
  ];
}

/** Every figure of the report: cells and facts, amounts apart from counts; and the amounts of the forms. */
function knownFigures(
  figures: Figures,
  { facts, functional, economic, performanceEntry }: CheckContext,
): { money: Known[]; counts: Known[]; funds: Known[] } {
  const nameOf = (code: string) => functional.get(code)?.name ?? economic.get(code)?.name;
  const { sheets } = figures.tableSet;
  const money = figures.tables.flatMap(({ id: table }) => {
    const { cells, values, present } = figures.figuresOf(table);
    return cells.flatMap(({ id }, at): Known[] =>
      present[at] === 1 ? [{ value: values[at]!, label: () => labelOfCell(figures, id) }] : [],
    );
  });
  const counts: Known[] = [];
  for (const [key, value] of facts?.amounts ?? []) {
    const measure = sheets.measureOf(parseFactKey(key));
    if (measure !== "score")
      (measure === "count" ? counts : money).push({ value, label: () => labelOfFact(figures, key, nameOf) });
  }
  return { money, counts, funds: performanceEntry ? performanceMoney(performanceEntry) : [] };
}

/** Whether a figure reads as what the text says: to the printed digit of 万元, else exactly. */
function agrees({ unit, value }: Stated, known: number): boolean {
  return unit === "wan" ? formatWanTrimmed(known) === formatWanTrimmed(value) : known === value;
}

function nearest({ value }: Stated, known: readonly Known[]): Known | null {
  return known.reduce<Known | null>(
    (best, each) => (best === null || Math.abs(each.value - value) < Math.abs(best.value - value) ? each : best),
    null,
  );
}

/** What a text states and the report does not know, with the nearest figure. */
function unknownFigures(stated: readonly Stated[], figures: Figures, context: CheckContext): Observation[] {
  if (stated.length === 0) return [];
  const { money, counts, funds } = knownFigures(figures, context);
  return stated.flatMap((each, at): Observation[] => {
    const known = each.unit === "count" ? [counts] : isOfReport(each.text) ? [funds, money] : [money, funds];
    if (known.some((figures) => figures.some(({ value }) => agrees(each, value)))) return [];
    // The nearest of what the text is about; of anything else it would be a chance.
    const { counted } = each;
    const near = nearest(
      each,
      counted === null ? known[0]! : counts.filter(({ label }) => label().includes(`（${counted}）`)),
    );
    const nearWords =
      near &&
      `最接近的是${near.label()} ${each.unit === "wan" ? `${formatWanTrimmed(near.value)}万元` : each.unit === "yuan" ? `${formatYuan(near.value)}元` : near.value}`;
    const { slot, text } = each.text;
    return [
      {
        place: `${slot}.${at + 1}`,
        message: `${each.text.name}${quoted(quote(text))}中的${quoted(each.words)}与填报数据都不一致${nearWords ? `，${nearWords}` : ""}。请核对文字和数据。`,
        slots: slotsOf(each.text),
      },
    ];
  });
}

const reportSlot = "evaluation.";
const isOfReport = ({ slot }: TypedText) => slot.startsWith(reportSlot);

/**
 * Amounts in the typed sections of key evaluation reports. Counts there are of the project's work, which no figure of
 * the report knows.
 */
function statedInReports(entry: PerformanceEntry | undefined): Stated[] {
  const texts = (entry?.keyEvaluations ?? []).flatMap(({ project, sections }, at) =>
    reportSections.flatMap((section): TypedText[] =>
      sections[section]
        ? [{ slot: `${reportSlot}${at + 1}.${section}`, text: sections[section], name: `${quoted(project)}评价报告` }]
        : [],
    ),
  );
  return texts.flatMap(statedIn).filter(({ unit }) => unit !== "count");
}

/** Sentences of a given text in words of its own, and those that name an amount where the figures write none. */
function freeSentences({ read, expected }: SuppliedText): string[] {
  const known = new Set(expected.map(({ key }) => key));
  const named = read.statements.filter(
    ({ key, kind }) => (kind === "totals.part" || kind === "share") && !known.has(key),
  );
  return [...read.unread.map(({ text }) => text), ...named.map(({ clause }) => clause.text)];
}

/** 内设8个科室：… — the number against the list behind it. */
function statedDivisions(texts: ReadonlyMap<string, string>): Observation[] {
  const structure = texts.get(textSlots.structure) ?? "";
  const found = /(?:内设|下设)(?:机构)?\s*(\d+)\s*个[^：:。]{0,12}[：:]([^。]+)。?/.exec(structure);
  if (!found) return [];
  const listed = found[2]!.split(/[、，；]|和(?=[^、，；]*$)/).filter((name) => name.trim() !== "").length;
  const stated = Number(found[1]);
  if (stated === listed) return [];
  return [
    {
      place: textSlots.structure,
      message: `机构设置写有内设机构 ${stated} 个，列出的有 ${listed} 个。请核对个数和名单。`,
      left: stated,
      right: listed,
      slots: [textSlots.structure],
    },
  ];
}

/** L-35 on typed texts: what the text states is what the report says. */
export const statedFigureRules: readonly Rule[] = [
  {
    id: "L-35",
    ruleClass: "logic",
    severity: "explain",
    scope: "form",
    basis: "预算公开要求（财预〔2016〕143号）",
    title: "补充说明和评价报告中写出的金额和数量与填报数据一致，机构个数与名单一致",
    advice: "请核对文字和数据。",
    prepare: (figures, context) => {
      let seen: ReadonlyMap<string, string> | undefined;
      let stated: Stated[] = [];
      let divisions: Observation[] = [];
      const inReports = statedInReports(context.performanceEntry);
      const ofText = suppliedTextDeviations("L-35");
      return () => {
        const given = suppliedTextOf(figures, context);
        const texts = context.facts?.texts;
        if (given) {
          // Tables alone know too little to say of a number in free words that it is nowhere.
          const free = texts
            ? freeSentences(given).map((text, at): TypedText => ({ slot: `given.${at + 1}`, text, name: "" }))
            : [];
          return [
            ...ofText(figures, context),
            ...unknownFigures([...free.flatMap(statedIn), ...inReports], figures, context),
          ];
        }
        if (!texts) return [];
        if (texts !== seen) {
          seen = texts;
          stated = typedTextsOf(texts, formatOf(figures.tableSet.id))
            .filter(({ slot }) => slot.startsWith("free."))
            .map((text) => ({ ...text, name: "" }))
            .flatMap(statedIn);
          divisions = statedDivisions(texts);
        }
        return [...divisions, ...unknownFigures([...stated, ...inReports], figures, context)];
      };
    },
  },
];
