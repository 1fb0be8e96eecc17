import type { AgencyCostPart, ReservedProcurementPart, StateAssetsPart } from "../../narrative/parts";

export const agencyCost: AgencyCostPart = {
  kind: "agencyCost",
  id: "agencyOperatingCost",
  heading: "（一）机关运行经费支出情况",
  base: "lastYear",
  words: {
    agencyCost: {
      fall: "机关运行经费支出{actual}万元，比{lastYear}年度减少{difference}万元，下降{rate}%。",
      rise: "机关运行经费支出{actual}万元，比{lastYear}年度增加{difference}万元，增长{rate}%。",
      riseFromNothing: "机关运行经费支出{actual}万元，比{lastYear}年度增加{difference}万元。",
      equal: "机关运行经费支出{actual}万元，与{lastYear}年度持平。",
      none: "{unit}{year}年度无机关运行经费支出。",
      open: "机关运行经费支出{actual}万元，{lastYear}年度为{base}万元。",
      reason: "主要原因是{reason}。",
    },
  },
};

export const procurement: ReservedProcurementPart = {
  kind: "reservedProcurement",
  id: "procurement",
  heading: "（二）政府采购支出情况",
  words: {
    procurement: {
      total:
        "{unit}{year}年度政府采购金额（以合同签订为准）为{total}万元，其中：货物采购金额{goods}万元、" +
        "工程采购金额{works}万元、服务采购金额{services}万元。",
      none: "{unit}{year}年度无政府采购支出。",
      reserved:
        "{year}年度本部门面向中小企业预留政府采购项目预算金额{reservedForSmallAndMedium}万元，" +
        "面向小微企业预留政府采购项目预算金额{reservedForSmallAndMicro}万元。",
      awarded:
        "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额{reservedAwardedToSmallAndMedium}万元；" +
        "在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额{reservedAwardedToSmallAndMicro}万元；" +
        "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{otherAwardedToSmallAndMedium}万元。",
    },
  },
};

export const stateAssets: StateAssetsPart = {
  kind: "stateAssets",
  id: "stateAssets",
  heading: "（三）国有资产占有使用情况说明",
  words: {
    assets: {
      vehicles:
        "截至{year}年12月31日，{unit}共有车辆{vehicles}辆，其中：部级领导干部用车{ministerial}辆、" +
        "主要领导干部用车{mainLeaders}辆、机要通信用车{confidentialCommunication}辆、应急保障用车{emergency}辆、" +
        "执法执勤用车{lawEnforcement}辆、特种专业技术用车{specialTechnical}辆、离退休干部用车{retiredOfficials}辆、" +
        "其他用车{other}辆。",
      equipment: "单价100万元（含）以上设备（不含车辆）{equipmentOver1m}台（套）。",
    },
  },
};
