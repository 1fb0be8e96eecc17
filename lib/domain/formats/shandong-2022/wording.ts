import type { SectionId, Wording } from "../wording";
import { wording2021 } from "../shandong-2021/wording";

const order: readonly SectionId[] = [
  "total",
  "income",
  "expenditure",
  "appropriationTotal",
  "generalPublicExpenditure",
  "generalPublicBasicExpenditure",
  "governmentFund",
  "stateCapital",
  "threePublic",
  "otherMatters",
  "performance",
];

const titles: ReadonlyMap<SectionId, string> = new Map<SectionId, string>([
  ...wording2021.sections.map(({ id, title }) => [id, title] as const),
  ["threePublic", "财政拨款“三公”经费支出决算情况说明"],
]);

/**
 * FY2022 and later (domain-rules §2.2): the text follows the tables, where the “三公” expenditure comes last and covers all
 * appropriations. Everything else is said as before.
 */
export const wording2022: Wording = {
  ...wording2021,
  sections: order.map((id) => ({ id, title: titles.get(id)! })),
  threePublic: { ...wording2021.threePublic, subject: "{year}年度财政拨款“三公”经费支出" },
};
