import { textSlots } from "../facts/facts";
import { glossaryOf } from "../glossary/glossary";
import type { ReportModel } from "../model/report-model";
import { narrativeOf } from "../narrative/narrative";
import { sentenceText } from "../narrative/sentence";
import type { SubjectCatalogue } from "../subjects/catalogue";
import type { DocumentBlock, DocumentPart, StatutoryDocument } from "./document";

/** What the document is made from. `texts` are the typed ones by slot: profile and reasons. */
export interface DocumentInput {
  unitCode: string;
  model: ReportModel;
  functional: SubjectCatalogue;
  texts: ReadonlyMap<string, string>;
}

/** The statutory document of a unit's year (domain-rules §7): profile, tables, text, glossary. Pure; nothing in it is typed twice. */
export function statutoryDocument({ unitCode, model, functional, texts }: DocumentInput): StatutoryDocument {
  const { unitName, year } = model.identity;
  const narrative = narrativeOf({ model, texts }).flatMap(({ id, heading, blocks }): DocumentBlock[] => [{ kind: "heading", id, level: 1, text: heading }, ...blocks]);
  const written = narrative.flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : [])).join("");
  const parts: DocumentPart[] = [
    { id: "profile", heading: "第一部分 单位概况", blocks: [...profileText("一、单位职责", textSlots.duties, texts), ...profileText("二、机构设置", textSlots.structure, texts)] },
    { id: "tables", heading: `第二部分 ${year}年度单位决算表`, blocks: model.printedTables().map((table) => ({ kind: "statutoryTable", id: `table.${table.id}`, table })) },
    { id: "narrative", heading: `第三部分 ${year}年度单位决算情况说明`, blocks: narrative },
    { id: "glossary", heading: "第四部分 名词解释", blocks: glossaryOf(model, functional, written).map((term) => ({ kind: "term", ...term })) },
  ];
  return { title: `${year}年度${unitName}单位决算`, unitCode, unitName, year, parts };
}

/** A typed text under its heading, one paragraph a line; says so when nothing was typed. */
function profileText(heading: string, slot: string, texts: ReadonlyMap<string, string>): DocumentBlock[] {
  const lines = (texts.get(slot) ?? "").split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  const paragraphs = lines.length > 0 ? lines : ["单位未填写此项。"];
  return [
    { kind: "heading", id: slot, level: 1, text: heading },
    ...paragraphs.map((text, at): DocumentBlock => ({ kind: "paragraph", id: `${slot}.${at + 1}`, sentences: [{ id: `${slot}.${at + 1}.text`, fragments: [{ kind: "text", text }] }] })),
  ];
}
