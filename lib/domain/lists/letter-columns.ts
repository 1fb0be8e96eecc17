import { letterKinds, type Letter } from "../decision/letter/letter";
import { letterStatuses, type LetterStatus } from "../decision/letter/letter-rules";
import type { LetterDue } from "../decision/letter/letter-dues";
import { shownColumn, type ListColumn } from "./list-column";

/** 批复登记簿: a letter with what became of it. */
export interface ListedLetter {
  letter: Letter;
  status: LetterStatus;
  issuedOn: string | null;
  receivedOn: string | null;
  receivedBy: string;
  revoked: { number: string | null; on: string | null; reason: string } | null;
  dues: readonly LetterDue[];
  /** Numbers of the letter that it replaces, of the one that replaces it, and of the bureau's that it passes on. */
  supersedes: string | null;
  supersededBy: string | null;
  follows: string | null;
}

/** A figure of the letter in yuan; nothing where the letter has it not. */
const figure = (id: string, label: string, cell: string) =>
  shownColumn<ListedLetter>(id, `${label}（元）`, 18, ({ letter }) => {
    const found = letter.figures.find((each) => each.cell === cell);
    return found === undefined ? null : found.amount / 100;
  });

/** 账务处理（期限2022-09-30，已于2022-09-12办结）: lines of a part, with their days as they are now. */
const lines =
  (part: LetterDue["part"], of: (letter: Letter) => Letter["problems"]) =>
  ({ letter, dues }: ListedLetter) =>
    of(letter)
      .map(({ text }, position) => {
        const due = dues.find((each) => each.part === part && each.position === position);
        if (due === undefined) return text;
        return `${text}（期限${due.dueOn}${due.settledOn === null ? "" : `，已于${due.settledOn}办结`}）`;
      })
      .join("\n");

export const letterColumns: readonly ListColumn<ListedLetter>[] = [
  shownColumn("year", "年度", 8, ({ letter }) => letter.year),
  shownColumn("kind", "种类", 22, ({ letter }) => letterKinds[letter.kind]),
  shownColumn("number", "文号", 24, ({ letter }) => letter.number),
  shownColumn("issuedOn", "成文日期", 14, ({ issuedOn }) => issuedOn),
  shownColumn("issuer", "发文机关", 28, ({ letter }) => letter.issuer),
  shownColumn("addressee", "主送", 28, ({ letter }) => letter.addressee),
  shownColumn("title", "标题", 50, ({ letter }) => letter.title),
  shownColumn("units", "涉及单位", 50, ({ letter }) => letter.reports.map(({ unitName }) => unitName).join("、")),
  shownColumn("unitCount", "单位数", 8, ({ letter }) => letter.reports.length),
  figure("income", "本年收入合计", "incomeExpenditureSummary.currentYearIncome.amount"),
  figure("expenditure", "本年支出合计", "incomeExpenditureSummary.currentYearExpenditure.amount"),
  figure("closing", "年末结转和结余", "incomeExpenditureSummary.closingBalance.amount"),
  shownColumn(
    "requirements",
    "有关要求",
    50,
    lines("requirement", ({ requirements }) => requirements),
  ),
  shownColumn(
    "problems",
    "需要整改的问题",
    50,
    lines("problem", ({ problems }) => problems),
  ),
  shownColumn("status", "状态", 18, ({ status }) => letterStatuses[status]),
  shownColumn("receivedOn", "签收日期", 14, ({ receivedOn }) => receivedOn),
  shownColumn("receivedBy", "签收人", 12, ({ receivedBy }) => receivedBy),
  shownColumn("follows", "依据的财政局批复", 24, ({ follows }) => follows),
  shownColumn("supersedes", "调整的批复", 24, ({ supersedes }) => supersedes),
  shownColumn("supersededBy", "代替它的批复", 24, ({ supersededBy }) => supersededBy),
  shownColumn("revoked", "撤销", 40, ({ revoked }) =>
    revoked === null ? null : [revoked.number, revoked.on, revoked.reason].filter(Boolean).join("，"),
  ),
];
