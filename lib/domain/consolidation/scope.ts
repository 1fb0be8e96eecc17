/**
 * Of whom a total is: the department's own accounts (本级), a department with all its units, or the district. Whose a
 * unit is goes by the last day of the year, as everything that a year says of units does.
 */
import { firstDayOf, lastDayOf, type Day } from "../register/days";
import { periodsOf, unitInYear, type UnitLevel, type UnitRegister } from "../register/register";
import type { VersionStatus } from "../report/lifecycle";

export type TotalScope =
  | { kind: "own"; departmentId: string }
  | { kind: "department"; departmentId: string }
  | { kind: "district" };
export type TotalScopeKind = TotalScope["kind"];

export const totalScopeLabels: Record<TotalScopeKind, string> = {
  own: "部门本级",
  department: "部门汇总",
  district: "全区汇总",
};

/** A unit or department as it is called in a year. */
export interface YearUnit {
  id: string;
  parentId: string | null;
  level: UnitLevel;
  code: string;
  name: string;
  /** Whether it owes the accounts of the year. */
  isOwing: boolean;
  /** Whether it is the 部门本级 of its department. */
  isDepartmentsOwn: boolean;
}

/** The units whose accounts a total adds up, in the order given; none for a department without any. */
export function unitsInScope<Unit extends YearUnit>(units: readonly Unit[], scope: TotalScope): Unit[] {
  const owing = units.filter(({ level, isOwing }) => level === "unit" && isOwing);
  if (scope.kind === "district") return owing;
  const below = owing.filter(({ parentId }) => parentId === scope.departmentId);
  return scope.kind === "department" ? below : below.filter(({ isDepartmentsOwn }) => isDepartmentsOwn);
}

/** That a unit was another department's earlier in the year. */
export interface DepartmentMove {
  unitId: string;
  fromDepartmentId: string;
  on: Day;
}

/** The units that came from another department within the year, with the day; the last move of each. */
export function movesWithin(register: UnitRegister, unitIds: readonly string[], year: number): DepartmentMove[] {
  return unitIds.flatMap((unitId) => {
    const now = unitInYear(register, unitId, year);
    const on = now?.validFrom;
    if (!now || !on || on <= firstDayOf(year) || on > lastDayOf(year)) return [];
    const before = periodsOf(register, unitId).find(({ validTo }) => validTo === on);
    return before && before.parentId !== null && before.parentId !== now.parentId
      ? [{ unitId, fromDepartmentId: before.parentId, on }]
      : [];
  });
}

/** Which version of every report a total adds up: what people work on, what was handed in, decided, or published. */
export const versionBases = ["newest", "submitted", "approved", "published"] as const;
export type VersionBasis = (typeof versionBases)[number];

export const versionBasisLabels: Record<VersionBasis, string> = {
  newest: "最新一版（含填报中）",
  submitted: "已上报",
  approved: "已批复",
  published: "已公开",
};

/** The states in which a version counts for a total; of a report the newest one that does is added. */
export const countedStatuses: Record<VersionBasis, readonly VersionStatus[]> = {
  newest: ["drafting", "submitted", "underReview", "sentBack", "approved", "published"],
  submitted: ["submitted", "underReview", "approved", "published"],
  approved: ["approved", "published"],
  published: ["published"],
};
