/** 部门本级: the one unit of a department whose accounts are those of the department itself. */
import { periodsOf, type UnitPeriod, type UnitRegister, type UnitState } from "./register";
import { comparedName } from "./unit-names";

/** Whether a name is that of a department itself: the same, with or without 本级 or 机关 behind it. */
export function isNamedAsOwn(name: string, departmentName: string): boolean {
  const bare = (each: string) =>
    comparedName(each)
      .replace(/[()]/g, "")
      .replace(/(?:本级|机关)$/, "");
  return bare(name) === bare(departmentName);
}

/** Whether a unit that enters the register is taken for its department's own, where nobody says whether it is. */
export function isOwnByName(
  register: UnitRegister,
  { level, parentId, name }: Pick<UnitState, "level" | "parentId" | "name">,
): boolean {
  const department = parentId === null ? undefined : periodsOf(register, parentId).at(-1);
  if (level !== "unit" || !department) return false;
  const hasOwn = register.periods.some(
    (period) => period.parentId === parentId && period.isDepartmentsOwn && period.validTo === null,
  );
  return !hasOwn && isNamedAsOwn(name, department.name);
}

/** Why a period cannot be that of a department's own unit, in sentences. */
export function ownUnitProblems(next: UnitRegister, changed: UnitPeriod): string[] {
  const { unitId, name, level, parentId, validFrom, validTo, isDepartmentsOwn } = changed;
  if (!isDepartmentsOwn) return [];
  if (level === "department") return [`“${name}”是主管部门，不能是部门本级：部门本级是主管部门下的一个单位。`];
  const other = next.periods.find(
    (period) =>
      period.isDepartmentsOwn &&
      period.parentId === parentId &&
      period.unitId !== unitId &&
      (period.validTo === null || period.validTo > (validFrom ?? "")) &&
      (validTo === null || validTo > (period.validFrom ?? "")),
  );
  if (!other) return [];
  const department = periodsOf(next, parentId!).at(-1)?.name ?? "";
  return [
    `“${other.name}”（${other.code}）已是“${department}”的部门本级，一个部门同一时间只有一个本级。请先登记“${other.name}”不再是部门本级，再登记“${name}”。`,
  ];
}
