import { formText, type DocumentForm } from "../formats/document-form";
import type { ReportIdentity } from "../words/report-identity";
import { listsMemberUnits, memberUnitsGrid, memberUnitsOf } from "./member-units";
import { chineseNumeral } from "../words/chinese-numeral";
import { freeSlot, memberUnitsSlot, textSlots } from "../words/facts";
import { glossaryOf } from "../text/glossary/glossary";
import type { ReportModel } from "../report/open-report";
import { narrativeOf } from "../text/narrative";
import { isPrinted } from "../text/writing/reasons";
import { sentenceText } from "../text/writing/sentence";
import type { Thresholds } from "../words/thresholds";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import type { DocumentBlock } from "../text/writing/blocks";
import type { DocumentPart, StatutoryDocument } from "./document";
import { performanceAttachments } from "./performance-attachments";

/** What the document is made from. `texts` are the typed ones by slot: profile, reasons, free paragraphs. */
export interface DocumentInput {
  unitCode: string;
  model: ReportModel;
  functional: SubjectCatalogue;
  texts: ReadonlyMap<string, string>;
  thresholds?: Thresholds;
}

/**
 * The statutory document of a unit's year (domain-rules §7): profile, tables, text, glossary, and attachments where the
 * format has them. Pure; nothing in it is typed twice.
 */
export function statutoryDocument({
  unitCode,
  model,
  functional,
  texts,
  thresholds,
}: DocumentInput): StatutoryDocument {
  const { identity, tableSet: format } = model;
  const { unitName, year } = identity;
  const { title, headings } = format.document;
  const narrative = narrativeOf({ model, texts, ...(thresholds && { thresholds }) }).flatMap(
    ({ id, heading, blocks }): DocumentBlock[] => [
      { kind: "heading", id: sectionHeadingId(id), level: 1, text: heading },
      ...blocks.map((block) =>
        block.kind === "paragraph" ? { ...block, sentences: block.sentences.filter(isPrinted) } : block,
      ),
      ...typedParagraphs(freeSlot(id), texts),
    ],
  );
  const written = narrative
    .flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : []))
    .join("");
  const parts: DocumentPart[] = [
    {
      id: "profile",
      heading: formText(headings.profile, identity),
      blocks: profileBlocks(format.document, identity, texts),
    },
    {
      id: "tables",
      heading: formText(headings.tables, identity),
      blocks: model.printedTables().map((table) => ({ kind: "statutoryTable", id: `table.${table.id}`, table })),
    },
    { id: "narrative", heading: formText(headings.narrative, identity), blocks: narrative },
    {
      id: "glossary",
      heading: formText(headings.glossary, identity),
      blocks: glossaryOf(model, functional, written).map(({ id, term, definition }, at) => ({
        kind: "term",
        id,
        term: `${chineseNumeral(at + 1)}、${term}`,
        definition,
      })),
    },
    ...(model.performance && format.performance.hasForms
      ? [
          {
            id: "attachments" as const,
            heading: formText(headings.attachments, identity),
            blocks: performanceAttachments(model.performance, model.partState("performance"), format, {
              year,
              unitName,
            }),
          },
        ]
      : []),
  ];
  return { title: formText(title, identity), unitCode, unitName, year, parts };
}

/** Address of a section of the narrative; its first sentence has the section's own name. */
export function sectionHeadingId(sectionId: string): string {
  return `section.${sectionId}`;
}

/** What the unit is: its duties, and its structure or, where several units report as one, these units. */
function profileBlocks(
  document: DocumentForm,
  identity: ReportIdentity,
  texts: ReadonlyMap<string, string>,
): DocumentBlock[] {
  const { profile, memberUnits } = document;
  const duties = profileText(profile.duties, textSlots.duties, texts);
  if (!memberUnits || !listsMemberUnits(document, texts))
    return [...duties, ...profileText(profile.structure, textSlots.structure, texts)];
  return [
    ...duties,
    { kind: "heading", id: memberUnitsSlot, level: 1, text: memberUnits.heading },
    ...memberUnits.lines.map((line, at) => textParagraph("memberUnits", at + 1, formText(line, identity))),
    { kind: "grid", id: "memberUnits.grid", grid: memberUnitsGrid(memberUnits.columns, memberUnitsOf(texts)) },
  ];
}

/** A typed text under its heading; says so when nothing was typed. */
function profileText(heading: string, slot: string, texts: ReadonlyMap<string, string>): DocumentBlock[] {
  const paragraphs = typedParagraphs(slot, texts);
  return [
    { kind: "heading", id: slot, level: 1, text: heading },
    ...(paragraphs.length > 0 ? paragraphs : [textParagraph(slot, 1, "单位未填写此项。")]),
  ];
}

/** A typed text, one paragraph a line. */
function typedParagraphs(slot: string, texts: ReadonlyMap<string, string>): DocumentBlock[] {
  const lines = (texts.get(slot) ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.map((text, at) => textParagraph(slot, at + 1, text));
}

function textParagraph(slot: string, number: number, text: string): DocumentBlock {
  return {
    kind: "paragraph",
    id: `${slot}.${number}`,
    sentences: [{ id: `${slot}.${number}.text`, fragments: [{ kind: "text", text }] }],
  };
}
