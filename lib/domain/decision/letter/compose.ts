/** Drafts a letter: the template's words with the figures that were approved. */
import { dayText, type Day } from "../../register/days";
import type { CongressApproval } from "../congress-approval";
import {
  adjustmentsOf,
  amountsOf,
  annexOf,
  changesBetween,
  figuresOf,
  initialBalances,
  sumOfAmounts,
  type ApprovedAccounts,
  type DepartmentTotal,
} from "./approved-figures";
import { congressBasis, decisionText } from "./congress-decision";
import type { ApprovedReport, Letter, LetterBasis, LetterKind } from "./letter";
import { fillIn, type LetterTemplate } from "./template";

/** One report as it was approved. */
export interface ApprovedSource extends ApprovedReport {
  accounts: ApprovedAccounts;
  /** As it was first submitted; `null` where the review changed nothing. */
  submitted: ApprovedAccounts | null;
}

export interface LetterSource {
  kind: LetterKind;
  year: number;
  template: LetterTemplate;
  /** Name of who issues it, where the template leaves it open. */
  issuer: string;
  number: string | null;
  /** Name on the day of the letter. */
  addressee: string;
  /** What is approved, in the order of the register. */
  reports: readonly ApprovedSource[];
  /** The addressee's own accounts, where it has some that comprise those of its units; otherwise they are the sum. */
  ownAccounts: ApprovedAccounts | null;
  /** The frozen total that the addressee's own accounts are of; `null` where there is none. */
  total: DepartmentTotal | null;
  /** Whether it goes to a department, so that every unit has a line of its own: not to the one unit it is about. */
  hasAnnex: boolean;
  congress: CongressApproval | null;
  /** The bureau's letter that a department passes on. */
  follows: { number: string; signedOn: Day; receivedOn: Day } | null;
  /** The letter that is replaced, with why. */
  replaces: { letter: Letter; reason: string } | null;
}

/** A letter as a draft begins. What is not known stays in braces (`unfilled`), to be written before it is issued. */
export function composeLetter(source: LetterSource): Letter {
  const { kind, year, template, addressee, reports, congress, follows, replaces } = source;
  const issuer = template.issuer || source.issuer;
  const values = {
    部门: addressee,
    年度: String(year),
    发文机关: issuer,
    单位数: String(reports.length),
    ...(congress && { 人大决定: decisionText(congressBasis(congress, year)) }),
    ...(follows && { 上级文号: follows.number, 收到日期: dayText(follows.receivedOn) }),
  };
  const filled = (text: string) => addressed(fillIn(text, values), source);
  const accounts = reports.map(({ accounts: each, unitCode, unitName }) => ({
    unitCode,
    unitName,
    amounts: amountsOf(each),
  }));
  const own = source.ownAccounts && amountsOf(source.ownAccounts);
  const amounts = own ?? sumOfAmounts(accounts.map((each) => each.amounts));
  const figures = figuresOf(amounts);
  return {
    kind,
    year,
    issuer,
    number: source.number,
    title: replaces === null ? filled(template.title) : correctedTitle(filled(template.title)),
    addressee,
    basis: basisOf(source),
    opening: template.opening.map(filled).map((text) => (replaces === null ? text : correctedOpening(text))),
    figuresText: filled(template.figuresText),
    figures,
    adjustments: adjustmentsOf(reports),
    correction: replaces && correctionOf(replaces, figures),
    balances: initialBalances(amounts),
    requirements: template.requirements.map((text) => ({ text: filled(text), dueOn: null })),
    problems: [],
    closing: template.closing.map(filled),
    annex: source.hasAnnex
      ? annexOf(
          `${addressee}所属单位${year}年度决算批复表`,
          accounts,
          own && source.total && { department: own, total: source.total },
        )
      : null,
    signedBy: issuer,
    signedOn: null,
    contact: { name: template.contactName, phone: template.contactPhone },
    copiesTo: [...template.copiesTo],
    publicity: { kind: template.publicity, basis: template.publicityBasis },
    reports: reports.map(({ accounts: _accounts, submitted: _submitted, ...report }) => report),
  };
}

/** A template serves letters to departments and to single units: 你单位 is 你部门 where a department is addressed. */
function addressed(text: string, { hasAnnex }: Pick<LetterSource, "hasAnnex">): string {
  return text.replaceAll(/([你贵])(?:单位|部门)/g, `$1${hasAnnex ? "部门" : "单位"}`);
}

function basisOf({ congress, follows, replaces, year }: LetterSource): LetterBasis[] {
  const basis: LetterBasis[] = [];
  if (congress) basis.push(congressBasis(congress, year));
  if (follows) basis.push({ text: "财政局批复", number: follows.number, date: follows.signedOn });
  if (replaces) {
    const { number, signedOn, title } = replaces.letter;
    basis.push({ text: title, number: number ?? "", date: signedOn });
  }
  return basis;
}

/** …关于批复…的通知 → …关于调整批复…的通知 */
function correctedTitle(title: string): string {
  return title.includes("关于批复") ? title.replace("关于批复", "关于调整批复") : `${title}（调整）`;
}

/** …现予批复 → …现予调整批复 */
function correctedOpening(text: string): string {
  return text.replace(/现(予)?批复/, "现$1调整批复");
}

function correctionOf({ letter, reason }: { letter: Letter; reason: string }, figures: Letter["figures"]) {
  if (letter.number === null || letter.signedOn === null)
    throw new RangeError("a letter that is not issued is not replaced");
  return { number: letter.number, signedOn: letter.signedOn, reason, changes: changesBetween(letter.figures, figures) };
}
