import type { FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";
import { partStateOf, type PartId } from "@/lib/domain/engine/figure-state";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { Finding } from "@/lib/domain/words/finding";
import { charactersWithoutFont } from "@/lib/documents/pdf/render-pdf";
import type { StatutoryDocument } from "@/lib/domain/document/document";
import type { RareCharacter } from "@/lib/domain/words/rare-characters";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { missingTexts } from "@/lib/domain/document/missing-texts";
import { narrativeOf } from "@/lib/domain/text/narrative";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import { performanceOf } from "@/lib/domain/performance/stored-performance";
import { blankFigures, untouchedParts } from "@/lib/domain/report/blank-parts";
import type { StepSubject } from "@/lib/domain/report/blockers";
import { findingsByPart, type PartFindings } from "@/lib/domain/report/part-standing";
import { refusedFindings, unexplained, unjudgedFindings } from "@/lib/domain/report/explanations";
import { readContent, requireFormat, type ReportContent } from "@/lib/features/versions/data";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { env } from "@/lib/platform/env";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Required parts that hold nothing and are not stated to have none (本表无数据). An input that is no amount is something.
 */
export function unstatedEmptySheets(
  content: Pick<ReportContent, "fiscalYear" | "cells" | "texts" | "projects" | "keyEvaluations">,
): StepSubject["unstatedEmptySheets"] {
  const filled = new Set<PartId>(
    content.cells
      .filter(({ value, rawInput }) => value !== null || rawInput !== null)
      .map(({ address }) => address.sheet),
  );
  if (content.projects.length + content.keyEvaluations.length > 0) filled.add("performance");
  const texts = new Map(content.texts.map(({ slot, text }) => [slot, text]));
  return untouchedParts(formatOf(content.fiscalYear.tableSetId), (part) => partStateOf(part, filled.has(part), texts));
}

/** Cells whose input is no amount. */
export function invalidInputs(content: Pick<ReportContent, "cells">): StepSubject["invalidInputs"] {
  return content.cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [{ address: key, input: rawInput }]));
}

/**
 * The domain's model of a version: tables, provenance and findings.
 *
 * @throws FormatMissing where the installation has not the year's format.
 */
export function modelOf(content: ReportContent, { functional, economic }: Catalogues): ReportModel {
  const { scope, taken, unit, fiscalYear, priorYear } = content;
  requireFormat(fiscalYear);
  return createReportModel({
    identity: {
      unitName: unit.name,
      unitKind: unit.kind,
      scope,
      year: fiscalYear.year,
      tableSetId: fiscalYear.tableSetId,
    },
    functional,
    economic,
    facts: factsOf(content),
    priorYear,
    thresholds: fiscalYear.thresholds,
    switches: content.switches,
    register: content.register,
    ...(taken && { foundInTotal: taken.findings }),
    ...(content.grants && { grants: content.grants }),
    counterparts: content.counterparts,
    performance: performanceOf(content),
  });
}

/** The statutory document of a version as it stands. */
export function documentOf(
  content: ReportContent,
  catalogues: Catalogues,
  model: ReportModel = modelOf(content, catalogues),
): StatutoryDocument {
  return statutoryDocument({
    unitCode: content.unit.code,
    model,
    functional: catalogues.functional,
    texts: model.facts().texts,
    thresholds: thresholdsOf(content.fiscalYear.thresholds),
  });
}

/** Characters of the whole document that could not be printed with the fonts of this installation. */
export async function rareCharactersOf(
  content: ReportContent,
  catalogues: Catalogues,
  model: ReportModel,
): Promise<readonly RareCharacter[]> {
  return charactersWithoutFont(documentOf(content, catalogues, model), env().OFFICE_FONT_FOLDER);
}

/** The content as the domain computes with it: blank cells and inputs that are no amounts are left out. */
export function factsOf(content: Pick<ReportContent, "cells" | "texts">): Facts {
  const amounts = new Map<FactKey, number>();
  for (const { key, value } of content.cells) if (value !== null) amounts.set(key, value);
  const texts = new Map<string, string>();
  for (const { slot, text } of content.texts) if (text !== "") texts.set(slot, text);
  return { amounts, texts };
}

/** The checks on one state of a version's content. */
export interface Evaluation {
  findings: Finding[];
  /** The same by the part that they are about. */
  parts: PartFindings;
  blocking: number;
  explain: number;
  hint: number;
  /** Keys of the findings that ask for an explanation and have no valid one. */
  unexplained: string[];
  /** Keys of the findings whose present explanation the bureau has not judged. */
  unjudged: string[];
  /** Keys of the findings whose present explanation the bureau has refused. */
  refused: string[];
  /** Figures that the text speaks of and nobody has given. */
  blankFigures: FactKey[];
  /** Slots of the texts that the document waits for. */
  missingTexts: string[];
}

/** Runs every check of the year's table set on the content. */
export function evaluate(content: ReportContent, model: ReportModel): Evaluation {
  const findings = model.findings();
  const { texts } = model.facts();
  const narrative = narrativeOf({ model, texts, thresholds: thresholdsOf(content.fiscalYear.thresholds) });
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings,
    parts: findingsByPart(findings, model.tableSet, (cell) => model.factsBehind(cell)),
    blocking: count("blocking"),
    explain: count("explain"),
    hint: count("hint"),
    unexplained: unexplained(findings, content.explanations).map(({ key }) => key),
    unjudged: unjudgedFindings(findings, content.explanations),
    refused: refusedFindings(findings, content.explanations),
    blankFigures: blankFigures(narrative),
    missingTexts: missingTexts(model.tableSet, narrative, texts),
  };
}

/** What a version keeps of a run of its checks, for queues and maps. */
export function keptOfRun(
  evaluation: Evaluation,
  { version }: Pick<ReportContent, "version">,
): Prisma.ReportVersionUncheckedUpdateManyInput {
  return {
    checkedRevision: version.revision,
    blockingFindings: evaluation.blocking,
    explainFindings: evaluation.explain,
    hintFindings: evaluation.hint,
    checkedParts: evaluation.parts as Prisma.InputJsonObject,
  };
}

interface OtherJudgement<Effect> {
  /** The same report under what is tried; `null` leaves it out. */
  otherwise: (content: ReportContent) => ReportContent | null;
  /** What would be different of it; `null`: nothing. */
  effectOf: (content: ReportContent, before: Evaluation, after: Evaluation) => Effect | null;
}

/**
 * Runs all checks on reports twice, as they stand and under something else, and gives what would be different, by the
 * units' codes. One report after the other, so that whoever else asks the server waits for one of them at most. Changes
 * nothing.
 */
export async function judgedTwice<Effect>(
  districtId: string,
  versionIds: readonly string[],
  { otherwise, effectOf }: OtherJudgement<Effect>,
): Promise<Effect[]> {
  const effects: { code: string; effect: Effect }[] = [];
  for (const versionId of versionIds) {
    const content = await readContent(districtId, versionId);
    const other = content && otherwise(content);
    if (!other) continue;
    const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
    const judged = (each: ReportContent) => evaluate(each, modelOf(each, catalogues));
    const effect = effectOf(content, judged(content), judged(other));
    if (effect !== null) effects.push({ code: content.unit.code, effect });
  }
  return effects.sort((one, other) => (one.code < other.code ? -1 : 1)).map(({ effect }) => effect);
}
