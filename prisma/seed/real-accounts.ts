import { toPackage } from "@/lib/documents/report-package/write-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { storedPerformanceOf } from "@/lib/domain/performance/stored-performance";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import profile from "./luozhuang-2021-profile.json" with { type: "json" };

/**
 * The real accounts of 2021 (published amounts, exact to the printed figure) as a report package, with its performance
 * forms put right.
 */
export function realAccounts(unitCode: string): ReportPackage {
  return toPackage({
    unit: { code: unitCode, name: luozhuangIdentity.unitName, kind: luozhuangIdentity.unitKind },
    year: luozhuangIdentity.year,
    tableSetId: luozhuangIdentity.tableSetId,
    values: [...luozhuangFacts.amounts].map(([key, value]) => ({ address: parseFactKey(key), value })),
    texts: [
      { slot: textSlots.duties, text: profile.duties },
      { slot: textSlots.structure, text: profile.structure },
      { slot: textSlots.performanceAssessment, text: profile.performanceAssessment },
      ...[...luozhuangFacts.texts].map(([slot, text]) => ({ slot, text })),
    ],
    ...storedPerformanceOf(luozhuangPerformanceCorrected),
  });
}

/** Fen by which the invented 2022 of the real unit differs from its real 2021. */
const nextYearChange = 18_000_000;

/**
 * The real unit's accounts continued into 2022 (invented): 180,000 yuan more of basic pay, everything else as the year
 * before.
 */
export function realAccountsContinued(unitCode: string): ReportPackage {
  const raised = new Set([
    "income:2010301::generalPublicBudget",
    "expenditure:2010301:generalPublicBudget:basic",
    "basicExpenditure:30101::amount",
  ]);
  return toPackage({
    unit: { code: unitCode, name: luozhuangIdentity.unitName, kind: luozhuangIdentity.unitKind },
    year: 2022,
    tableSetId: "fy2022",
    values: [...luozhuangFacts.amounts]
      .filter(([key]) => !key.startsWith("priorYear:"))
      .map(([key, value]) => ({ address: parseFactKey(key), value: raised.has(key) ? value + nextYearChange : value })),
    texts: [
      { slot: textSlots.duties, text: profile.duties },
      { slot: textSlots.structure, text: profile.structure },
      { slot: noDataSlot("performance"), text: "none" },
    ],
    projects: [],
    keyEvaluations: [],
  });
}
