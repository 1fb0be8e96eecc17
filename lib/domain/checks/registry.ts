import { appropriationRules } from "./balance/appropriation";
import { consolidationRules } from "./balance/consolidation";
import { balanceFormRules } from "./balance/forms";
import { performanceFormRules } from "./balance/performance-forms";
import { crossTableRules } from "./balance/cross-table";
import { detailRules } from "./balance/detail-tables";
import { statisticsRules } from "./balance/statistics";
import { summaryRules } from "./balance/summary";
import { controlRules } from "./control/control-totals";
import { disclosureRules } from "./disclosure/disclosure-rules";
import { compositionRules } from "./logic/composition";
import { counterpartRules } from "./logic/counterparts";
import { consistencyRules } from "./logic/consistency";
import { declarationRules } from "./logic/declarations";
import { openingAdjustmentRules } from "./logic/opening-adjustments";
import { suppliedDocumentRules } from "./logic/supplied-document";
import { subjectRules } from "./logic/subjects";
import { suppliedNarrativeRules } from "./text/supplied-narrative";
import { leftoverRules } from "./text/leftovers";
import { reasonRules } from "./text/reasons";
import { statedFigureRules } from "./text/stated-figures";
import { styleRules } from "./text/style";
import { performanceReportRules } from "./performance/report-texts";
import { performanceScoreRules } from "./performance/scores";
import { performanceSpendingRules } from "./performance/spending";
import { performanceStatementRules } from "./performance/statements";
import type { Rule } from "./rule/rule";
import { budgetRules } from "./verification/budget";
import { counterpartComparisons } from "./verification/counterparts";
import { grantRules } from "./verification/grants";
import { lastYearRules } from "./verification/last-year";
import { oddFigureRules } from "./verification/odd-figures";
import { otherMatterRules } from "./verification/other-matters";
import { proportionRules } from "./verification/proportions";

/** Every rule, in the order of the catalogue (domain-rules §5). */
export const allRules: readonly Rule[] = [
  ...summaryRules,
  ...detailRules,
  ...appropriationRules,
  ...crossTableRules,
  ...balanceFormRules,
  ...statisticsRules,
  ...performanceFormRules,
  ...consolidationRules,
  ...subjectRules,
  ...compositionRules,
  ...consistencyRules,
  ...suppliedDocumentRules,
  ...declarationRules,
  ...openingAdjustmentRules,
  ...counterpartRules,
  ...performanceStatementRules,
  ...performanceSpendingRules,
  ...performanceScoreRules,
  ...performanceReportRules,
  ...suppliedNarrativeRules,
  ...statedFigureRules,
  ...leftoverRules,
  ...reasonRules,
  ...styleRules,
  ...disclosureRules,
  ...budgetRules,
  ...lastYearRules,
  ...proportionRules,
  ...oddFigureRules,
  ...otherMatterRules,
  ...grantRules,
  ...counterpartComparisons,
  ...controlRules,
];
