import type { Rule } from "../rule/rule";
import type { SuppliedText } from "./supplied-text";
import { onEachText, onTexts } from "./typed-texts";

const verification = {
  ruleClass: "verification",
  severity: "hint",
  scope: "form",
  basis: "《标点符号用法》（GB/T 15834）；《出版物上数字用法》（GB/T 15835）",
} as const;

const brackets = [
  ["（", "）"],
  ["《", "》"],
  ["“", "”"],
  ["〔", "〕"],
] as const;

function unclosed(text: string): string | null {
  for (const [open, close] of brackets)
    if (text.split(open).length !== text.split(close).length) return `${open}${close}`;
  return null;
}

/**
 * Whether the statements of a given text leave out zeros at the end, as the generated text does: then 1,079.2 is no
 * slip.
 */
function leavesOutZeros(given: SuppliedText | null): boolean {
  return (
    given !== null &&
    !given.read.statements.some(({ clause }) =>
      clause.figures.some(({ measure, text }) => measure === "fen" && /\.\d*0$/.test(text)),
    )
  );
}

/** A number that is written otherwise than the others; `null` when there is none. */
function numberSlip(text: string, mayBeShort: boolean): string | null {
  const decimals = (mayBeShort ? /[\d,]*\d\.\d{3,}(?=\s*万元)/ : /[\d,]*\d\.(?:\d|\d{3,})(?=\s*万元)/).exec(text)?.[0];
  if (decimals) return `的“${decimals}万元”不是两位小数`;
  const separators = /(?<![\d,.])\d{5,}(?:\.\d+)?(?=\s*万?元)/.exec(text)?.[0];
  return separators && /\d,\d{3}/.test(text) ? `有的数字有千分位逗号，“${separators}”没有` : null;
}

/** The first thing that a careful reader would mark; `null` when there is none. */
function slip(text: string): string | null {
  const pair = unclosed(text);
  if (pair) return `“${pair}”没有成对`;
  // 等支出等支出; not 一一、多多, which are words.
  const doubled = /([\p{Script=Han}]{2,6})\1/u.exec(text)?.[0];
  if (doubled) return `“${doubled}”重复`;
  const punctuation = /[。，；：、]{2,}/.exec(text)?.[0];
  if (punctuation) return `标点“${punctuation}”连用`;
  const halfWidth = /[\p{Script=Han}][,;:?!]|[,;:?!][\p{Script=Han}]/u.exec(text)?.[0];
  if (halfWidth) return `“${halfWidth}”用了半角标点`;
  return /主要原因(?!是|为|包括|有|在于|如下)/.test(text) ? "“主要原因”后缺少“是”" : null;
}

/** V-40, V-41: numbers and punctuation of typed texts. */
export const styleRules: readonly Rule[] = [
  {
    id: "V-40",
    ...verification,
    title: "文字中的数字写法规范一致",
    advice: "请统一数字写法。",
    prepare: onTexts("passages", (texts, _, given) => {
      const mayBeShort = leavesOutZeros(given);
      const found = texts.flatMap(({ slot, text, name }) => {
        const problem = numberSlip(text, mayBeShort);
        return problem ? [{ place: slot, message: `${name}中${problem}。请统一数字写法。`, slots: [slot] }] : [];
      });
      // A whole document has one style: it is said once.
      return texts.some(({ slot }) => slot.startsWith("given."))
        ? found.slice(0, 1).map(({ message }) => ({
            place: "given",
            message: message.replace(/。请/, `${found.length > 1 ? `，共 ${found.length} 处` : ""}。请`),
          }))
        : found;
    }),
  },
  {
    id: "V-41",
    ...verification,
    title: "文字没有重复的词语、不成对的括号和错用的标点",
    advice: "请改正。",
    prepare: onEachText("passages", ({ text, name }) => {
      const found = slip(text);
      return found ? `${name}中${found}。请改正。` : null;
    }),
  },
];
