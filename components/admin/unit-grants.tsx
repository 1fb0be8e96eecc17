"use client";

import { useState } from "react";

/** A unit that a person may get a role for. */
export interface UnitChoice {
  id: string;
  name: string;
  code: string;
  /** Of its department; empty for a unit without one. */
  department: string;
}

interface Department {
  name: string;
  units: UnitChoice[];
}

/**
 * The units that a person has a role for: found by name, code or department, all of a department in one stroke. Only
 * the units of departments that are open, or that the search finds, stand on the page, so that a district of thousands
 * stays quick.
 */
export function UnitGrants({
  role,
  units,
  chosen,
  onChange,
}: {
  /** What the role is called. */
  role: string;
  units: readonly UnitChoice[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: Set<string>) => void;
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
    onChange(next);
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
        已选 {chosen.size} 个单位{wanted !== "" && `，找到 ${found.length} 个`}
      </p>
      <div className="max-h-[50dvh] overflow-auto">
        {departmentsOf(found).map((department) => (
          <DepartmentChoices
            key={department.name}
            role={role}
            department={department}
            chosen={chosen}
            isFound={wanted !== ""}
            onChange={change}
          />
        ))}
        {found.length === 0 && <p className="text-muted">没有符合的单位。</p>}
      </div>
    </div>
  );
}

function DepartmentChoices({
  role,
  department: { name, units },
  chosen,
  isFound,
  onChange,
}: {
  role: string;
  department: Department;
  chosen: ReadonlySet<string>;
  isFound: boolean;
  onChange: (unitIds: readonly string[], isGiven: boolean) => void;
}) {
  const count = units.filter(({ id }) => chosen.has(id)).length;
  const [isOpen, setIsOpen] = useState(count > 0);
  const areShown = isFound || isOpen;
  return (
    <div className="border-b border-line py-1 last:border-b-0">
      <div className="flex items-start gap-2">
        <label className="flex flex-1 items-start gap-2 font-medium">
          <input
            type="checkbox"
            className="mt-1"
            aria-label={`${role}：${name}全部${units.length}个单位`}
            checked={count === units.length}
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
              {count}/{units.length}
            </span>
          </span>
        </label>
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
                  checked={chosen.has(unit.id)}
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
    const department = departments.get(name) ?? { name, units: [] };
    department.units.push(unit);
    departments.set(name, department);
  }
  return [...departments.values()];
}
