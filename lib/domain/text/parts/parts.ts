import type { PartDeclaration, PartKind, PartOfKind } from "../../formats/narrative/parts";
import type { DocumentBlock } from "../writing/blocks";
import type { PartWriter } from "../writing/part";
import { subheading, type SectionInput } from "../writing/section";
import { agencyCost } from "./agency-cost";
import { basicExpenditure } from "./basic-expenditure";
import { fund } from "./fund";
import { generalPublicExpenditure } from "./general-public-expenditure";
import { note } from "./note";
import { openingAdjustments } from "./opening-adjustments";
import { performanceForms } from "./performance-forms";
import { performanceManagement } from "./performance-management";
import { procurement, reservedProcurement } from "./procurement";
import { stateAssets } from "./state-assets";
import { threePublicByItem } from "./three-public-by-item";
import { threePublicTogether } from "./three-public-together";
import { compositionAlone, compositionWithChanges, grandTotal } from "./totals";

/** One writer for each kind of parts. What it says is the format's. */
const writers: { readonly [Kind in PartKind]: PartWriter<PartOfKind<Kind>> } = {
  grandTotal,
  openingAdjustments,
  composition: compositionAlone,
  compositionWithChanges,
  generalPublicExpenditure,
  basicExpenditure,
  threePublicByItem,
  threePublicTogether,
  fund,
  agencyCost,
  procurement,
  reservedProcurement,
  stateAssets,
  note,
  performanceForms,
  performanceManagement,
};

/** The writer of a part: the list above has the one of its kind. */
function writerOf<Kind extends PartKind>(part: PartOfKind<Kind>): PartWriter<PartOfKind<Kind>> {
  return writers[part.kind as Kind] as PartWriter<PartOfKind<Kind>>;
}

/** What a part says, under its heading where it has one. */
export function writePart(part: PartDeclaration, input: SectionInput): readonly DocumentBlock[] {
  const blocks = writerOf(part).write(part, input);
  return part.heading === undefined || blocks.length === 0
    ? blocks
    : [subheading(`${part.id}.heading`, part.heading), ...blocks];
}

/** The slots of the texts that a part may ask for. */
export function slotsOfPart(part: PartDeclaration): readonly string[] {
  return writerOf(part).slotsOf(part);
}
