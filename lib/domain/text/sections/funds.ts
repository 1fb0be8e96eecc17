import { cellId } from "../../formats/names";
import { amount, isKnown } from "../writing/figures";
import { paragraph, type SectionWriter } from "../writing/section";
import { sentence } from "../writing/template";
import { itemParagraphs, itemsOf } from "./general-public";

const itemsFollow = "，支出具体情况如下：";

/** 政府性基金预算财政拨款收入支出决算情况说明. */
export const governmentFund: SectionWriter = (input) => {
  const { figures, context } = input;
  const { wording, year } = context;
  const id = "governmentFund";
  const income = figures.cell(cellId(id, "total", "income"));
  const spent = figures.cell(cellId(id, "total", "total"));
  const hasItems = itemsOf(input, id, "governmentFund").length > 0;
  if (income.value === 0 && spent.value === 0 && !hasItems)
    return [paragraph(`${id}.paragraph`, [sentence(id, wording.funds.governmentFundNone, {})])];
  const opening = sentence(
    id,
    hasItems ? wording.funds.governmentFund : wording.funds.governmentFund.replace(itemsFollow, "。"),
    {
      year,
      income: amount(income),
      spent: amount(spent),
    },
  );
  return [paragraph(`${id}.paragraph`, [opening]), ...itemParagraphs(input, id, "governmentFund")];
};

/** 国有资本经营预算财政拨款支出决算情况说明. */
export const stateCapital: SectionWriter = (input) => {
  const { figures, context } = input;
  const { wording, year } = context;
  const id = "stateCapital";
  const spent = figures.cell(cellId(id, "total", "total"));
  const hasItems = itemsOf(input, id, "stateCapital").length > 0;
  if (!hasItems && isKnown(spent))
    return [paragraph(`${id}.paragraph`, [sentence(id, wording.funds.stateCapitalNone, {})])];
  const opening = hasItems ? wording.funds.stateCapital : wording.funds.stateCapital.replace(itemsFollow, "。");
  return [
    paragraph(`${id}.paragraph`, [sentence(id, opening, { year, spent: amount(spent) })]),
    ...itemParagraphs(input, id, "stateCapital"),
  ];
};
