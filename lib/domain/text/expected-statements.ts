import { plainText } from "./clause-reader";
import { isPrinted } from "./writing/reasons";
import type { NarrativeSection } from "./writing/section";
import { fragmentText, type NumberFragment } from "./writing/sentence";
import { readNarrative, type Headings, type Statement } from "./statements";
import type { Narrative } from "../formats/narrative/narrative";

/** A statement that the figures write, with where its numbers come from. */
export interface ExpectedStatement extends Statement {
  /** By place in the phrase. */
  numbers: ReadonlyMap<string, NumberFragment>;
  /** Slot of the reason that it gives. */
  reasonSlot: string | null;
}

export function headingsOf(sections: readonly NarrativeSection[]): Headings {
  return {
    sections,
    inner: sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []))),
  };
}

/** The written text as statements: it goes through the same reader as a given one, so that both are cut alike. */
export function expectedStatements(sections: readonly NarrativeSection[], narrative: Narrative): ExpectedStatement[] {
  const numberAt = new Map<number, NumberFragment>();
  const reasons: { at: number; slot: string }[] = [];
  const paragraphs: string[] = [];
  let at = 0;
  const write = (paragraph: string) => {
    paragraphs.push(paragraph);
    at += paragraph.length + 1;
  };
  for (const { heading, blocks } of sections) {
    write(plainText(heading));
    for (const block of blocks) {
      if (block.kind === "heading") write(plainText(block.text));
      if (block.kind !== "paragraph") continue;
      let paragraph = "";
      for (const fragment of block.sentences.filter(isPrinted).flatMap(({ fragments }) => fragments)) {
        if (fragment.kind === "number") numberAt.set(at + paragraph.length, fragment);
        if (fragment.kind === "reason") reasons.push({ at: at + paragraph.length, slot: fragment.slot });
        paragraph += plainText(fragmentText(fragment));
      }
      write(paragraph);
    }
  }
  return readNarrative(paragraphs, headingsOf(sections), narrative).statements.map((statement) => {
    const { clause } = statement;
    const end = clause.at + clause.text.length;
    return {
      ...statement,
      numbers: new Map(
        clause.figures.flatMap(({ name, at: start }) =>
          numberAt.has(start) ? [[name, numberAt.get(start)!] as const] : [],
        ),
      ),
      reasonSlot: reasons.find((reason) => reason.at >= clause.at && reason.at < end)?.slot ?? null,
    };
  });
}
