import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** Guesses that a program needs at least, as a power of ten: from here on the library calls a password very unguessable. */
const LEAST_POWER = 10;

/** So much of a password is looked at: whatever follows on a good beginning makes it no worse. */
const LOOKED_AT = 64;

/** What people of this trade put into passwords, beside the 49,000 most common ones. */
const wordsOfTrade = [
  "admin",
  "administrator",
  "root",
  "mingzhang",
  "明账",
  "juesuan",
  "决算",
  "yusuan",
  "预算",
  "caizheng",
  "caizhengju",
  "财政",
  "财政局",
  "kuaiji",
  "会计",
  "chuna",
  "出纳",
  "caiwu",
  "财务",
  "mima",
];

let guesser: Promise<ZxcvbnFactory> | undefined;

/** The lists take some megabytes and half a second: they are read when the first password is changed. */
function load(): Promise<ZxcvbnFactory> {
  guesser ??= Promise.all([import("@zxcvbn-ts/core"), import("@zxcvbn-ts/language-common")]).then(
    ([{ ZxcvbnFactory: Guesser }, { adjacencyGraphs, dictionary }]) =>
      new Guesser({ graphs: adjacencyGraphs, dictionary }),
  );
  return guesser;
}

/**
 * Why a password would be found soon by whoever tries what is likely: common passwords, names, keys beside each other,
 * runs, dates (NIST SP 800-63B, 5.1.1.2; no rule on kinds of characters). `null` where it would not.
 *
 * @param names of the person, the site and the like.
 */
export async function whyGuessable(password: string, names: readonly string[]): Promise<string | null> {
  const words = [...wordsOfTrade, ...names].filter((word) => word.length > 1);
  const { guessesLog10, sequence } = (await load()).check(password.slice(0, LOOKED_AT), words);
  if (guessesLog10 >= LEAST_POWER) return null;
  const parts = [...new Set(sequence.map((part) => wordOf(part)).filter((word) => word !== null))];
  const why = parts.length === 0 ? "" : `：其中有${parts.join("、")}`;
  return `新密码容易被猜中${why}。请换一个，如几个互不相干的词或者一句只有自己知道的话。`;
}

function wordOf({ pattern, dictionaryName }: { pattern: string; dictionaryName?: unknown }): string | null {
  switch (pattern) {
    case "dictionary":
      return dictionaryName === "userInputs" ? "姓名、用户名、地区名或者本行业的常用词" : "常见的密码";
    case "spatial":
      return "键盘上相邻的键";
    case "repeat":
      return "重复的字符";
    case "sequence":
      return "连续的数字或者字母";
    case "regex":
    case "date":
      return "年份或者日期";
    default:
      return null;
  }
}
