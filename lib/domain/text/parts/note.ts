import type { NotePart } from "../../formats/narrative/parts";
import type { PartWriter } from "../writing/part";
import { paragraph } from "../writing/section";

/** A sentence that stands in every report. */
export const note: PartWriter<NotePart> = {
  write: ({ id, words }, { context }) => [paragraph(`${id}.paragraph`, [context.say(id, words.note)])],
  slotsOf: () => [],
};
