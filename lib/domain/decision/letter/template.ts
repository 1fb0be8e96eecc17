/**
 * The template of a district's letters: its own words, with names in braces for what is filled in for each letter
 * (`{部门}`, `{年度}`). The bureau edits it; what it says is taken over into a letter when that is drafted.
 */
import { publicities, type LetterKind, type Publicity } from "./letter";

/** What may stand in braces in the text of a template, with what it becomes. */
export const textPlaceholders = {
  部门: "收文部门或单位的全称",
  年度: "决算年度，如 2021",
  发文机关: "发文机关名称",
  人大决定: "人大批准决算的机关、会议、文号和日期",
  单位数: "批复所涉及的单位个数",
  上级文号: "财政局批复的文号（部门批复单位时）",
  收到日期: "收到财政局批复的日期（部门批复单位时）",
} as const;
export type TextPlaceholder = keyof typeof textPlaceholders;

/** What may stand in braces in a number. */
export const numberPlaceholders = { 代字: "发文代字", 年: "发文年份", 序号: "顺序号" } as const;
export type NumberPlaceholder = keyof typeof numberPlaceholders;

export interface LetterTemplate {
  /** Name of who issues; empty: the department's own, in its letters to units. */
  issuer: string;
  /** 代字: 罗财决. */
  numberWord: string;
  /** `{代字}〔{年}〕{序号}号` */
  numberPattern: string;
  title: string;
  opening: string[];
  figuresText: string;
  requirements: string[];
  closing: string[];
  contactName: string;
  contactPhone: string;
  copiesTo: string[];
  publicity: Publicity;
  publicityBasis: string;
}

const shared = {
  numberPattern: "{代字}〔{年}〕{序号}号",
  closing: ["特此通知。"],
  contactName: "",
  contactPhone: "",
  publicity: "open",
  publicityBasis: "",
} as const;

/** The template a district begins with. */
export function initialTemplate(kind: LetterKind, districtName: string): LetterTemplate {
  if (kind === "bureauToDepartment")
    return {
      ...shared,
      issuer: `${districtName}财政局`,
      numberWord: "财决",
      closing: [...shared.closing],
      title: "{发文机关}关于批复{部门}{年度}年度决算的通知",
      opening: [
        "根据《中华人民共和国预算法》、《部门决算管理办法》（财库〔2021〕36号）和{人大决定}，你单位报送的{年度}年度决算已经审核，现予批复。",
      ],
      figuresText: "{年度}年度决算主要收支批复如下（单位：万元），明细以经批复的决算报表为准。",
      requirements: [
        "请自收到本批复之日起15日内向所属单位批复决算，并将批复文件报我局备案。",
        "除涉及国家秘密的内容外，请自本批复之日起20日内按规定的内容和格式公开决算，并对有关情况作出说明。",
        "审核中调整的事项请及时调整有关账务，下年年初结转和结余应当与本批复的年末结转和结余一致。",
        "请加强绩效评价结果应用，将其作为改进管理和编制以后年度预算的依据。",
        "请按规定妥善保管决算资料和会计档案。",
      ],
      copiesTo: ["人大财政经济委员会", "审计局"],
    };
  return {
    ...shared,
    issuer: "",
    numberWord: "",
    closing: [...shared.closing],
    title: "{发文机关}关于批复{部门}{年度}年度单位决算的通知",
    opening: [
      "根据《中华人民共和国预算法》、《部门决算管理办法》（财库〔2021〕36号）和财政局批复（{上级文号}，{收到日期}收到），现批复你单位{年度}年度单位决算。",
    ],
    figuresText: "{年度}年度单位决算主要收支批复如下（单位：万元），明细以经批复的决算报表为准。",
    requirements: [
      "除涉及国家秘密的内容外，请自本批复之日起20日内按规定的内容和格式公开单位决算。",
      "请按批复的决算数调整有关账务，下年年初结转和结余应当与本批复的年末结转和结余一致。",
    ],
    copiesTo: [],
  };
}

/** What is wrong with the braces of a text, in words; `null` when nothing is. */
export function bracesProblem(text: string, known: Readonly<Record<string, string>>): string | null {
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf("{", at);
    const close = text.indexOf("}", at);
    if (close !== -1 && (open === -1 || close < open)) return `“${around(text, close)}”处多了一个“}”。`;
    if (open === -1) return null;
    const next = text.indexOf("{", open + 1);
    if (close === -1 || (next !== -1 && next < close)) return `“${around(text, open)}”处的“{”没有对应的“}”。`;
    const name = text.slice(open + 1, close);
    if (!Object.hasOwn(known, name))
      return `没有名为“{${name}}”的内容，可以使用：${Object.keys(known)
        .map((each) => `{${each}}`)
        .join("、")}。`;
    at = close + 1;
  }
  return null;
}

const around = (text: string, at: number) => text.slice(Math.max(0, at - 6), at + 7);

/** What is wrong with a pattern of numbers; `null` when nothing is. */
export function numberPatternProblem(pattern: string): string | null {
  const problem = bracesProblem(pattern, numberPlaceholders);
  if (problem !== null) return problem;
  return pattern.includes("{序号}") ? null : "文号格式中缺少“{序号}”，不同的批复会得到同一个文号。";
}

/** Labels of a template's fields, for its form and for what is wrong with it. */
export const templateLabels: Readonly<Record<keyof LetterTemplate, string>> = {
  issuer: "发文机关",
  numberWord: "发文代字",
  numberPattern: "文号格式",
  title: "标题",
  opening: "正文开头",
  figuresText: "批复数说明",
  requirements: "有关要求",
  closing: "结尾",
  contactName: "联系人",
  contactPhone: "联系电话",
  copiesTo: "抄送",
  publicity: "公开属性",
  publicityBasis: "不予公开或依申请公开的依据",
};

/** Everything that is wrong with a template, by field; empty when it can be used. */
export function templateProblems(
  kind: LetterKind,
  template: LetterTemplate,
): { field: keyof LetterTemplate; text: string }[] {
  const problems: { field: keyof LetterTemplate; text: string }[] = [];
  const found = (field: keyof LetterTemplate, problem: string | null) => {
    if (problem !== null) problems.push({ field, text: `${templateLabels[field]}：${problem}` });
  };
  found("numberPattern", numberPatternProblem(template.numberPattern));
  for (const field of ["title", "figuresText"] as const) found(field, bracesProblem(template[field], textPlaceholders));
  for (const field of ["opening", "requirements", "closing"] as const)
    for (const text of template[field]) found(field, bracesProblem(text, textPlaceholders));
  if (kind === "bureauToDepartment" && template.issuer === "") found("issuer", "请填写发文机关。");
  if (template.title.trim() === "") found("title", "请填写标题。");
  if (template.publicity !== "open" && template.publicityBasis === "")
    found("publicityBasis", `${publicities[template.publicity]}的，请填写依据。`);
  return problems;
}

/** A text with what is known put in place of the braces; a name without a value stays as it is, to be seen and filled. */
export function fillIn(text: string, values: Readonly<Partial<Record<string, string>>>): string {
  return text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Names in braces that are still to be filled, each once. */
export function unfilled(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(/\{[^{}]*\}/g)].map(([whole]) => whole));
  return [...new Set(names)];
}

/**
 * A number as GB/T 9704 writes it, whatever was typed: the year in 〔〕, digits of one width, no spaces. Two numbers are
 * the same when this is.
 */
export function canonicalNumber(number: string): string {
  return number
    .replaceAll(/[０-９]/g, (digit) => digit.normalize("NFKC"))
    .replaceAll(/\s/g, "")
    .replaceAll(/[[［(（【〔](\d{4})[\]］)）】〕]/g, "〔$1〕");
}

/** A number by the pattern: 罗财决〔2022〕3号. */
export function numberOf(
  { numberPattern, numberWord }: Pick<LetterTemplate, "numberPattern" | "numberWord">,
  year: number,
  sequence: number,
): string {
  return canonicalNumber(fillIn(numberPattern, { 代字: numberWord, 年: String(year), 序号: String(sequence) }));
}
