import { changesOf } from "./changes";
import { firstDayOf, lastDayOf, type Day } from "./days";
import { obligationsOf } from "./obligations";
import { partiesOf, unitInYear, type UnitPeriod, type UnitRegister } from "./register";

export const obligedChangeLabels = {
  new: "新增",
  gone: "不再编报",
  renamed: "更名",
  recoded: "改码",
  moved: "划转",
  reclassified: "性质改变",
  joined: "承接",
} as const;
export type ObligedChangeKind = keyof typeof obligedChangeLabels;

/** What is otherwise with a unit that owes a year than in an earlier year; the first kind is the one to name. */
export interface ObligedChange {
  unitId: string;
  /** As it is in the year, or as it was last. */
  unit: UnitPeriod;
  kinds: ObligedChangeKind[];
  /** What happened, as sentences without their full stops; empty where the register has no event of it. */
  texts: string[];
  documents: { number: string; date: Day }[];
}

/** Who owes a year by the register, and what is otherwise than in an earlier year. */
export interface ObligedUnits {
  /** Ids, by the code of the unit in the year. */
  owing: string[];
  /** By code; none where there is no year to compare with. */
  changes: ObligedChange[];
}

/**
 * Who owes the accounts of a year, compared with those who owed an earlier one.
 *
 * @param before the earlier year, with those who owed it as it was frozen; `null` for the first year.
 */
export function obligedUnits(
  register: UnitRegister,
  year: number,
  before: { year: number; owing: readonly string[] } | null,
): ObligedUnits {
  const codeOf = (unitId: string) => unitInYear(register, unitId, year)?.code ?? "";
  const byCode = (one: string, other: string) => (codeOf(one) < codeOf(other) ? -1 : 1);
  const owing = obligationsOf(register, year)
    .map(({ unitId }) => unitId)
    .sort(byCode);
  if (before === null) return { owing, changes: [] };
  const owed = new Set(before.owing);
  const owes = new Set(owing);
  const changes = [...new Set([...owing, ...owed])].sort(byCode).flatMap((unitId): ObligedChange[] => {
    const unit = unitInYear(register, unitId, year);
    if (!unit) return [];
    // What ended a unit that reported its last year itself happened in the year before.
    const from = owes.has(unitId) ? lastDayOf(before.year) : firstDayOf(before.year);
    const isMeant = (day: Day) => day <= lastDayOf(year) && (owes.has(unitId) ? day > from : day >= from);
    const events = register.events.filter((event) => isMeant(event.effectiveOn) && partiesOf(event).has(unitId));
    const isJoined = events.some(
      ({ predecessors, successors }) =>
        successors.some((successor) => successor.unitId === unitId) && predecessors.some((each) => each !== unitId),
    );
    const kinds = kindsOf(
      unit,
      owed.has(unitId) ? unitInYear(register, unitId, before.year) : null,
      owes.has(unitId),
      isJoined,
    );
    if (kinds.length === 0) return [];
    return [
      {
        unitId,
        unit,
        kinds,
        texts: changesOf(register, unitId)
          .filter(({ on }) => isMeant(on))
          .map(({ text }) => text),
        documents: events.map(({ document }) => document),
      },
    ];
  });
  return { owing, changes };
}

function kindsOf(now: UnitPeriod, before: UnitPeriod | null, isOwing: boolean, isJoined: boolean): ObligedChangeKind[] {
  const joined: ObligedChangeKind[] = isJoined ? ["joined"] : [];
  if (before === null) return ["new", ...joined];
  if (!isOwing) return ["gone"];
  return [
    ...joined,
    ...(before.name === now.name ? [] : (["renamed"] as const)),
    ...(before.code === now.code ? [] : (["recoded"] as const)),
    ...(before.parentId === now.parentId ? [] : (["moved"] as const)),
    ...(before.kind === now.kind ? [] : (["reclassified"] as const)),
  ];
}
