import { statedKeys } from "../../engine/figures";
import type { Figures } from "../../engine/contract";
import type { FactKey } from "../../words/fact-address";
import { placeOfAdjustment, type AdjustmentPlace } from "../../words/opening-adjustments";
import type { CheckContext } from "./rule";

/** An adjustment of an opening balance, with the amount that it has now, in fen. */
export interface DeclaredAdjustment extends AdjustmentPlace {
  key: FactKey;
  amount: number;
}

/** The adjustments of the opening balances as they are now; looked up once until a figure comes or goes. */
export function declaredAdjustments(figures: Figures, { facts }: CheckContext): () => readonly DeclaredAdjustment[] {
  let entries: number | null = null;
  let places: (AdjustmentPlace & { key: FactKey })[] = [];
  return () => {
    if (!facts) return [];
    if (entries !== figures.entries) {
      entries = figures.entries;
      places = statedKeys(figures, facts, "openingAdjustments").map((key) => ({ ...placeOfAdjustment(key)!, key }));
    }
    return places.flatMap((place) => {
      const amount = facts.amounts.get(place.key);
      return amount === undefined ? [] : [{ ...place, amount }];
    });
  };
}
