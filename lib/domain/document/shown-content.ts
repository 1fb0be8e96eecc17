/**
 * What of a report's content its document shows: what the bureau had before its eyes and the public may have.
 * Everything else stays in the report: a text that waits for its direction, control totals, figures that no table and
 * no sentence speaks of, fields that no printed form has.
 */
import { parseFactKey, type FactKey } from "../words/fact-address";
import { noDataSlot, noDataStatement } from "../words/facts";
import { isDeclaredSlot, type SlotYear } from "../text/declared-slots";
import type { ReportModel } from "../report/open-report";
import type { KeyEvaluationEntry, PerformanceEntry, ProjectEntry, ScoredIndicator } from "../performance/entries";
import { evaluateProject } from "../performance/self-evaluation";
import { sumOfScores } from "../performance/summary";
import type { StatutoryDocument } from "./document";

/**
 * Slots of the typed texts that stand in the document, and of the statements that a sheet has no data, which the review
 * lists.
 */
export function shownSlots(
  document: StatutoryDocument,
  texts: ReadonlyMap<string, string>,
  year: SlotYear,
): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const { blocks } of document.parts)
    for (const block of blocks) {
      if (block.kind !== "paragraph") continue;
      for (const { fragments } of block.sentences)
        for (const fragment of fragments)
          if (fragment.kind === "reason" && fragment.text !== "") shown.add(fragment.slot);
      // A typed paragraph is named after its slot: profile.duties.1, free.total.2.
      const typed = block.id.replace(/\.\d+$/, "");
      if (texts.get(typed)?.trim() && isDeclaredSlot(typed, year)) shown.add(typed);
    }
  for (const slot of statedNoData(texts, year)) shown.add(slot);
  return shown;
}

/** Slots of the statements that an entry sheet has no data. */
export function statedNoData(texts: ReadonlyMap<string, string>, year: SlotYear): string[] {
  return [...texts].flatMap(([slot, text]) =>
    slot.startsWith(noDataSlot("")) && text === noDataStatement && isDeclaredSlot(slot, year) ? [slot] : [],
  );
}

/**
 * Facts that a printed cell is computed from or a sentence speaks of. `hasPriorYear`: last year's accounts are known,
 * figures of last year that were typed beside them are not used.
 */
export function shownFacts(
  document: StatutoryDocument,
  model: ReportModel,
  hasPriorYear: boolean,
): ReadonlySet<FactKey> {
  const cells = new Set<string>();
  const spokenOf = new Set<string>();
  for (const { blocks } of document.parts)
    for (const block of blocks) {
      if (block.kind === "statutoryTable")
        for (const row of block.table.rows) for (const { cellId } of row.cells) if (cellId) cells.add(cellId);
      if (block.kind !== "paragraph") continue;
      for (const { fragments } of block.sentences)
        for (const fragment of fragments) {
          if (fragment.kind !== "number") continue;
          for (const cell of fragment.cells) cells.add(cell);
          for (const fact of fragment.facts) spokenOf.add(fact);
        }
    }
  const amounts = model.facts().amounts;
  // A 0 of what every report speaks of is said in words (没有…, 年初无预算) or leaves its cell blank: no figure cites it.
  const isSaidInWords = (key: FactKey) => {
    const { sheet, column } = parseFactKey(key);
    return (
      amounts.get(key) === 0 &&
      model.tableSet.sheets.find(sheet)?.required === true &&
      (sheet !== "budget" || column === model.tableSet.comparesWith)
    );
  };
  const isShown = (key: FactKey) => {
    const { sheet, row } = parseFactKey(key);
    if (isSaidInWords(key)) return true;
    if (sheet === "priorYear") return !hasPriorYear && cells.has(row);
    return spokenOf.has(key) || model.dependentsOf(key).some((cell) => cells.has(cell));
  };
  return new Set([...amounts.keys()].filter(isShown));
}

/** The performance part without the fields that part five and the text do not print. */
export function shownPerformance({ projects, keyEvaluations }: PerformanceEntry): PerformanceEntry {
  return { projects: projects.map(shownProject), keyEvaluations: keyEvaluations.map(shownKeyEvaluation) };
}

/**
 * A project with a form prints everything but the score that the form computes; one without is a line of the summary.
 */
function shownProject(project: ProjectEntry): ProjectEntry {
  if (evaluateProject(project).hasForm) return { ...project, statedScore: null };
  const nothing = { originalBudget: null, adjustedBudget: null, executed: null };
  const funding = Object.fromEntries(
    Object.keys(project.funding).map((row) => [row, nothing]),
  ) as ProjectEntry["funding"];
  // The text adds up the amounts of all projects.
  return {
    ...project,
    supervisor: "",
    phone: "",
    goal: "",
    attainment: "",
    lowScorePlan: "",
    executionScore: null,
    funding: { ...funding, total: { ...project.funding.total, originalBudget: null } },
  };
}

function shownKeyEvaluation(report: KeyEvaluationEntry): KeyEvaluationEntry {
  const indicators = report.indicators.map(shownIndicator);
  return {
    ...report,
    indicators,
    statedScore: indicators.length > 0 && sumOfScores(indicators) !== null ? null : report.statedScore,
  };
}

/** The score of an indicator with parts is theirs. */
function shownIndicator(indicator: ScoredIndicator): ScoredIndicator {
  return indicator.parts.length === 0
    ? indicator
    : { ...indicator, score: null, parts: indicator.parts.map(shownIndicator) };
}
