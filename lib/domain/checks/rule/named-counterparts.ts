import type { Figures } from "../../engine/contract";
import { placeOfCounterpart, transferAt } from "../../words/counterparts";
import type { FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { CheckContext } from "./rule";

/** Transfers and their counterparts as they are now; looked up once until a figure comes or goes. */
export function transferFacts(figures: Figures, { facts }: CheckContext): () => Facts {
  let entries: number | null = null;
  let keys: FactKey[] = [];
  return () => {
    const { amounts, texts } = facts ?? { amounts: new Map<FactKey, number>(), texts: new Map<string, string>() };
    if (entries !== figures.entries) {
      entries = figures.entries;
      keys = [...amounts.keys()].filter((key) => transferAt(key) !== null || placeOfCounterpart(key) !== null);
    }
    return {
      amounts: new Map(
        keys.flatMap((key) => {
          const amount = amounts.get(key);
          return amount === undefined ? [] : [[key, amount] as const];
        }),
      ),
      texts,
    };
  };
}
