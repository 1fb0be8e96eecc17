import { appropriationRules } from "./balance/appropriation";
import { balanceFormRules } from "./balance/forms";
import { crossTableRules } from "./balance/cross-table";
import { detailRules } from "./balance/detail-tables";
import { summaryRules } from "./balance/summary";
import { controlRules } from "./control/control-totals";
import { compositionRules } from "./logic/composition";
import { consistencyRules } from "./logic/consistency";
import { subjectRules } from "./logic/subjects";
import type { Rule } from "./rule";

/** Every rule, in the order of the catalogue (domain-rules §5). */
export const allRules: readonly Rule[] = [
  ...summaryRules,
  ...detailRules,
  ...appropriationRules,
  ...crossTableRules,
  ...balanceFormRules,
  ...subjectRules,
  ...compositionRules,
  ...consistencyRules,
  ...controlRules,
];
