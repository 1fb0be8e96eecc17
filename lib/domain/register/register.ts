/**
 * The register of a district's units over time. A unit is an identity, `unitId`, that never changes and is never given
 * twice; what it is called, whose it is and what it owes are dated. Everything else about the register is worked out
 * from `UnitRegister` alone.
 */
import type { UnitKind } from "../words/funds";
import { lastDayOf, type Day } from "./days";
import { comparedName } from "./unit-names";

export type UnitLevel = "department" | "unit";

/** What is so of a unit for a time. */
export interface UnitState {
  code: string;
  name: string;
  shortName: string | null;
  /** The department it belongs to; `null` at the top. */
  parentId: string | null;
  level: UnitLevel;
  kind: UnitKind;
  /** Whether it prepares accounts of its own. */
  isObliged: boolean;
  /** 部门本级: whether its accounts are those of the department itself. Of a department's units one at a time. */
  isDepartmentsOwn: boolean;
}

/**
 * A unit from a day on (`null`: since before the register began) up to, but not on, another (`null`: without an end).
 */
export interface UnitPeriod extends UnitState {
  unitId: string;
  validFrom: Day | null;
  validTo: Day | null;
}

/** The kinds of events, with the words for them. */
export const unitEventLabels = {
  found: "新设",
  rename: "更名",
  recode: "改码",
  transfer: "划转",
  reclassify: "性质改变",
  merge: "合并",
  absorb: "吸收",
  split: "拆分",
  dissolve: "撤销",
} as const;
export type UnitEventKind = keyof typeof unitEventLabels;
export const unitEventKinds = Object.keys(unitEventLabels) as UnitEventKind[];

/** Who reports the year in which a unit ends: the unit itself up to that day, or its successors the whole of it. */
export type FinalReport = "ownFinalReport" | "inSuccessor";

/** All shares of one event together. */
export const wholeShare = 10_000;

/** The document that an event rests on. */
export interface EventDocument {
  number: string;
  date: Day;
}

/**
 * Something that happened to units, recorded once. A unit that goes on is among its predecessors and its successors;
 * one that is only a predecessor ends that day, one that is only a successor begins (or, if it was there before, takes
 * over).
 */
export interface UnitEvent {
  id: string;
  kind: UnitEventKind;
  effectiveOn: Day;
  document: EventDocument;
  predecessors: readonly string[];
  /** With the part of the predecessors' balances that each takes over, in 1/10,000; together all of it. */
  successors: readonly { unitId: string; share: number }[];
  /** `null` unless somebody ends or is divided. */
  finalReport: FinalReport | null;
}

export interface UnitRegister {
  /** Those of one unit follow each other without gap or overlap. */
  periods: readonly UnitPeriod[];
  /** In the order they were recorded; those of one unit never go back in time. */
  events: readonly UnitEvent[];
}

/** Whether a period holds on a day. */
export function holdsOn({ validFrom, validTo }: Pick<UnitPeriod, "validFrom" | "validTo">, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);
}

/** The periods of a unit, earliest first; none for a unit that the register does not have. */
export function periodsOf({ periods }: UnitRegister, unitId: string): readonly UnitPeriod[] {
  let byUnit = periodsByUnit.get(periods);
  if (!byUnit) {
    byUnit = grouped(periods, (period) => period.unitId);
    for (const those of byUnit.values()) those.sort(byBeginning);
    periodsByUnit.set(periods, byUnit);
  }
  return byUnit.get(unitId) ?? [];
}

/** The periods with a code, in the order of the register. */
export function periodsWithCode({ periods }: UnitRegister, code: string): readonly UnitPeriod[] {
  let byCode = periodsByCode.get(periods);
  if (!byCode) {
    byCode = grouped(periods, (period) => period.code);
    periodsByCode.set(periods, byCode);
  }
  return byCode.get(code) ?? [];
}

/** The periods with a name, however it is spaced, in the order of the register. */
export function periodsWithName({ periods }: UnitRegister, name: string): readonly UnitPeriod[] {
  let byName = periodsByName.get(periods);
  if (!byName) {
    byName = grouped(periods, (period) => comparedName(period.name));
    periodsByName.set(periods, byName);
  }
  return byName.get(comparedName(name)) ?? [];
}

type PeriodIndex = Map<string, UnitPeriod[]>;

/** Periods that were asked about before: a register of thousands is gone through once. */
const periodsByUnit = new WeakMap<readonly UnitPeriod[], PeriodIndex>();
const periodsByCode = new WeakMap<readonly UnitPeriod[], PeriodIndex>();
const periodsByName = new WeakMap<readonly UnitPeriod[], PeriodIndex>();

function grouped(periods: readonly UnitPeriod[], key: (period: UnitPeriod) => string): PeriodIndex {
  const groups: PeriodIndex = new Map();
  for (const period of periods) {
    const of = key(period);
    const group = groups.get(of);
    if (group) group.push(period);
    else groups.set(of, [period]);
  }
  return groups;
}

/** The periods that are in a register and not, as they are, in another. */
export function periodsBeside({ periods }: UnitRegister, other: UnitRegister): UnitPeriod[] {
  const those = new Set(other.periods);
  return periods.filter((period) => !those.has(period));
}

function byBeginning(one: UnitPeriod, other: UnitPeriod): number {
  return (one.validFrom ?? "") < (other.validFrom ?? "") ? -1 : 1;
}

/** Everybody who had a part in an event. */
export function partiesOf({ predecessors, successors }: Pick<UnitEvent, "predecessors" | "successors">): Set<string> {
  return new Set([...predecessors, ...successors.map(({ unitId }) => unitId)]);
}

/** The units that there are on a day, as they are then, by code. */
export function unitsOn({ periods }: UnitRegister, day: Day): UnitPeriod[] {
  return periods.filter((period) => holdsOn(period, day)).sort(byCode);
}

function byCode(one: UnitPeriod, other: UnitPeriod): number {
  return one.code < other.code ? -1 : one.code > other.code ? 1 : 0;
}

/**
 * A unit as it is on a day: of one that ended before, as it was last; of one that began later, as it began. `null` for
 * a unit that the register does not have.
 */
export function unitAsOf(register: UnitRegister, unitId: string, day: Day): UnitPeriod | null {
  const periods = periodsOf(register, unitId);
  return periods.findLast(({ validFrom }) => validFrom === null || validFrom <= day) ?? periods[0] ?? null;
}

/** What a unit is called in a fiscal year, and whose it is: as on 31 December, or on its last day before that. */
export function unitInYear(register: UnitRegister, unitId: string, year: number): UnitPeriod | null {
  return unitAsOf(register, unitId, lastDayOf(year));
}
