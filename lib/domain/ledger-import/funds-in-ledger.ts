import type { Fund } from "../words/funds";
import { plainText } from "./ledger-sheet";
import { plainName } from "./target";

/** What ledgers call the funds; the first that fits. */
const fundWords: readonly (readonly [RegExp, Fund])[] = [
  [/非财政(拨款|补助)|单位资金|自有资金|财政专户|其他资金/, "nonAppropriation"],
  [/政府性基金|基金预算/, "governmentFund"],
  [/国有资本经营|国资预算/, "stateCapital"],
  [/一般公共预算|公共财政预算|公共预算|一般预算/, "generalPublicBudget"],
];

/** The one fund that a text names; `null` when it names none or several. */
export function fundIn(text: string): Fund | null {
  const found = fundWords.filter(([words]) => words.test(plainText(text)));
  return found.length === 1 ? found[0]![1] : null;
}

/** What stands in the columns of a row that tell what it is about, as text. */
export interface RowWords {
  code: string;
  name: string;
  /** In the column that names the fund; absent where there is none. */
  fund?: string;
  /** The row of a grid beside which it was pasted. */
  beside?: string;
}

export interface RowFund {
  /** `null`: nothing says which. */
  fund: Fund | null;
  /** The row is the line above a block of rows, and no subject. */
  isHeading: boolean;
}

/**
 * The fund of each row, from above to below: what its own column names, else the last line that stands above a block.
 */
export function fundsOfRows(words: readonly RowWords[], isSubject: (name: string) => boolean): RowFund[] {
  let block: Fund | null = null;
  return words.map(({ code, name, fund }) => {
    const heading = headingOf(`${code}${name}`, isSubject);
    if (heading !== null) {
      block = heading;
      return { fund: heading, isHeading: true };
    }
    return { fund: fund === undefined ? block : fundIn(fund), isHeading: false };
  });
}

/** `一、一般公共预算财政拨款支出`: a fund and nothing else. 国有资本经营预算支出 is a 类, too. */
function headingOf(text: string, isSubject: (name: string) => boolean): Fund | null {
  const plain = plainName(text).replace(/[:：]$/, "");
  if (/\d/.test(plain) || isSubject(plain) || !/^[^,。;]{4,24}$/.test(plain)) return null;
  const rest = plain.replace(/(财政)?(拨款|补助)|预算|支出|收入|资金|部分|决算|小计|合计|安排的|项目|基本/g, "");
  return rest.length <= 8 ? fundIn(plain) : null;
}
