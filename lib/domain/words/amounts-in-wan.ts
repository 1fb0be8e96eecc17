/** Amounts in sentences, brought to the unit of the tables beside them. */
import { formatWan, fromDecimalYuan } from "./amounts";

const yuan = /(-?\d[\d,]*\.\d{2}) 元/g;

/**
 * A sentence with its amounts in 万元, two decimals, half up, as the tables print them. What would be told as nothing stays
 * in 元: 0.30 元 is a difference all the same.
 */
export function amountsInWan(sentence: string): string {
  return sentence.replaceAll(yuan, (text, amount: string) => {
    const fen = fromDecimalYuan(amount.replaceAll(",", ""));
    const wan = formatWan(fen);
    return fen !== 0 && /^-?0\.00$/.test(wan) ? text : `${wan} 万元`;
  });
}
