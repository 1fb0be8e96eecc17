import type { FactKey } from "./fact-address";

/**
 * The facts of one report version: integers by address (fen, or counts), and texts by slot.
 * A missing key is blank, which is not zero.
 */
export interface Facts {
  readonly amounts: ReadonlyMap<FactKey, number>;
  readonly texts: ReadonlyMap<string, string>;
}

export const noFacts: Facts = { amounts: new Map(), texts: new Map() };

/** The texts of 第一部分, which every report has. */
export const profileSlots = {
  duties: "profile.duties",
  structure: "profile.structure",
} as const;

/** The units of a department, one a line: `名称` or `名称|备注`. Only formats that print them have it. */
export const memberUnitsSlot = "profile.memberUnits";

/** Text slots that are not tied to a figure. Reasons have slots of their own (text/writing/reasons.ts). */
export const textSlots = {
  ...profileSlots,
  otherVehiclesNote: "stateAssets.otherVehiclesNote",
  /** How the unit's project spending went, as a whole (section 十一). */
  performanceAssessment: "performance.assessment",
  vehicleOperationPurpose: "purpose.vehicleOperation",
  officialReceptionPurpose: "purpose.officialReception",
} as const;

/** Texts that only some formats ask for. */
export const someFormatsSlots = {
  overseasTravelPurpose: "purpose.overseasTravel",
  vehiclePurchasePurpose: "purpose.vehiclePurchase",
  /** 预算绩效管理制度, 工作机制. */
  performanceRules: "performance.rules",
  performanceMechanism: "performance.mechanism",
} as const;

/** What a 项 was used for (主要用于), where a format asks. */
export function itemPurposeSlot(code: string): string {
  return `purpose.item.${code}`;
}

/** The slot that sums up the performance part; its revision is the part's. Nobody types it. */
export const performanceSlot = "performance";

/** Slots of texts that people write and readers read: not the statements that a sheet is empty. */
export const typedTextSlots = /^(?:profile|reason|purpose|free|stateAssets|performance)\./;

/** The slot of paragraphs that a unit adds after a section of the narrative. */
export function freeSlot(sectionId: string): string {
  return `free.${sectionId}`;
}

/** What stands in the slot of a statement that a sheet has no data. */
export const noDataStatement = "none";

/** What such slots begin with. */
export const noDataPrefix = "noData.";

/** The slot in which a unit states that a sheet has no data this year (本表无数据). Its text is `noDataStatement`. */
export function noDataSlot(sheet: string): string {
  return `${noDataPrefix}${sheet}`;
}

/** Whether a slot states that a sheet has no data. */
export const isNoDataSlot = (slot: string): boolean => slot.startsWith(noDataPrefix);
