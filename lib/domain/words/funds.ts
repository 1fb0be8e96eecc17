/**
 * Where money comes from (资金性质) and what it is spent on (支出性质). The three appropriations are
 * the 财政拨款 of tables 04, 05, 08 and 09; everything else is 非财政拨款.
 */

export const appropriations = ["generalPublicBudget", "governmentFund", "stateCapital"] as const;
export type Appropriation = (typeof appropriations)[number];

export const funds = [...appropriations, "nonAppropriation"] as const;
export type Fund = (typeof funds)[number];

export const fundLabels: Record<Fund, string> = {
  generalPublicBudget: "一般公共预算财政拨款",
  governmentFund: "政府性基金预算财政拨款",
  stateCapital: "国有资本经营预算财政拨款",
  nonAppropriation: "非财政拨款资金",
};

/** Income that is no appropriation (非财政拨款收入), in the order of table 02; most of it only institutions have (L-08). */
export const ownIncomes = [
  { id: "superiorSubsidy", label: "上级补助收入", isOfInstitutions: true },
  { id: "serviceIncome", label: "事业收入", isOfInstitutions: true },
  { id: "operatingIncome", label: "经营收入", isOfInstitutions: true },
  { id: "affiliateRemittance", label: "附属单位上缴收入", isOfInstitutions: true },
  { id: "otherIncome", label: "其他收入", isOfInstitutions: false },
] as const;
export type OwnIncome = (typeof ownIncomes)[number]["id"];
export const ownIncomeIds: readonly OwnIncome[] = ownIncomes.map(({ id }) => id);

/** What expenditure is (支出性质), in the order of table 03. */
export const natures = [
  { id: "basic", label: "基本支出" },
  { id: "project", label: "项目支出" },
  { id: "remittanceToSuperior", label: "上缴上级支出" },
  { id: "operating", label: "经营支出" },
  { id: "subsidyToAffiliates", label: "对附属单位补助支出" },
] as const;
export type Nature = (typeof natures)[number]["id"];
export const natureIds: readonly Nature[] = natures.map(({ id }) => id);

/**
 * Natures of spending available to each fund: remittances, operating expenditure and subsidies never come from
 * appropriations (tables 03, 05, 08, 09).
 */
export const naturesByFund = {
  generalPublicBudget: ["basic", "project"],
  governmentFund: ["basic", "project"],
  stateCapital: ["basic", "project"],
  nonAppropriation: natureIds,
} as const satisfies Record<Fund, readonly Nature[]>;

/** Kinds of unit; some incomes exist for institutions (事业单位) only (domain-rules L-08, L-10). */
export const unitKinds = ["administrative", "civilServiceInstitution", "institution"] as const;
export type UnitKind = (typeof unitKinds)[number];

export const unitKindLabels: Record<UnitKind, string> = {
  administrative: "行政单位",
  civilServiceInstitution: "参照公务员法管理事业单位",
  institution: "事业单位",
};
