/**
 * 批复 as a document: what a letter says, complete and by itself. It is plain JSON, so that a letter opens from what was
 * kept of it ever after; preview, Word and PDF write it in the order of `partsOfLetter` and add no words of their own.
 * Every sum is integer fen and names the cell of the statutory tables it was taken from. Structure after
 * 部门决算管理办法 and the common form of an official letter (GB/T 9704).
 */
import type { Day } from "../../register/days";

/** Who approves whose accounts. */
export const letterKinds = {
  bureauToDepartment: "财政局批复部门决算",
  departmentToUnit: "主管部门批复单位决算",
} as const;
export type LetterKind = keyof typeof letterKinds;

/** 公开属性 */
export const publicities = { open: "主动公开", onRequest: "依申请公开", closed: "不予公开" } as const;
export type Publicity = keyof typeof publicities;

export interface Letter {
  kind: LetterKind;
  /** Fiscal year of the accounts. */
  year: number;
  /** 发文机关: 临沂市罗庄区财政局. */
  issuer: string;
  /** 文号: 罗财决〔2022〕3号; `null` while the letter has none. */
  number: string | null;
  title: string;
  /** 主送机关, under the name it had on the day of the letter. */
  addressee: string;
  /** What the letter refers to, each named in the opening. */
  basis: LetterBasis[];
  /** The paragraphs between the addressee and the first heading. */
  opening: string[];
  /** Ends the block of figures' heading with a sentence: 金额单位 and what the table shows. Empty: none. */
  figuresText: string;
  figures: LetterFigure[];
  /** What the review changed in what was submitted; empty: nothing. */
  adjustments: LetterChange[];
  /** What a corrected letter changes in the one it replaces; `null` in a letter that replaces none. */
  correction: LetterCorrection | null;
  /** 结转结余处理, one line for each fund that has a closing balance. */
  balances: BalanceRuling[];
  requirements: LetterRequirement[];
  problems: LetterProblem[];
  /** The paragraphs after the last heading: 此复. */
  closing: string[];
  /** One line per unit; `null` where the letter is about one unit only. */
  annex: LetterAnnex | null;
  /** 落款 */
  signedBy: string;
  /** 成文日期; `null` while the letter is not issued. */
  signedOn: Day | null;
  /** 联系人 and 联系电话; empty text: not stated. */
  contact: { name: string; phone: string };
  /** 抄送 */
  copiesTo: string[];
  publicity: { kind: Publicity; basis: string };
  /** Exactly what is approved: the versions of the reports and the hash of what each says. */
  reports: ApprovedReport[];
}

export interface LetterBasis {
  /** 关于批准2021年区级决算的决议 */
  text: string;
  /** Empty where it has none. */
  number: string;
  date: Day | null;
}

/** One figure of the letter, as approved. */
export interface LetterFigure {
  /** 本年收入合计 */
  label: string;
  /** Where it stands in the statutory tables: incomeExpenditureSummary.currentYearIncome.amount. */
  cell: string;
  /** Fen; may be negative. */
  amount: number;
  /** 0 for a figure, 1 for a part of the one above it (其中). */
  level: 0 | 1;
}

export interface LetterChange {
  label: string;
  cell: string;
  /** Fen. */
  before: number;
  /** Fen. */
  after: number;
  /** Empty where none was recorded. */
  reason: string;
}

export interface LetterCorrection {
  /** Number of the letter that is replaced. */
  number: string;
  signedOn: Day;
  reason: string;
  /** Every figure that is another one now. */
  changes: LetterChange[];
}

export interface BalanceRuling {
  /** 一般公共预算财政拨款 */
  fund: string;
  cell: string;
  /** Fen: 年末结转和结余; the two parts add up to it. */
  closing: number;
  /** Fen: 结转下年继续使用. */
  toKeep: number;
  /** Fen: 收回. */
  toReturn: number;
  /** Which document rules it; empty: none stated. */
  basis: string;
}

export interface LetterRequirement {
  text: string;
  dueOn: Day | null;
}

export interface LetterProblem {
  text: string;
  dueOn: Day | null;
}

/** How the sum of a department's units comes to its own figures. Amounts in fen, in the order of the annex's columns. */
export interface LetterComposition {
  /** 代编, 抵销, 调整: what the department's total has beside its units. */
  beside: { label: string; amounts: number[] }[];
  department: number[];
}

/** 附表: a line per unit and their sum. */
export interface LetterAnnex {
  title: string;
  columns: { label: string; cell: string }[];
  /** In the order of the register. Amounts in fen, in the order of the columns; `null` is blank. */
  rows: { unitCode: string; unitName: string; amounts: (number | null)[] }[];
  /** Fen: the sum of the rows. */
  total: number[];
  /** From the sum to the department; absent where the sum is the department's. */
  composition?: LetterComposition | undefined;
}

export interface ApprovedReport {
  versionId: string;
  unitCode: string;
  unitName: string;
  /** Of the version. */
  number: number;
  /** SHA-256 of what the version says, hex. */
  contentHash: string;
}

/** A part of the letter under a heading, in the order it is written in. */
export type LetterPart =
  | { kind: "figures"; heading: string; text: string; figures: LetterFigure[]; adjustments: LetterChange[] }
  | { kind: "correction"; heading: string; correction: LetterCorrection }
  | { kind: "balances"; heading: string; balances: BalanceRuling[] }
  | { kind: "requirements"; heading: string; requirements: LetterRequirement[] }
  | { kind: "problems"; heading: string; problems: LetterProblem[] };

const headingNumerals = ["一", "二", "三", "四", "五"];

/** The parts a letter has, with their headings numbered in the order they are written in; an empty one is left out. */
export function partsOfLetter(letter: Letter): LetterPart[] {
  const { figures, figuresText: text, adjustments, correction, balances, requirements, problems } = letter;
  const parts: LetterPart[] = [
    { kind: "figures", heading: `${letter.year}年度决算批复数`, text, figures, adjustments },
    ...(correction === null ? [] : [{ kind: "correction" as const, heading: "调整批复事项", correction }]),
    ...(balances.length === 0 ? [] : [{ kind: "balances" as const, heading: "结转结余处理", balances }]),
    ...(requirements.length === 0 ? [] : [{ kind: "requirements" as const, heading: "有关要求", requirements }]),
    ...(problems.length === 0 ? [] : [{ kind: "problems" as const, heading: "需要整改的问题", problems }]),
  ];
  return parts.map((part, index) => ({ ...part, heading: `${headingNumerals[index]}、${part.heading}` }));
}

/** 附件 as the letter lists them, in their order; empty where it has none. */
export function annexTitles({ annex }: Letter): string[] {
  return annex === null ? [] : [annex.title];
}
