"use client";

import clsx from "clsx";
import { useState } from "react";

/** A unit that a person may get a role for. */
export interface UnitChoice {
  id: string;
  name: string;
  code: string;
  /** Of its department; empty for a unit without one. */
  department: string;
  /** The department that a role can be given for as a whole; missing where it cannot. */
  departmentId?: string | null;
}

const noDepartments: ReadonlySet<string> = new Set();

interface Department {
  id: string | null;
  name: string;
  units: UnitChoice[];
}

/**
 * The units that a person has a role for: found by name, code or department, all of a department in one stroke, or the
 * department itself with whatever units it will have (部门范围). Only
 * the units of departments that are open, or that the search finds, stand on the page, so that a district of thousands
 * stays quick.
 */
export function UnitGrants({
  role,
  units,
  chosen,
  departments = noDepartments,
  onChange,
}: {
  /** What the role is called. */
  role: string;
  units: readonly UnitChoice[];
  chosen: ReadonlySet<string>;
  /** Departments that the role is for as a whole; missing where only units are chosen. */
  departments?: ReadonlySet<string>;
  onChange: (chosen: Set<string>, departments: Set<string>) => void;
}) {
  const [query, setQuery] = useState("");
  const wanted = query.trim();
  const found = wanted === "" ? units : units.filter((unit) => isFound(unit, wanted));
  const change = (unitIds: readonly string[], isGiven: boolean) => {
    const next = new Set(chosen);
    for (const id of unitIds) {
      if (isGiven) next.add(id);
      else next.delete(id);
    }
    onChange(next, new Set(departments));
  };
  const changeWhole = ({ id, units: below }: Department, isGiven: boolean) => {
    if (id === null) return;
    const [nextUnits, next] = [new Set(chosen), new Set(departments)];
    if (isGiven) {
      next.add(id);
      for (const unit of below) nextUnits.delete(unit.id);
    } else next.delete(id);
    onChange(nextUnits, next);
  };
  return (
    <div role="group" aria-label={`${role}，可选多个单位`} className="flex flex-col gap-2 border border-line p-2">
      <label className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {role}的单位
        <input
          type="search"
          aria-label={`查找${role}的单位`}
          placeholder="单位、代码或主管部门"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            // Enter in the search looks nothing up that is not there already, and must not send the form.
            if (event.key === "Enter") event.preventDefault();
          }}
          className="min-h-8 min-w-0 flex-1 border border-line bg-surface px-2"
        />
      </label>
      <p role="status" className="text-xs text-muted">
        已选 {chosen.size} 个单位{departments.size > 0 && `，按部门 ${departments.size} 个`}
        {wanted !== "" && `，找到 ${found.length} 个`}
      </p>
      <div className="max-h-[50dvh] overflow-auto">
        {departmentsOf(found).map((department) => (
          <DepartmentChoices
            key={department.id ?? department.name}
            role={role}
            department={department}
            chosen={chosen}
            isFound={wanted !== ""}
            isWhole={department.id !== null && departments.has(department.id)}
            onChange={change}
            onChangeWhole={(isGiven) =>
              changeWhole(
                { ...department, units: units.filter((unit) => unit.departmentId === department.id) },
                isGiven,
              )
            }
          />
        ))}
        {found.length === 0 && <p className="text-muted">没有符合的单位。</p>}
      </div>
    </div>
  );
}

function DepartmentChoices({
  role,
  department: { id, name, units },
  chosen,
  isFound,
  isWhole,
  onChange,
  onChangeWhole,
}: {
  role: string;
  department: Department;
  chosen: ReadonlySet<string>;
  isFound: boolean;
  /** The role is for the department, not for chosen ones of its units. */
  isWhole: boolean;
  onChange: (unitIds: readonly string[], isGiven: boolean) => void;
  onChangeWhole: (isGiven: boolean) => void;
}) {
  const count = isWhole ? units.length : units.filter((unit) => chosen.has(unit.id)).length;
  const [isOpen, setIsOpen] = useState(count > 0 && !isWhole);
  const areShown = isFound || isOpen;
  return (
    <div className="border-b border-line py-1 last:border-b-0">
      <div className="flex flex-wrap items-start gap-2">
        <label className="flex min-w-40 flex-1 items-start gap-2 font-medium">
          <input
            type="checkbox"
            className="mt-1"
            aria-label={`${role}：${name}全部${units.length}个单位`}
            checked={count === units.length}
            disabled={isWhole}
            ref={(box) => {
              if (box) box.indeterminate = count > 0 && count < units.length;
            }}
            onChange={(event) =>
              onChange(
                units.map(({ id }) => id),
                event.target.checked,
              )
            }
          />
          <span>
            {name}
            <span className="ml-2 font-normal text-muted">
              {isWhole ? "现有和以后划入的单位，以及部门决算" : `${count}/${units.length}`}
            </span>
          </span>
        </label>
        {id !== null && (
          <button
            type="button"
            aria-pressed={isWhole}
            title="按部门担任：包括以后划入的单位和部门决算，不包括划出的单位"
            className={clsx("border px-2", isWhole ? "border-accent bg-accent text-white" : "border-line")}
            onClick={() => onChangeWhole(!isWhole)}
          >
            按部门
            <span className="sr-only">
              担任{role}：{name}
            </span>
          </button>
        )}
        {!isFound && (
          <button type="button" aria-expanded={areShown} className="px-1 underline" onClick={() => setIsOpen(!isOpen)}>
            {areShown ? "收起" : "展开"}
            <span className="sr-only">{name}</span>
          </button>
        )}
      </div>
      {areShown && (
        <ul className="pl-6">
          {units.map((unit) => (
            <li key={unit.id}>
              <label className="flex items-start gap-2 py-0.5">
                <input
                  type="checkbox"
                  className="mt-1"
                  aria-label={`${role}：${unit.name} ${unit.code}`}
                  checked={isWhole || chosen.has(unit.id)}
                  disabled={isWhole}
                  onChange={(event) => onChange([unit.id], event.target.checked)}
                />
                <span>
                  {unit.name} <span className="text-muted tabular-nums">{unit.code}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function isFound({ name, code, department }: UnitChoice, query: string): boolean {
  return name.includes(query) || code.startsWith(query) || department.includes(query);
}

function departmentsOf(units: readonly UnitChoice[]): Department[] {
  const departments = new Map<string, Department>();
  for (const unit of units) {
    const name = unit.department || "（无主管部门）";
    const key = unit.departmentId ?? name;
    const department = departments.get(key) ?? { id: unit.departmentId ?? null, name, units: [] };
    department.units.push(unit);
    departments.set(key, department);
  }
  return [...departments.values()];
}
