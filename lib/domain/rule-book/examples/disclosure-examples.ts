import { initialRuleOf } from "../../decision/decision-rule";
import type { UnitDisclosure } from "../../checks/rule/disclosure";
import { exampleIdentity } from "./correct-accounts";
import type { ExampleAccounts, RuleExamples } from "./example";

const published: UnitDisclosure = {
  unitCode: "101001",
  unitName: exampleIdentity.unitName,
  departmentName: null,
  isExempt: false,
  exemptBasis: null,
  isDue: true,
  hasAccounts: true,
  waitsForCongress: false,
  departmentApprovedOn: "2022-08-20",
  approvedOn: "2022-08-26",
  approvedHash: "5f2b…",
  publishedOn: "2022-09-02",
  publishedHash: "5f2b…",
  number: 1,
  correctionReason: null,
  correction: null,
};

function year(says: string, unit: Partial<UnitDisclosure> = {}): ExampleAccounts {
  const disclosure = {
    today: "2022-10-31",
    congressDecidedOn: "2022-08-15",
    rule: initialRuleOf(2021),
    holidays: [],
    units: [{ ...published, ...unit }],
  };
  return { says, context: { disclosure } };
}

/** L-60 to L-62. */
export const disclosureExamples: RuleExamples = {
  "L-60": {
    formula: "公开日 − 批复日 ≤ 20 天；单位批复日 − 主管部门批复日 ≤ 15 天",
    failing: year("8 月 26 日批复，9 月 30 日公开。", { publishedOn: "2022-09-30" }),
    passing: year("8 月 26 日批复，9 月 2 日公开。"),
  },
  "L-61": {
    formula: "公开内容的哈希值 = 批复版本的哈希值；第 2 版及以后有更正说明",
    failing: year("公开内容与批复版本的哈希值不同。", { publishedHash: "91c0…" }),
    passing: year("公开第 2 版，哈希值与批复版本相同，写有更正说明。", {
      number: 2,
      correctionReason: "更正三公经费说明。",
    }),
  },
  "L-62": {
    formula: "名册中的单位 = 已公开的单位 + 有依据不公开的单位",
    failing: year("上报期限已过，没有决算记录。", {
      hasAccounts: false,
      departmentApprovedOn: null,
      approvedOn: null,
      approvedHash: null,
      publishedOn: null,
      publishedHash: null,
    }),
    passing: year("登记为不公开，依据为保密法。", {
      hasAccounts: false,
      isExempt: true,
      exemptBasis: "涉及国家秘密（保守国家秘密法）",
      departmentApprovedOn: null,
      approvedOn: null,
      approvedHash: null,
      publishedOn: null,
      publishedHash: null,
    }),
  },
};
