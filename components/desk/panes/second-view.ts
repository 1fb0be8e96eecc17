import type { DeskViewGroup } from "./desk-views";

/** The table that a sheet is looked at beside, and the other way round. */
const counterparts: readonly (readonly [sheet: string, table: string])[] = [
  ["income", "table:income"],
  ["expenditure", "table:generalPublicExpenditure"],
  ["basicExpenditure", "table:generalPublicBasicExpenditure"],
  ["balance", "table:incomeExpenditureSummary"],
  ["threePublic", "table:threePublic"],
];

/** Texts and forms need the whole width; they stand alone. */
const alone: readonly string[] = ["profile", "performance", "narrative"];

/**
 * What can stand beside a view: every sheet and table but the one that is open already, for no cell may be on the page
 * twice.
 */
export function secondViewGroups(groups: readonly DeskViewGroup[], first: string): DeskViewGroup[] {
  return groups.map(({ title, views }) => ({
    title,
    views: views.filter(({ id }) => id !== first && !alone.includes(id)),
  }));
}

/** What stands beside a view until somebody chooses: its counterpart, or the first that can. */
export function secondViewFor(first: string, offered: readonly DeskViewGroup[]): string | null {
  const ids = offered.flatMap(({ views }) => views.map(({ id }) => id));
  const pair = counterparts.find((each) => each.includes(first));
  const counterpart = pair?.find((id) => id !== first);
  return counterpart !== undefined && ids.includes(counterpart) ? counterpart : (ids[0] ?? null);
}
