interface Listed {
  id: string;
  parentId: string | null;
  level: "department" | "unit";
}

/** Units in their order, each department with its own where the first of them stands, and before them. */
export function departmentsFirst<T extends Listed>(units: readonly T[]): T[] {
  const groupOf = ({ id, parentId, level }: Listed) => (level === "department" ? id : (parentId ?? id));
  const groups = new Map<string, T[]>();
  for (const unit of units) {
    const group = groups.get(groupOf(unit)) ?? [];
    groups.set(groupOf(unit), unit.level === "department" ? [unit, ...group] : [...group, unit]);
  }
  return [...groups.values()].flat();
}
