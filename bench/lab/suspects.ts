import { suspectFacts } from "@/lib/domain/suspects/suspect-facts";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { print, time } from "../measuring/statistics";
import { randomAccounts, shapes } from "../measuring/accounts";
import { randomFrom } from "../measuring/random";
import type { Catalogues } from "./ways";

/**
 * Times the search on a 60-subject report: while figures change, when a row has gone or come back, and when a subject
 * is new.
 */
export function benchSuspects(catalogues: Catalogues): void {
  const { identity, facts, lastYear } = randomAccounts(randomFrom(60), catalogues, shapes.at(-1)!);
  const priorYear = { facts: lastYear };
  const spent = [...facts.amounts.keys()].filter((key) => key.startsWith("expenditure:") && key.endsWith(":basic"));
  const search = (round: number, change: (amounts: Map<FactKey, number>) => void = () => {}) => {
    const key = spent[round % spent.length]!;
    const amounts = new Map([...facts.amounts, [key, facts.amounts.get(key)! + 123_400 + round] as const]);
    change(amounts);
    suspectFacts({ identity, ...catalogues, facts: { amounts, texts: new Map() }, priorYear });
  };
  console.log("Search for the wrong figure of a 60-subject report (aim: below 50 ms)");
  print(
    "a figure has changed",
    time((round) => search(round), { warmUp: 20, counted: 200 }),
  );
  const rows = [...facts.amounts.keys()];
  print(
    "a row has gone or come back",
    time((round) => search(round, (amounts) => amounts.delete(rows[round % rows.length]!)), { warmUp: 5, counted: 40 }),
  );
  const unused = catalogues.functional.subjects.filter(
    ({ level, code }) => level === 3 && !rows.some((key) => key.includes(`:${code}:`)),
  );
  print(
    "a subject is new",
    time(
      (round) =>
        search(round, (amounts) => amounts.set(factKey("income", unused[round]!.code, "", "generalPublicBudget"), 100)),
      { warmUp: 5, counted: 40 },
    ),
  );
}
