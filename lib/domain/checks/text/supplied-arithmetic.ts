import { quoted } from "../../words/quoted";
import { formatWanTrimmed, roundingTolerance } from "../../words/amounts";
import type { Figures } from "../../engine/contract";
import type { Statement } from "../../text/statements";
import { cellId } from "../../formats/names";
import type { CheckContext } from "../rule/rule";
import { suppliedTextOf, type SuppliedText } from "./supplied-text";
import type { Deviation } from "./statement-deviations";
import { quote } from "./typed-texts";

function figure(statement: Statement | undefined, name: string): number | null {
  return statement?.clause.figures.find((each) => each.name === name)?.value ?? null;
}

const wan = (fen: number) => `${formatWanTrimmed(fen)}万元`;

/** L-28: the budgets of the entries add up to the stated one. */
function budgets({ read }: SuppliedText): Deviation[] {
  const completions = read.statements.filter(
    ({ sectionId, kind }) => sectionId === "generalPublicExpenditure" && kind === "completion",
  );
  const stated = figure(
    completions.find(({ subject }) => subject === ""),
    "budget",
  );
  const parts = completions.filter(({ subject }) => subject !== "").map((each) => figure(each, "budget") ?? 0);
  if (stated === null || parts.length === 0) return [];
  const sum = parts.reduce((total, part) => total + part, 0);
  if (Math.abs(sum - stated) <= roundingTolerance(parts.length, "wan")) return [];
  return [
    {
      rule: "L-28",
      place: "budgets",
      message: `情况说明五（三）各项年初预算之和为${wan(sum)}，与写明的合计${wan(stated)}相差${wan(Math.abs(sum - stated))}。请核对各项年初预算。`,
      left: sum,
      right: stated,
    },
  ];
}

/** L-37: goods, works and services add up; what went to small enterprises lies within. */
function procurement({ read }: SuppliedText): Deviation[] {
  const total = read.statements.find(({ kind }) => kind === "procurement");
  const small = read.statements.find(({ kind }) => kind === "procurement.toSmall");
  const sum = (figure(total, "goods") ?? 0) + (figure(total, "works") ?? 0) + (figure(total, "services") ?? 0);
  const [stated, toSmall, toMicro] = [figure(total, "total"), figure(small, "toSmall"), figure(small, "toMicro")];
  const found: Deviation[] = [];
  if (stated !== null && Math.abs(stated - sum) > roundingTolerance(3, "wan"))
    found.push({
      rule: "L-37",
      place: "sum",
      message: `政府采购支出总额${wan(stated)}，货物、工程、服务合计${wan(sum)}，相差${wan(Math.abs(stated - sum))}。请核对政府采购支出。`,
      left: stated,
      right: sum,
    });
  if (stated !== null && toSmall !== null && toSmall > stated)
    found.push({
      rule: "L-37",
      place: "toSmall",
      message: `授予中小企业合同金额${wan(toSmall)}大于政府采购支出总额${wan(stated)}。请核对合同金额。`,
      left: toSmall,
      right: stated,
    });
  if (toSmall !== null && toMicro !== null && toMicro > toSmall)
    found.push({
      rule: "L-37",
      place: "toMicro",
      message: `授予小微企业合同金额${wan(toMicro)}大于授予中小企业合同金额${wan(toSmall)}。请核对合同金额。`,
      left: toMicro,
      right: toSmall,
    });
  return found;
}

/** L-36: 机关运行经费 is 公用经费 of administrative units; institutions have none. */
function agencyCost(figures: Figures, { identity, facts }: CheckContext, { read }: SuppliedText): Deviation[] {
  const actual = figure(
    read.statements.find(({ kind }) => kind === "agencyCost"),
    "actual",
  );
  if (actual === null || actual === 0) return [];
  const cell = cellId("generalPublicBasicExpenditure", "runningCost", "amount");
  if (identity.unitKind === "institution")
    return [
      {
        rule: "L-36",
        place: "institution",
        message: `事业单位写有机关运行经费${wan(actual)}。事业单位没有机关运行经费，请删去或核对单位性质。`,
        left: actual,
        right: 0,
      },
    ];
  const running = figures.value(cell) ?? 0;
  // With facts the figure itself is compared; it may be smaller where institutions are included.
  if (facts || Math.abs(actual - running) <= roundingTolerance(1, "wan")) return [];
  return [
    {
      rule: "L-36",
      place: "runningCost",
      message: `机关运行经费${wan(actual)}与公用经费${wan(running)}不一致。请核对是否并有事业单位。`,
      left: actual,
      right: running,
      cells: [cell],
    },
  ];
}

/** L-21 where last year is not known: the rate of a change follows from the amount before it. */
function rates({ read, expected }: SuppliedText): Deviation[] {
  const known = new Set(expected.map(({ key }) => key));
  return read.statements.flatMap((statement, at): Deviation[] => {
    const [difference, rate, amount] = [
      figure(statement, "difference"),
      figure(statement, "rate"),
      figure(read.statements[at - 1], "amount"),
    ];
    if (
      statement.kind !== "change" ||
      known.has(statement.key) ||
      difference === null ||
      rate === null ||
      amount === null
    )
      return [];
    const base = statement.clause.form.endsWith("fall") ? amount + difference : amount - difference;
    const half = roundingTolerance(0, "wan");
    const [lowest, highest] = [
      (difference - half) / (base + 2 * half),
      (difference + half) / Math.max(base - 2 * half, 1),
    ];
    if (base > 0 && rate >= lowest * 10_000 - 1 && rate <= highest * 10_000 + 1) return [];
    return [
      {
        rule: "L-21",
        place: `${statement.key}.rate`,
        message: `情况说明${quoted(quote(statement.clause.text))}中的${(rate / 100).toFixed(2)}%与增减额${wan(difference)}、本年数${wan(amount)}不相符。请重新计算。`,
      },
    ];
  });
}

/** What a given text must hold within itself, whatever else is known. */
export function arithmeticDeviations(figures: Figures, context: CheckContext): Deviation[] {
  const given = suppliedTextOf(figures, context);
  return given
    ? [...budgets(given), ...procurement(given), ...agencyCost(figures, context, given), ...rates(given)]
    : [];
}
