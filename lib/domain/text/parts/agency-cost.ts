import type { AgencyCostPart } from "../../formats/narrative/parts";
import { factKey } from "../../words/fact-address";
import { isKnown } from "../writing/figures";
import type { PartWriter } from "../writing/part";
import { paragraph } from "../writing/section";
import { reasonOfChange, reasonSlotsOf } from "../writing/reasons";

const sheet = "agencyOperatingCost";

/** 机关运行经费 against its budget or last year's, with the reason in the sentence or in one of its own. */
export const agencyCost: PartWriter<AgencyCostPart> = {
  write({ id, base: column, words: { agencyCost: words } }, { figures, context: { numbers, say, texts } }) {
    const base = figures.fact(factKey(sheet, "total", "", column));
    const actual = figures.fact(factKey(sheet, "total", "", "actual"));
    const opened = { actual: numbers.amount(actual) };
    const sentences = () => {
      if (base.value === 0 && actual.value === 0) return [say(id, words.none)];
      if (!isKnown(base) || !isKnown(actual)) return [say(id, words.open, { ...opened, base: numbers.amount(base) })];
      if (base.value === actual.value) return [say(id, words.equal, opened)];
      const rate = numbers.rateOfChange(actual, base);
      const template = actual.value < base.value ? words.fall : rate ? words.rise : words.riseFromNothing;
      const why = reasonOfChange(id, actual, base, texts);
      const compared = say(id, template, {
        ...opened,
        difference: numbers.difference(actual, base),
        ...(rate && { rate }),
        reason: why,
      });
      return words.reason === undefined ? [compared] : [compared, say(`${id}.reason`, words.reason, { reason: why })];
    };
    return [paragraph(`${id}.paragraph`, sentences())];
  },
  slotsOf: ({ id }) => reasonSlotsOf(id),
};
