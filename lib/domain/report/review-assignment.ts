/** Who of the bureau reviews what. */

/** A unit whose report is to be given to somebody. */
export interface UnitToAssign {
  unitId: string;
  departmentId: string | null;
}

/** Somebody who takes reports, with the number of those that they have already. */
export interface ReviewerWithLoad {
  id: string;
  load: number;
}

/**
 * Divides units evenly among reviewers, what each has already counted in: afterwards nobody who got one has more than
 * one above anybody else. A department stays with one reviewer where that is possible; no more departments are divided
 * than there are reviewers less one. The same for the same input.
 *
 * @returns the reviewer of every unit; empty without reviewers.
 */
export function distributeEvenly(
  units: readonly UnitToAssign[],
  reviewers: readonly ReviewerWithLoad[],
): Map<string, string> {
  const given = new Map<string, string>();
  if (reviewers.length === 0) return given;
  const room = roomOf(units.length, reviewers);
  const departments = new Map<string | null, UnitToAssign[]>();
  for (const unit of units) {
    const known = departments.get(unit.departmentId);
    if (known) known.push(unit);
    else departments.set(unit.departmentId, [unit]);
  }
  // The largest first: small ones fill what is left beside them.
  const largestFirst = [...departments.values()].toSorted((one, other) => other.length - one.length);
  for (const department of largestFirst) {
    let rest = department;
    while (rest.length > 0) {
      const { length } = rest;
      // The fullest that it goes into as a whole; else as much of it as the emptiest takes.
      const whole = room.filter(({ left }) => left >= length).toSorted((one, other) => one.left - other.left)[0];
      const taker = whole ?? room.toSorted((one, other) => other.left - one.left)[0]!;
      const taken = rest.slice(0, taker.left);
      for (const { unitId } of taken) given.set(unitId, taker.id);
      taker.left -= taken.length;
      rest = rest.slice(taken.length);
    }
  }
  return given;
}

/** How many more each takes, so that those with least come first and all end up level. */
function roomOf(count: number, reviewers: readonly ReviewerWithLoad[]): { id: string; left: number }[] {
  const room = reviewers.map(({ id, load }) => ({ id, load, left: 0 }));
  for (let unit = 0; unit < count; unit += 1) {
    const least = room.reduce((one, other) => (other.load + other.left < one.load + one.left ? other : one));
    least.left += 1;
  }
  return room.map(({ id, left }) => ({ id, left }));
}
