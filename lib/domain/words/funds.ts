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

/** Natures of spending available to each fund: remittances, operating expenditure and subsidies never come from appropriations (tables 03, 05, 08, 09). */
export const naturesByFund = {
  generalPublicBudget: ["basic", "project"],
  governmentFund: ["basic", "project"],
  stateCapital: ["basic", "project"],
  nonAppropriation: ["basic", "project", "remittanceToSuperior", "operating", "subsidyToAffiliates"],
} as const satisfies Record<Fund, readonly string[]>;

/** Kinds of unit; some incomes exist for institutions (事业单位) only (domain-rules L-08, L-10). */
export const unitKinds = ["administrative", "civilServiceInstitution", "institution"] as const;
export type UnitKind = (typeof unitKinds)[number];

export const unitKindLabels: Record<UnitKind, string> = {
  administrative: "行政单位",
  civilServiceInstitution: "参照公务员法管理事业单位",
  institution: "事业单位",
};
