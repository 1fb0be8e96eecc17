/** Stored values and their places in words, for histories and lists of changes. */
import { formatForInput, formatYuan, fromDecimalYuan, type PlainUnit } from "../words/amounts";
import { parseFactKey, type FactKey } from "../words/fact-address";
import {
  isNoDataSlot,
  itemPurposeSlot,
  memberUnitsSlot,
  noDataPrefix,
  noDataSlot,
  performanceSlot,
  someFormatsSlots,
  textSlots,
} from "../words/facts";
import { counterpartTexts, placeOfCounterpartSlot, transferColumn } from "../words/counterparts";
import { adjustmentLabel, adjustmentTexts, placeOfAdjustmentSlot } from "../words/opening-adjustments";
import type { Format } from "./define";
import type { EntrySheets } from "./entry-sheets";
import type { Measure } from "./sheet-definition";

const textPrefix = "text:";
const explanationPrefix = "explanation:";
const slotLabels: Readonly<Record<string, string>> = {
  [performanceSlot]: "项目绩效",
  [textSlots.otherVehiclesNote]: "其他用车说明",
  [textSlots.performanceAssessment]: "绩效自评总体评价",
  [textSlots.vehicleOperationPurpose]: "公务用车运行维护费的用途",
  [textSlots.officialReceptionPurpose]: "国内接待费的用途",
  [someFormatsSlots.overseasTravelPurpose]: "因公出国（境）费的开支内容",
  [someFormatsSlots.vehiclePurchasePurpose]: "公务用车购置费的用途",
  [someFormatsSlots.performanceRules]: "预算绩效管理制度",
  [someFormatsSlots.performanceMechanism]: "预算绩效管理工作机制",
};

/** A heading of the first part without its number: 一、主要职能 as 主要职能. */
const withoutNumber = (heading: string) => heading.replace(/^[一二三四五六七八九十]+、/, "");

/** A text slot in words: the texts of the first part by the headings under which the format prints them. */
export function labelOfSlot(slot: string, { sheets, document }: Pick<Format, "sheets" | "document">): string {
  if (slot === textSlots.duties) return withoutNumber(document.profile.duties);
  if (slot === textSlots.structure) return withoutNumber(document.profile.structure);
  if (slot === memberUnitsSlot && document.memberUnits) return withoutNumber(document.memberUnits.heading);
  if (slot === noDataSlot("performance")) return "无数据声明：项目绩效";
  if (isNoDataSlot(slot)) return `本表无数据声明：${sheets.find(slot.slice(noDataPrefix.length))?.title ?? slot}`;
  if (slot.startsWith("reason.")) return "变动原因";
  if (slot.startsWith("free.")) return "补充说明";
  const adjustment = placeOfAdjustmentSlot(slot);
  if (adjustment) {
    return `年初余额调整“${adjustmentLabel(adjustment)}”${adjustmentTexts.find(({ id }) => id === adjustment.text)!.label}`;
  }
  const counterpart = placeOfCounterpartSlot(slot);
  if (counterpart) {
    const { label } = transferColumn(counterpart.column)!;
    return `${label}往来单位${counterpartTexts.find(({ id }) => id === counterpart.text)!.label}`;
  }
  if (slot.startsWith(itemPurposeSlot(""))) return "主要用途";
  return slotLabels[slot] ?? slot;
}

/** Of what a slot states that there is no data: the title of its sheet, or 项目绩效. */
export const subjectOfNoData = (slot: string, format: Pick<Format, "sheets" | "document">): string =>
  labelOfSlot(slot, format).replace(/^.*?：/, "");

/** The slot of a history address `text:slot`; `null` for the address of a cell. */
export function slotOfAddress(address: string): string | null {
  return address.startsWith(textPrefix) ? address.slice(textPrefix.length) : null;
}

/** The finding of a history address `explanation:finding`; `null` for the address of anything else. */
export function findingOfAddress(address: string): string | null {
  return address.startsWith(explanationPrefix) ? address.slice(explanationPrefix.length) : null;
}

/** The unit in which a number is typed: that of the money, unless it is no money. */
export function unitOfInput<Unit>(measure: Measure, money: Unit): Unit | PlainUnit {
  return measure === "money" ? money : measure;
}

/** A value with its unit: `1,387.00 元`, `12`, `99.33 分`. */
export function valueText(measure: Measure, value: number): string {
  return measure === "count" ? String(value) : `${formatYuan(value)} ${measure === "money" ? "元" : "分"}`;
}

/** A value as it would be typed: amounts in yuan, counts plain, nothing for a blank. */
export function typedValueText(key: FactKey, value: number | null, sheets: EntrySheets): string {
  return formatForInput(value, unitOfInput(sheets.measureOf(parseFactKey(key)), "yuan"));
}

/**
 * A value as the history stores it, as a person reads it: amounts in yuan with two decimals, counts plain, inputs that
 * are no amount as typed, `空` for nothing.
 */
export function storedValueText(address: string, stored: string | null, sheets: EntrySheets): string {
  if (stored === null || stored === "") return "空";
  if (findingOfAddress(address) !== null) return stored;
  const slot = slotOfAddress(address);
  if (slot !== null) return isNoDataSlot(slot) ? "已声明" : stored;
  const measure = sheets.measureOf(parseFactKey(address as FactKey));
  if (measure === "count") return stored.replace(/\.0+$/, "");
  return /^-?\d+(\.\d{1,2})?$/.test(stored) ? valueText(measure, fromDecimalYuan(stored)) : stored;
}
