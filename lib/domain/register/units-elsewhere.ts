import { comparedName } from "./unit-names";

/** A unit as a register calls it in a year; `code` is empty where nobody wrote it. */
export interface CalledUnit {
  id: string;
  code: string;
  name: string;
}

/** The unit of this register that one of another installation is, or the one that has its code under another name. */
export type FoundUnit = { unitId: string } | { unitId: null; hasCode: CalledUnit | null };

/**
 * Which units of a register those of another installation are, by their ids there: the unit of the same identity, else
 * the one of the same name, of several the one of the same code. A code alone says nothing, every district begins with
 * 101001. No unit is found for two of them.
 */
export function findUnitsHere(elsewhere: readonly CalledUnit[], here: readonly CalledUnit[]): Map<string, FoundUnit> {
  const known = new Set(here.map(({ id }) => id));
  const taken = new Set(elsewhere.map(({ id }) => id).filter((id) => known.has(id)));
  return new Map(
    elsewhere.map(({ id, code, name }): [string, FoundUnit] => {
      if (known.has(id)) return [id, { unitId: id }];
      const named = name === "" ? [] : here.filter((unit) => comparedName(unit.name) === comparedName(name));
      const free = named.filter((unit) => !taken.has(unit.id));
      const only = free.find((unit) => unit.code === code) ?? (free.length === 1 ? free[0] : undefined);
      if (!only) {
        const hasCode = named.length > 0 || code === "" ? undefined : here.find((unit) => unit.code === code);
        return [id, { unitId: null, hasCode: hasCode ?? null }];
      }
      taken.add(only.id);
      return [id, { unitId: only.id }];
    }),
  );
}
