/**
 * What the figures of a report are mostly like: what was received for the same subject, its budget, last year's figure,
 * the same spending in another table.
 */
import { factKeyOfRow } from "../formats/names";
import { keyOf, parseFactKey, type FactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";
import { appropriations, naturesByFund, ownIncomeIds, type Appropriation, type Fund } from "../words/funds";
import type { Program } from "../engine/contract";
import { threePublicParts } from "../checks/logic/consistency";
import type { Sum } from "./equations";
import type { Likeness, LikenessTerm } from "./evidence";

type Pair = readonly [of: readonly FactKey[], like: readonly FactKey[]];

/** Which facts are like which others, by the row of a sheet. */
const pairsByTerm: Readonly<Record<Exclude<LikenessTerm, "lastYear">, (rows: Rows) => readonly Pair[]>> = {
  spentAsReceived: ({ functional }) => [
    ...functional.flatMap((row) =>
      appropriations.map((fund): Pair => [[factKeyOfRow("income", row, "", fund)], spent(row, fund)]),
    ),
    ...functional.map(
      (row): Pair => [
        ownIncome.map((column) => factKeyOfRow("income", row, "", column)),
        spent(row, "nonAppropriation", ["operating"]),
      ],
    ),
    ...functional.map(
      (row): Pair => [
        [factKeyOfRow("income", row, "", "operatingIncome")],
        [factKeyOfRow("expenditure", row, "nonAppropriation", "operating")],
      ],
    ),
  ],
  fundUsedUp: ({ functional, governmentFund }) => [
    ...(["generalPublicBudget", "stateCapital"] as const).map((fund) => usedUp(fund, fund, functional)),
    ...governmentFund.map((row) => usedUp(row, "governmentFund", [row])),
  ],
  threePublicItem: () =>
    threePublicParts.map(
      ({ item, subject }): Pair => [
        [factKeyOfRow("threePublic", item, "", "actual")],
        [factKeyOfRow("basicExpenditure", subject, "", "amount")],
      ],
    ),
  budget: ({ functional, threePublic }) => [
    ...functional.flatMap((row) =>
      appropriations.map((fund): Pair => [spent(row, fund), [factKeyOfRow("budget", row, fund, "originalBudget")]]),
    ),
    ...threePublic.map(
      (row): Pair => [
        [factKeyOfRow("threePublic", row, "", "actual")],
        [factKeyOfRow("threePublic", row, "", "budget")],
      ],
    ),
  ],
};
const termsOfPairs = Object.keys(pairsByTerm) as (keyof typeof pairsByTerm)[];

interface Rows {
  /** Functional subjects of income, spending and budget. */
  functional: readonly string[];
  /** Subjects with a balance of their own. */
  governmentFund: readonly string[];
  threePublic: readonly string[];
}

const ownIncome = ownIncomeIds.filter((id) => id !== "operatingIncome");

function spent(row: string, fund: Fund, without: readonly string[] = []): FactKey[] {
  return naturesByFund[fund]
    .filter((nature) => !without.includes(nature))
    .map((nature) => factKeyOfRow("expenditure", row, fund, nature));
}

function usedUp(balance: string, fund: Appropriation, subjects: readonly string[]): Pair {
  return [
    [
      factKeyOfRow("balance", balance, fund, "opening"),
      ...subjects.map((row) => factKeyOfRow("income", row, "", fund)),
    ],
    subjects.flatMap((row) => spent(row, fund)),
  ];
}

export function likenessesOf(program: Program, keys: readonly FactKey[], lastYear: Facts | null): Likeness[] {
  const sum = (of: readonly FactKey[]): Sum => {
    const slots = Int32Array.from(of.map((key) => program.slotOfFact(key)).filter((slot) => slot >= 0));
    return { slots, factors: new Float64Array(slots.length).fill(1) };
  };
  const rowsOf = (sheets: readonly string[]) => [
    ...new Set(keys.map(parseFactKey).flatMap(({ sheet, row }) => (sheets.includes(sheet) ? [row] : []))),
  ];
  const rows: Rows = {
    functional: rowsOf(["income", "expenditure", "budget"]),
    governmentFund: rowsOf(["balance"]).filter((row) => /^\d/.test(row)),
    threePublic: rowsOf(["threePublic"]),
  };
  const pairs = termsOfPairs.flatMap((term) =>
    pairsByTerm[term](rows).flatMap(([of, like]): Likeness[] => {
      const likeness = { term, sum: sum(of), like: sum(like) };
      return likeness.sum.slots.length > 0 && likeness.like.slots.length > 0 ? [likeness] : [];
    }),
  );
  if (!lastYear) return pairs;
  const { sheets } = program.tableSet;
  const money = keys
    .map(parseFactKey)
    .flatMap((address) =>
      address.sheet !== "control" &&
      address.sheet !== "openingAdjustments" &&
      address.sheet !== "counterparts" &&
      sheets.measureOf(address) === "money"
        ? [keyOf(address)]
        : [],
    );
  return [
    ...pairs,
    ...money.map((key): Likeness => ({ term: "lastYear", sum: sum([key]), like: lastYear.amounts.get(key) ?? 0 })),
  ];
}
