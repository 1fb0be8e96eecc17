import type { PrintedReport } from "../../text/writing/report-figures";
import { priorYearKey } from "../../words/fact-address";
import { filledSheets, partStateOf } from "../../engine/figure-state";
import { isCellKnown } from "../../engine/cell-sources";
import type { Figures } from "../../engine/contract";
import { labelOfCell, labelOfFact, printTable } from "../../engine/figures";
import { expectedStatements, headingsOf, type ExpectedStatement } from "../../text/expected-statements";
import { narrativeOf } from "../../text/narrative";
import type { NarrativeSection } from "../../text/writing/section";
import { readNarrative, type ReadText } from "../../text/statements";
import { hasPerformance } from "../../performance/entries";
import { formatOf } from "../../formats/format-of";
import { limitsOf } from "../rule/ask";
import type { CheckContext } from "../rule/rule";

/** A given text beside the one that the figures write. */
export interface SuppliedText {
  read: ReadText;
  expected: readonly ExpectedStatement[];
  sections: readonly NarrativeSection[];
}

/** The figures as the narrative and the glossary ask it: also one of given tables, where entered facts are blank. */
export function modelOf(
  figures: Figures,
  { identity, facts, functional, economic, priorYear, performanceEntry }: CheckContext,
): PrintedReport {
  const filled = facts && filledSheets(facts.amounts);
  const nameOf = (code: string) => functional.get(code)?.name ?? economic.get(code)?.name;
  const { tableSet } = figures;
  const model: PrintedReport = {
    tableSet,
    identity: { ...identity, tableSetId: tableSet.id },
    performance: performanceEntry ?? null,
    hasPriorYear: Boolean(priorYear),
    value: (cell) => figures.value(cell),
    priorValue: (cell) => (priorYear ? priorYear.cell(cell) : (facts?.amounts.get(priorYearKey(cell)) ?? null)),
    amount: (key) => facts?.amounts.get(key) ?? null,
    // What given tables do not print is nothing: they are whole, and no sheet stands behind them.
    partState: (part) =>
      facts
        ? partStateOf(
            part,
            part === "performance" ? hasPerformance(performanceEntry ?? null) : filled!.has(part),
            facts.texts,
          )
        : "declaredEmpty",
    tableRows: (table) => figures.rows(table),
    labelOf: (cell) => labelOfCell(figures, cell),
    labelOfFact: (key) => labelOfFact(figures, key, nameOf),
    printedTables: () =>
      tableSet.tables.map((table) =>
        printTable(figures, table, identity.unitName, (id) => isCellKnown(tableSet, id, model)),
      ),
  };
  return model;
}

const readTexts = new WeakMap<CheckContext, SuppliedText>();

/**
 * The given text, read once: a document that is checked does not change under the check. Null where no text was given.
 */
export function suppliedTextOf(figures: Figures, context: CheckContext): SuppliedText | null {
  const paragraphs = context.given?.narrative;
  if (!paragraphs) return null;
  const known = readTexts.get(context);
  if (known) return known;
  const sections = narrativeOf({ model: modelOf(figures, context), texts: new Map(), thresholds: limitsOf(context) });
  const { narrative } = formatOf(figures.tableSet.id);
  const given = {
    sections,
    expected: expectedStatements(sections, narrative),
    read: readNarrative(paragraphs, headingsOf(sections), narrative),
  };
  readTexts.set(context, given);
  return given;
}
