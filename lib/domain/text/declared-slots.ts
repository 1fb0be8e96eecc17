/**
 * The texts that a report of a year can hold at all: what the parts of its text may ask for. A text that belongs to the
 * other direction, or to a sentence that is not written at the moment, is declared, too: it waits for its turn.
 */
import { partIds } from "../engine/figure-state";
import { freeSlot, memberUnitsSlot, noDataSlot, noDataStatement, profileSlots } from "../words/facts";
import type { ReportScope } from "../words/report-identity";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import type { Format } from "../formats/define";
import { formatOf } from "../formats/format-of";
import { hasSubjectRows } from "../formats/sheet-definition";
import { placeOfCounterpartSlot } from "../words/counterparts";
import { adjustmentSlot, adjustmentTexts, entriesOf } from "../words/opening-adjustments";
import { slotsOfPart } from "./parts/parts";
import { anyItem } from "./writing/part";

/** What of a year decides which texts it has. */
export interface SlotYear {
  tableSetId: string;
  /** Absent: a unit's. */
  scope?: ReportScope;
  functional: SubjectCatalogue;
}

const declared = new WeakMap<Format, ReadonlySet<string>>();

/** The slots of a format; those of every 项 with `anyItem` in place of its code. */
export function slotsOfFormat(format: Format): ReadonlySet<string> {
  const known = declared.get(format);
  if (known) return known;
  const { sections } = format.narrative;
  const slots = new Set<string>([
    ...Object.values(profileSlots),
    ...(format.document.memberUnits ? [memberUnitsSlot] : []),
    ...sections.map(({ id }) => freeSlot(id)),
    ...partIds.map(noDataSlot),
    ...adjustmentSlotsOf(format),
    ...sections.flatMap(({ parts }) => parts.flatMap(slotsOfPart)),
  ]);
  declared.set(format, slots);
  return slots;
}

/** The texts of every adjustment that the openings of the format may have. */
function adjustmentSlotsOf({ sheets }: Format): string[] {
  const balance = sheets.find("balance");
  return (balance?.funds ?? []).flatMap((fund) =>
    (balance?.adjustments ?? []).flatMap((kind) => {
      const row = balance && hasSubjectRows(balance, fund) ? anyItem : fund;
      return entriesOf({ fund, row, kind }).flatMap((place) =>
        adjustmentTexts.map(({ id }) => adjustmentSlot(place, id)),
      );
    }),
  );
}

/** Whether the year's text has a place for the slot, whatever the figures are. */
export function isDeclaredSlot(slot: string, { tableSetId, scope, functional }: SlotYear): boolean {
  const counterpart = placeOfCounterpartSlot(slot);
  if (counterpart) return functional.get(counterpart.item)?.level === 3;
  const slots = slotsOfFormat(formatOf(tableSetId, scope));
  const code = /\.(\d{7})(?:\.|$)/.exec(slot)?.[1];
  if (code === undefined) return slots.has(slot) && !slot.includes(anyItem);
  return functional.get(code)?.level === 3 && slots.has(slot.replace(code, anyItem));
}

/**
 * Why a text cannot be kept, in words; `undefined` when it can. Blanking is always possible: a place may have gone
 * since.
 */
export function textProblem({ slot, text }: { slot: string; text: string }, year: SlotYear): string | undefined {
  if (text === "") return undefined;
  if (!isDeclaredSlot(slot, year)) return "本年度的决算没有这处文字。请刷新页面，写到公开文本中有的位置。";
  if (slot.startsWith(noDataSlot("")) && text !== noDataStatement)
    return "本表无数据的声明只能是声明本身，不能写其他文字。";
  return undefined;
}
