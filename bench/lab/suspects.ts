import { suspectFacts } from "@/lib/domain/culprit/suspect-facts";
import type { FactKey } from "@/lib/domain/facts/address";
import { print, time } from "../statistics";
import { randomAccounts, shapes } from "./accounts";
import { randomFrom } from "./random";
import type { Catalogues } from "./ways";

/** Times the search on a 60-subject report: while figures change, and when a row has come or gone. */
export function benchSuspects(catalogues: Catalogues): void {
  const { identity, facts, lastYear } = randomAccounts(randomFrom(60), catalogues, shapes.at(-1)!);
  const priorYear = { facts: lastYear };
  const spent = [...facts.amounts.keys()].filter((key) => key.startsWith("expenditure:") && key.endsWith(":basic"));
  const search = (round: number, without?: FactKey) => {
    const key = spent[round % spent.length]!;
    const amounts = new Map([...facts.amounts, [key, facts.amounts.get(key)! + 123_400 + round] as const]);
    if (without) amounts.delete(without);
    suspectFacts({ identity, ...catalogues, facts: { amounts, texts: new Map() }, priorYear });
  };
  console.log("Search for the wrong figure of a 60-subject report (aim: below 50 ms)");
  print("a figure has changed", time((round) => search(round), { warmUp: 20, counted: 200 }));
  const rows = [...facts.amounts.keys()];
  print("a row has come or gone", time((round) => search(round, rows[round % rows.length]), { warmUp: 5, counted: 40 }));
}
