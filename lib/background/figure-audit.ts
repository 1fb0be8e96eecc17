import { spentElsewhere } from "@/lib/background/said-elsewhere";
import { formsThatDiffer, rowsThatDoNotAddUp } from "@/lib/documents/questions/compare-forms";
import { ask, type Question } from "@/lib/domain/questions/question";
import type { View } from "@/lib/domain/questions/view";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { auditPublishedFigures, readDistrict } from "@/lib/features/published-figures/data";
import { answerOf } from "@/lib/features/questions/loaders";

/** Views that are looked at, every row of them. */
const audited = (year: number): Question[] => [
  ask("year", { year }),
  ask("functions", { year }),
  ask("funds", { year }),
  ask("departments", { year, page: "all" }),
  ask("threePublic", { year }),
  ask("budget", { year }),
  ask("rank", { year, figure: "expenditure", page: "all" }),
  ask("rank", { year, figure: "officialReception", page: "all" }),
  ask("overBudget", { year, figure: "threePublic", page: "all" }),
];

/**
 * One year's audit: rows against publications, sums against a fresh count, every view against its forms, and one total
 * everywhere: pages, interface and archive. What differs is the reason for which the item failed.
 */
export async function auditOfJob({ districtId }: Claim, { year }: ItemOf<"figureAudit">): Promise<ItemOutcome> {
  const reasons = await auditPublishedFigures(districtId, year);
  const district = await readDistrict(districtId);
  const totals = await spentElsewhere(districtId, year);
  for (const question of audited(year)) {
    const answer = await answerOf(question, district);
    if (!answer.ok) {
      reasons.push(answer.problem.detail);
      continue;
    }
    reasons.push(...(await formsThatDiffer(answer.view)), ...rowsThatDoNotAddUp(answer.view));
    const spent = expenditureOf(answer.view);
    if (spent !== null) totals.set(answer.view.title, spent);
  }
  if (new Set(totals.values()).size > 1)
    reasons.push(`本年支出合计各处不同：${[...totals].map(([title, fen]) => `${title} ${fen / 100}元`).join("；")}。`);
  return { state: reasons.length === 0 ? "done" : "failed", reasons };
}

/** What a view says that all units spent; `null` where it says nothing of it. */
function expenditureOf({ question, rows, total }: View): number | null {
  const valueOf = (row: View["total"] | undefined, column: string) => {
    const value = row?.values[column];
    return typeof value === "number" ? value : null;
  };
  switch (question.view) {
    case "year":
      return valueOf(
        rows.find(({ values }) => values.figure === "本年支出"),
        "amount",
      );
    case "functions":
      return valueOf(total, "amount");
    case "funds":
      return valueOf(total, "spent");
    case "departments":
      return valueOf(total, "expenditure");
    case "rank":
      return question.figure === "expenditure" ? valueOf(total, "amount") : null;
    default:
      return null;
  }
}
