import type { PartDeclaration } from "../../formats/narrative/parts";
import type { DocumentBlock } from "./blocks";
import type { SectionInput } from "./section";

/** Stands for the code of a 项 in slots that every 项 has. */
export const anyItem = "{item}";

/** What is known of one kind of parts. */
export interface PartWriter<Declaration extends PartDeclaration> {
  /** What stands under the part's heading; nothing where the report has no such part. */
  write: (part: Declaration, input: SectionInput) => readonly DocumentBlock[];
  /** The slots of the texts that it may ask for, whatever the figures are; with `anyItem` those of every 项. */
  slotsOf: (part: Declaration) => readonly string[];
}
