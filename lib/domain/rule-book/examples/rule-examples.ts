import { balanceExamples } from "./balance-examples";
import { disclosureExamples } from "./disclosure-examples";
import type { RuleExamples } from "./example";
import { suppliedTableExamples } from "./supplied-table-examples";
import { logicExamples } from "./logic-examples";
import { performanceExamples } from "./performance-examples";
import { shanghaiExamples } from "./shanghai-examples";
import { textExamples } from "./text-examples";
import { verificationExamples } from "./verification-examples";

/** How every rule of the registry is shown, by its id. A rule without an example fails a test. */
export const ruleExamples: RuleExamples = {
  ...suppliedTableExamples,
  ...balanceExamples,
  ...logicExamples,
  ...textExamples,
  ...disclosureExamples,
  ...performanceExamples,
  ...verificationExamples,
  ...shanghaiExamples,
};
