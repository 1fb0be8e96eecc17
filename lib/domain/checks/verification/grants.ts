import { formatYuan } from "../../words/amounts";
import type { Finding } from "../../words/finding";
import { cellIdOf } from "../../words/cell-id";
import { appropriations, fundLabels } from "../../words/funds";
import {
  compareGrants,
  grantDifference,
  grantId,
  grantIncomeKey,
  isDifferent,
  type GrantComparison,
} from "../../words/grants";
import { quotedSubject, type SubjectCatalogue } from "../../words/subjects/catalogue";
import type { FactKey } from "../../words/fact-address";
import { findingOf } from "../rule/check-finding";
import { onEntries } from "../rule/on-entries";
import type { FunctionRule, Observation, Rule } from "../rule/rule";

const advice = "请核对拨款凭证和科目；确有差异的，请说明原因。";

/** V-43: the unit's 财政拨款收入 against the bureau's statement. Nothing is asked where none is loaded. */
const grantRule: FunctionRule = {
  id: "V-43",
  needs: "grants",
  ruleClass: "verification",
  severity: "explain",
  scope: "crossTable",
  title: "各项财政拨款收入与财政局拨款对账单一致",
  basis: "部门决算填报说明（财政拨款对账情况）",
  advice,
  prepare: onEntries((figures, context) => {
    const lines = context.grants ?? [];
    const entered = appropriations.flatMap((fund) =>
      figures
        .enteredRows({ sheet: "income", fund: "", column: fund })
        .map((row) => grantIncomeKey({ fund, item: figures.idOfRow(row) })),
    );
    return () => {
      const own = entered.flatMap((key): [FactKey, number][] => {
        const amount = figures.amount(key);
        return amount === null ? [] : [[key, amount]];
      });
      return compareGrants(lines, own)
        .filter(isDifferent)
        .map((each) => {
          const cell = cellIdOf("income", each.item, "appropriation");
          return {
            ...observationOf(each, context.functional),
            cells: figures.hasCell(cell) ? [cell] : [],
          };
        });
    };
  }),
};

export const grantRules: readonly Rule[] = [grantRule];

function observationOf(compared: GrantComparison, functional: SubjectCatalogue): Observation {
  const { fund, item, own, stated } = compared;
  return {
    place: grantId(compared),
    message:
      `${quotedSubject(functional, item)}${fundLabels[fund]}收入${own === null ? "未填" : ` ${formatYuan(own)} 元`}，` +
      `财政局拨款对账单${stated === null ? "没有此项" : ` ${formatYuan(stated)} 元`}，` +
      `相差 ${formatYuan(Math.abs(grantDifference(compared)))} 元。${advice}`,
    left: own ?? 0,
    right: stated ?? 0,
    facts: [grantIncomeKey(compared)],
  };
}

/** Key and fingerprint of the finding on a difference, by which its explanation is kept. */
export function grantFinding(
  compared: GrantComparison,
  functional: SubjectCatalogue,
): Pick<Finding, "key" | "fingerprint"> {
  return findingOf(grantRule, observationOf(compared, functional));
}
