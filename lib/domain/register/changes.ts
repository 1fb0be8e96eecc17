import { unitKindLabels } from "../words/funds";
import { yearOf, yearOrDayText, type Day } from "./days";
import { owes } from "./obligations";
import {
  periodsOf,
  unitAsOf,
  unitEventLabels,
  unitInYear,
  type UnitRegister,
  type UnitEvent,
  type UnitEventKind,
  type UnitPeriod,
  type UnitState,
} from "./register";

/**
 * What changed for a unit on a day, as a sentence without its full stop, and the event of that day, where one was
 * recorded.
 */
export interface UnitChange {
  on: Day;
  text: string;
}

/** Everything that changed for a unit, earliest first: its periods compared, and the events it had a part in. */
export function changesOf(register: UnitRegister, unitId: string): UnitChange[] {
  const periods = periodsOf(register, unitId);
  const fromPeriods = periods.flatMap((period, index) =>
    index === 0 || period.validFrom === null
      ? []
      : differences(register, periods[index - 1]!, period).map((text) => ({ on: period.validFrom!, text })),
  );
  const fromEvents = register.events.flatMap((event) => {
    const text = partText(register, event, unitId);
    return text === null ? [] : [{ on: event.effectiveOn, text }];
  });
  return [...fromEvents, ...fromPeriods].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

const statesOfEvent: Partial<Record<UnitEventKind, readonly (keyof UnitState)[]>> = {
  rename: ["name", "shortName"],
  recode: ["code"],
  transfer: ["parentId", "isDepartmentsOwn"],
  reclassify: ["kind", "isObliged", "isDepartmentsOwn"],
};

/**
 * What an event has changed of a unit that goes on, old and new, e.g. 代码 101004 → 101994; empty for events by which
 * units begin, end or are divided.
 */
export function changesByEvent(
  { kind }: Pick<UnitEvent, "kind">,
  unitId: string,
  { before, after }: { before: UnitRegister; after: UnitRegister },
): string[] {
  const was = periodsOf(before, unitId).at(-1);
  const is = periodsOf(after, unitId).at(-1);
  if (!was || !is) return [];
  const departmentOf = (register: UnitRegister, id: string | null): string => {
    const department = id === null ? undefined : periodsOf(register, id).at(-1);
    return department ? `${department.code} ${department.name}` : "无";
  };
  const told: Record<string, (register: UnitRegister, state: UnitState) => [label: string, value: string]> = {
    name: (_, { name }) => ["名称", name],
    shortName: (_, { shortName }) => ["简称", shortName ?? "无"],
    code: (_, { code }) => ["代码", code],
    parentId: (register, { parentId }) => ["主管部门", departmentOf(register, parentId)],
    kind: (_, state) => ["单位类型", unitKindLabels[state.kind]],
    isObliged: (_, { isObliged }) => ["单独填报决算", isObliged ? "是" : "否"],
    isDepartmentsOwn: (_, { isDepartmentsOwn }) => ["部门本级", isDepartmentsOwn ? "是" : "否"],
  };
  return (statesOfEvent[kind] ?? []).flatMap((field) => {
    if (was[field] === is[field]) return [];
    const [label, old] = told[field]!(before, was);
    return [`${label} ${old} → ${told[field]!(after, is)[1]}`];
  });
}

/**
 * When a unit got the names and codes that it has and had, earliest first; the other periods of the register are not
 * asked for.
 */
export function namingsOf(periods: readonly UnitPeriod[]): string[] {
  return periods.flatMap((period, index) => (index === 0 ? [] : namingDifferences(periods[index - 1]!, period)));
}

function namingDifferences(before: UnitPeriod, after: UnitPeriod): string[] {
  const from = `${yearOrDayText(after.validFrom!)}起`;
  return [
    ...(before.code === after.code ? [] : [`${from}代码由${before.code}改为${after.code}`]),
    ...(before.name === after.name ? [] : [`${from}由“${before.name}”更名为“${after.name}”`]),
  ];
}

function differences(register: UnitRegister, before: UnitPeriod, after: UnitPeriod): string[] {
  const from = `${yearOrDayText(after.validFrom!)}起`;
  const nameOfDepartment = (id: string | null) => (id === null ? "（无）" : nameOn(register, id, after.validFrom!));
  return [
    ...namingDifferences(before, after),
    ...(before.parentId === after.parentId
      ? []
      : [`${from}由${nameOfDepartment(before.parentId)}划转至${nameOfDepartment(after.parentId)}`]),
    ...(before.kind === after.kind ? [] : [`${from}由${unitKindLabels[before.kind]}改为${unitKindLabels[after.kind]}`]),
    ...(before.isObliged === after.isObliged ? [] : [`${from}${after.isObliged ? "单独填报" : "不再单独填报"}决算`]),
    ...(before.isDepartmentsOwn === after.isDepartmentsOwn
      ? []
      : [`${from}${after.isDepartmentsOwn ? "是" : "不再是"}部门本级`]),
  ];
}

/**
 * What an event was for one of those who had a part in it; `null` for a change that its periods tell, and for everybody
 * else.
 */
function partText(register: UnitRegister, event: UnitEvent, unitId: string): string | null {
  const { kind, effectiveOn, predecessors, successors } = event;
  const isPredecessor = predecessors.includes(unitId);
  const isSuccessor = successors.some((successor) => successor.unitId === unitId);
  if (!isPredecessor && !isSuccessor) return null;
  const day = yearOrDayText(effectiveOn);
  const others = (unitIds: readonly string[]) =>
    unitIds
      .filter((other) => other !== unitId)
      .map((other) => `“${nameOn(register, other, effectiveOn)}”`)
      .join("、");
  const into = others(successors.map((successor) => successor.unitId));
  const outOf = others(predecessors);
  switch (kind) {
    case "found":
      return `${day}${unitEventLabels.found}`;
    case "dissolve":
      return `${day}${unitEventLabels.dissolve}`;
    case "merge":
      return isSuccessor ? `${day}由${outOf}合并设立` : `${day}与${outOf}合并为${into}`;
    case "absorb":
      return isSuccessor ? `${day}吸收${outOf}` : `${day}并入${into}`;
    case "split":
      if (isPredecessor) return `${day}拆分${isSuccessor ? "出" : "为"}${into}`;
      return periodsOf(register, unitId)[0]?.validFrom === effectiveOn
        ? `${day}由${outOf}拆分设立`
        : `${day}承接由${outOf}拆分的部分`;
    default:
      return null;
  }
}

function nameOn(register: UnitRegister, unitId: string, day: Day): string {
  return unitAsOf(register, unitId, day)?.name ?? unitId;
}

/** One fiscal year of a unit's series. */
export interface SeriesYear {
  year: number;
  period: UnitPeriod;
  /**
   * Why its figures are not comparable with those of the year before: events that joined, divided or changed it that
   * year.
   */
  breaks: UnitChange[];
}

/**
 * The fiscal years of those given that a unit owes, in order, as one series whatever it was called, with its breaks.
 */
export function seriesOf(register: UnitRegister, unitId: string, years: readonly number[]): SeriesYear[] {
  const changes = changesOf(register, unitId);
  return [...years]
    .sort((one, other) => one - other)
    .filter((year) => owes(register, unitId, year))
    .map((year) => ({
      year,
      period: unitInYear(register, unitId, year)!,
      breaks: changes.filter(({ on }) => yearOf(on) === year),
    }));
}

/** The units that ever had the code, who has or had it last first. */
export function unitsByCode({ periods }: UnitRegister, code: string): string[] {
  return distinctLatestFirst(periods.filter((period) => period.code === code));
}

/** The units that were ever called so, in part or whole, or whose code ever began so; who was last first. */
export function unitsByNameOrCode({ periods }: UnitRegister, query: string): string[] {
  return distinctLatestFirst(
    periods.filter(
      ({ name, shortName, code }) => name.includes(query) || shortName?.includes(query) || code.startsWith(query),
    ),
  );
}

function distinctLatestFirst(periods: readonly UnitPeriod[]): string[] {
  const end = ({ validTo }: UnitPeriod) => validTo ?? "9999-12-31";
  const latestFirst = [...periods].sort((one, other) => (end(one) > end(other) ? -1 : end(one) < end(other) ? 1 : 0));
  return [...new Set(latestFirst.map(({ unitId }) => unitId))];
}
