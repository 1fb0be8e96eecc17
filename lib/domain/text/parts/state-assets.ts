import type { StateAssetsPart } from "../../formats/narrative/parts";
import { factKeyOfRow, namedFactKey } from "../../formats/names";
import { textSlots } from "../../words/facts";
import { count } from "../writing/numbers";
import type { PartWriter } from "../writing/part";
import { paragraph, type SectionInput } from "../writing/section";
import type { Sentence } from "../writing/sentence";
import { reason } from "../writing/reasons";
import { placesOf } from "../writing/template";

const notePlaceholder = "{otherNote}";

/** A template with the counts of the rows that its places name. */
function counted({ figures, context: { say, places } }: SectionInput, id: string, template: string): Sentence {
  const rows = placesOf(template).filter((name) => !(name in places));
  const counts = rows.map((row) => [row, count(figures.fact(factKeyOfRow("stateAssets", row, "", "count")))] as const);
  return say(id, template, Object.fromEntries(counts));
}

/** 国有资产占用: vehicles by use, with what those of other use are, and large equipment. */
export const stateAssets: PartWriter<StateAssetsPart> = {
  write({ id, words: { assets: words } }, input) {
    const { figures, context } = input;
    const note = reason(textSlots.otherVehiclesNote, context.texts);
    const others = figures.fact(namedFactKey("stateAssets", "other", "", "count"));
    const noted =
      words.otherNote !== undefined && note.text !== "" && (others.value ?? 0) > 0
        ? context.say(id, words.otherNote, { note }).fragments
        : [];
    const [before = "", after = ""] = words.vehicles.split(notePlaceholder);
    const vehicles = {
      id,
      fragments: [...counted(input, id, before).fragments, ...noted, ...counted(input, id, after).fragments],
    };
    return [
      paragraph(`${id}.paragraph`, [
        vehicles,
        ...(words.equipment === undefined ? [] : [counted(input, `${id}.equipment`, words.equipment)]),
      ]),
    ];
  },
  slotsOf: ({ words }) => (words.assets.otherNote === undefined ? [] : [textSlots.otherVehiclesNote]),
};
