import type { Statement } from "../../text/statements";

/** Which rule answers for the numbers of a statement, first match first: section, kind of statement, rule. */
const answerable: readonly (readonly [section: RegExp, kind: RegExp, rule: string])[] = [
  [/^(?:total|income|expenditure|appropriationTotal|generalPublicExpenditure)$/, /^(?:change|reason)$/, "L-21"],
  [/^total$/, /./, "L-20"],
  [/^income$/, /./, "L-22"],
  [/^expenditure$/, /./, "L-23"],
  [/^appropriationTotal$/, /./, "L-24"],
  [/^generalPublicExpenditure$/, /^generalPublic$/, "L-25"],
  [/^generalPublicExpenditure$/, /^(?:generalPublic\.structure|share)$/, "L-26"],
  [/^generalPublicExpenditure$/, /^generalPublic\.item$/, "L-27"],
  [/^generalPublicExpenditure$/, /./, "L-28"],
  [/^generalPublicBasicExpenditure$/, /./, "L-29"],
  [/^threePublic$/, /./, "L-30"],
  [/^(?:governmentFund|stateCapital)$/, /./, "L-38"],
  [/^otherMatters$/, /^agencyCost$/, "L-36"],
  [/^otherMatters$/, /^procurement/, "L-37"],
];

/** The rule of a statement; what no rule of its own looks at is a quantity that has one value everywhere. */
export function ruleOfStatement({ sectionId, kind, subject }: Statement): string {
  // The entry of a 项 answers for its amounts, the total for its own.
  if (sectionId === "generalPublicExpenditure" && kind === "completion" && subject !== "") return "L-27";
  return answerable.find(([section, ofKind]) => section.test(sectionId) && ofKind.test(kind))?.[2] ?? "L-35";
}
