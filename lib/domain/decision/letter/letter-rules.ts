/** What stands in the way of a letter's steps. Each answer is a list of sentences; empty: nothing. */
import { formatWan } from "../../words/amounts";
import { dayText, type Day } from "../../register/days";
import { compositionOf, differencesToDepartment, differencesToTotal, type DepartmentTotal } from "./approved-figures";
import type { BalanceRuling, Letter } from "./letter";
import { unfilled } from "./template";

export const letterStatuses = {
  draft: "草稿",
  issued: "已印发",
  received: "已签收",
  superseded: "已被调整批复代替",
  revoked: "已撤销",
} as const;
export type LetterStatus = keyof typeof letterStatuses;

/** In force: issued, and neither replaced nor revoked. */
export function isInForce(status: LetterStatus): boolean {
  return status === "issued" || status === "received";
}

/** How a report that a letter approves stands now. */
export interface ReportNow {
  versionId: string;
  unitName: string;
  /** Of the version that the letter names; `null` while it is not approved. */
  contentHash: string | null;
  /** Whether a newer version of the report was approved. */
  isOutdated: boolean;
}

/** Reports that are not any more what a letter approves. */
export function changedReports(letter: Pick<Letter, "reports">, now: readonly ReportNow[]): string[] {
  return letter.reports.flatMap(({ versionId, unitName, contentHash }) => {
    const report = now.find((each) => each.versionId === versionId);
    if (!report || report.contentHash === null)
      return [`${unitName}的决算已撤销批复，批复的内容不再有效，请重新办理批复后重新起草。`];
    if (report.isOutdated) return [`${unitName}的决算已有更正后批复的新版本，请按新版本重新起草。`];
    if (report.contentHash !== contentHash) return [`${unitName}的决算在起草之后重新批复过，请重新起草。`];
    return [];
  });
}

/** Where more is taken back of a balance than there is of it, or less than nothing; of a negative one nothing is. */
export function returnProblems(balances: readonly BalanceRuling[]): string[] {
  return balances.flatMap(({ fund, closing, toReturn }) => {
    if (toReturn === 0) return [];
    const [taken, balance] = [`${fund}：收回 ${formatWan(toReturn)} 万元`, `年末结转和结余 ${formatWan(closing)} 万元`];
    if (toReturn < 0) return [`${taken}小于 0（${balance}）。`];
    return toReturn > closing ? [`${taken}超出了${balance}。`] : [];
  });
}

/** Every text of a letter that people write. */
function textsOf(letter: Letter): string[] {
  const { title, opening, figuresText, requirements, problems, closing } = letter;
  return [title, ...opening, figuresText, ...[...requirements, ...problems].map(({ text }) => text), ...closing];
}

interface IssueFacts {
  signedOn: Day;
  today: Day;
  congressDecidedOn: Day | null;
  reports: readonly ReportNow[];
  /** Of a department's letter: when the bureau's was received; `null` while it was not. Of the bureau's: absent. */
  bureauReceivedOn?: Day | null;
  /** Of a corrected letter: the day of the one that it replaces. */
  replacedSignedOn: Day | null;
}

/** Why a letter cannot be issued on a day. */
export function issueProblems(letter: Letter, facts: IssueFacts): string[] {
  const { signedOn, today, congressDecidedOn, bureauReceivedOn, replacedSignedOn } = facts;
  const open = unfilled(textsOf(letter));
  return [
    letter.number === null ? "还没有文号，请先编号。" : "",
    letter.kind === "departmentToUnit" && bureauReceivedOn === null
      ? "财政局的批复还没有签收，签收之后才能向单位批复。"
      : "",
    signedOn > today ? `成文日期${dayText(signedOn)}还没有到。` : "",
    congressDecidedOn !== null && signedOn < congressDecidedOn
      ? `成文日期${dayText(signedOn)}早于人大批准之日（${dayText(congressDecidedOn)}）。`
      : "",
    bureauReceivedOn && signedOn < bureauReceivedOn
      ? `成文日期${dayText(signedOn)}早于收到财政局批复之日（${dayText(bureauReceivedOn)}）。`
      : "",
    replacedSignedOn !== null && signedOn < replacedSignedOn
      ? `成文日期${dayText(signedOn)}早于所调整的批复（${dayText(replacedSignedOn)}）。`
      : "",
    open.length > 0 ? `还有没有填写的内容：${open.join("、")}。` : "",
    ...[...letter.requirements, ...letter.problems].flatMap(({ text, dueOn }) =>
      dueOn !== null && dueOn < signedOn
        ? [`“${text.length > 24 ? `${text.slice(0, 24)}……` : text}”的期限（${dayText(dueOn)}）早于成文日期。`]
        : [],
    ),
    ...letter.balances.flatMap(({ fund, closing, toKeep, toReturn }) =>
      toKeep + toReturn === closing
        ? []
        : [`${fund}的结转（${formatWan(toKeep)}万元）与收回（${formatWan(toReturn)}万元）之和不等于年末结转和结余。`],
    ),
    ...returnProblems(letter.balances),
    ...changedReports(letter, facts.reports),
  ].filter(Boolean);
}

/** Of a corrected letter that changes no figure of the one it replaces, a sentence that says so; `null` of any other. */
export function unchangedCorrection({ correction }: Pick<Letter, "correction">): string | null {
  return correction !== null && correction.changes.length === 0
    ? `批复数与原批复相比没有变动（${correction.number}），请核对是否需要调整批复。`
    : null;
}

/** Why a letter cannot be received on a day. */
export function receiptProblems(
  { status, signedOn }: { status: LetterStatus; signedOn: Day | null },
  receivedOn: Day,
  today: Day,
): string[] {
  if (status === "received") return ["这份批复已经签收。"];
  if (status !== "issued" || signedOn === null) return [`这份批复${letterStatuses[status]}，不能签收。`];
  if (receivedOn < signedOn) return [`签收日期不能早于成文日期（${dayText(signedOn)}）。`];
  if (receivedOn > today) return [`签收日期${dayText(receivedOn)}还没有到。`];
  return [];
}

/** Why a letter cannot be taken out of force by a document of a day. */
export function revocationProblems(
  { status, signedOn, number }: { status: LetterStatus; signedOn: Day | null; number: string | null },
  by: { number: string; revokedOn: Day },
  today: Day,
): string[] {
  if (!isInForce(status) || signedOn === null) return [`这份批复${letterStatuses[status]}，不能撤销。`];
  return [
    by.number === number ? "撤销文号不能是批复文件自己的文号。" : "",
    by.revokedOn < signedOn ? `撤销日期不能早于成文日期（${dayText(signedOn)}）。` : "",
    by.revokedOn > today ? `撤销日期${dayText(by.revokedOn)}还没有到。` : "",
  ].filter(Boolean);
}

/** Where the lines of a letter's annex do not add up to its department, in words. */
export function unitsProblems({ annex, figures }: Pick<Letter, "annex" | "figures">): string[] {
  if (annex === null) return [];
  return differencesToDepartment(annex, figures).map(
    ({ label, units, beside, department }) =>
      `${label}：所属单位合计 ${formatWan(units)} 万元，` +
      `${beside === 0 ? "" : `代编、抵销和调整 ${formatWan(beside)} 万元，`}部门 ${formatWan(department)} 万元，` +
      `相差 ${formatWan(units + beside - department)} 万元。`,
  );
}

/**
 * Where a letter to a department says something else than the department's frozen total, or that total does not stand any
 * more, in words.
 */
export function totalProblems(
  { annex, figures }: Pick<Letter, "annex" | "figures">,
  total: DepartmentTotal | null,
): string[] {
  if (annex === null || total === null) return [];
  return [...outdatedProblems(total), ...figureProblems(figures, total), ...compositionProblems(annex, total)];
}

function outdatedProblems({ outdated }: DepartmentTotal): string[] {
  if (outdated.length === 0) return [];
  const changes = outdated.map(({ name, change }) => `${name}${change}`).join("、");
  return [`部门汇总已经过时：批准之后，${changes}。请重新批准汇总，重新取数、批复部门决算之后重新起草。`];
}

/** Where the annex does not have what the total has beside the units. */
function compositionProblems(annex: NonNullable<Letter["annex"]>, total: DepartmentTotal): string[] {
  const now = compositionOf(annex.columns, { department: total.total, total });
  const [said, is] = [annex.composition?.beside, now?.beside];
  return JSON.stringify(said ?? []) === JSON.stringify(is ?? [])
    ? []
    : ["附件没有按已批准的部门汇总列明代编、抵销和调整，请删除草稿后重新起草。"];
}

function figureProblems(figures: Letter["figures"], total: DepartmentTotal): string[] {
  const differences = differencesToTotal(figures, total.total);
  if (differences.length === 0) return [];
  return [
    ...differences.map(
      ({ label, approved, total: of }) =>
        `${label}：批复 ${formatWan(approved)} 万元，已批准的部门汇总 ${formatWan(of)} 万元，相差 ${formatWan(approved - of)} 万元。`,
    ),
    "部门有抵销、代编或调整的，请先编制、批复部门决算，再重新起草批复；汇总过时的，请重新批准汇总。",
  ];
}

/**
 * Where a department's letters to its units rule otherwise on balances than the bureau's letter to it, in words: what is
 * carried on and what goes back, fund by fund.
 *
 * @param isComplete whether every unit has its letter; until then only more than the bureau takes back is a difference.
 */
export function rulingProblems(
  bureau: Pick<Letter, "balances">,
  units: readonly Pick<Letter, "balances">[],
  { isComplete }: { isComplete: boolean },
): string[] {
  const ofUnits = units.flatMap(({ balances }) => balances);
  const funds = new Map([...bureau.balances, ...ofUnits].map(({ cell, fund }) => [cell, fund]));
  return [...funds].flatMap(([cell, fund]) =>
    (["toReturn", "toKeep"] as const).flatMap((part) => {
      const sumOf = (balances: readonly BalanceRuling[]) =>
        balances.reduce((sum, balance) => (balance.cell === cell ? sum + balance[part] : sum), 0);
      const [passedOn, approved] = [sumOf(ofUnits), sumOf(bureau.balances)];
      const differs = isComplete ? passedOn !== approved : part === "toReturn" && passedOn > approved;
      const label = part === "toReturn" ? "收回" : "结转下年";
      return differs
        ? [
            `${fund}${label}：所属单位批复合计 ${formatWan(passedOn)} 万元，财政局批复 ${formatWan(approved)} 万元，` +
              `相差 ${formatWan(passedOn - approved)} 万元。`,
          ]
        : [];
    }),
  );
}
