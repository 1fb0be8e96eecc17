/**
 * The texts that a report of a year can hold at all: what its wording may ask for. A text that belongs to the other
 * direction, or to a sentence that is not written at the moment, is declared, too: it waits for its turn.
 */
import { partIds } from "../engine/figure-state";
import { freeSlot, noDataSlot, noDataStatement, textSlots } from "../words/facts";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { formatOf } from "../formats/format-of";
import { reasonSlotsOf } from "./writing/reasons";
import { comparedThreePublic, againstLastYear } from "./sections/three-public";
import { comparedTotals } from "./sections/totals";

/** What of a year decides which texts it has. */
export interface SlotYear {
  tableSetId: string;
  functional: SubjectCatalogue;
}

const comparedElsewhere = ["generalPublicExpenditure", "generalPublicBudgetCompletion", "agencyOperatingCost"];

const declared = new Map<string, ReadonlySet<string>>();

/** Slots that do not depend on the subjects, by table set. */
function fixedSlots(tableSetId: string): ReadonlySet<string> {
  const known = declared.get(tableSetId);
  if (known) return known;
  const { comparesThreePublic } = formatOf(tableSetId);
  const compared = [
    ...comparedTotals,
    ...comparedElsewhere,
    ...comparedThreePublic,
    ...(comparesThreePublic ? comparedThreePublic.map(againstLastYear) : []),
  ];
  const slots = new Set<string>([
    ...Object.values(textSlots),
    ...formatOf(tableSetId).wording.sections.map(({ id }) => freeSlot(id)),
    ...partIds.map(noDataSlot),
    ...compared.flatMap(reasonSlotsOf),
  ]);
  declared.set(tableSetId, slots);
  return slots;
}

/** Whether the year's wording has a place for the text, whatever the figures are. */
export function isDeclaredSlot(slot: string, { tableSetId, functional }: SlotYear): boolean {
  if (fixedSlots(tableSetId).has(slot)) return true;
  const code = /^reason\.item\.(\d{7})\.(?:rise|fall)$/.exec(slot)?.[1];
  return code !== undefined && functional.get(code)?.level === 3;
}

/** Why a text cannot be kept, in words; `undefined` when it can. Blanking is always possible: a place may have gone since. */
export function textProblem({ slot, text }: { slot: string; text: string }, year: SlotYear): string | undefined {
  if (text === "") return undefined;
  if (!isDeclaredSlot(slot, year)) return "本年度的决算没有这处文字。请刷新页面，写到公开文本中有的位置。";
  if (slot.startsWith(noDataSlot("")) && text !== noDataStatement)
    return "本表无数据的声明只能是声明本身，不能写其他文字。";
  return undefined;
}
