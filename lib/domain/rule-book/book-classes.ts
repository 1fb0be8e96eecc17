/** The sections of the rule book: the classes of a unit's rules, then the rules of a sum. */
import { ruleClassLabels, type RuleClass } from "../words/finding";

export type BookClass = RuleClass | "total";

export const bookClassLabels: Record<BookClass, string> = { ...ruleClassLabels, total: "汇总" };

/** In the order of the rule book. */
export const bookClasses = Object.keys(bookClassLabels) as readonly BookClass[];
