import type { AgencyCostPart, NotePart, ProcurementPart, StateAssetsPart } from "../../narrative/parts";

export const agencyCost: AgencyCostPart = {
  kind: "agencyCost",
  id: "agencyOperatingCost",
  heading: "（一）机关运行经费支出情况",
  base: "budget",
  words: {
    agencyCost: {
      fall: "{year}年度机关运行经费支出{actual}万元，比年初预算数减少{difference}万元，下降{rate}%，主要原因是{reason}。",
      rise: "{year}年度机关运行经费支出{actual}万元，比年初预算数增加{difference}万元，增长{rate}%，主要原因是{reason}。",
      riseFromNothing: "{year}年度机关运行经费支出{actual}万元，比年初预算数增加{difference}万元，主要原因是{reason}。",
      equal: "{year}年度机关运行经费支出{actual}万元，与年初预算数相同。",
      none: "本单位{year}年度没有机关运行经费支出。",
      /** While one of both is not known. */
      open: "{year}年度机关运行经费支出{actual}万元，年初预算数为{base}万元。",
    },
  },
};

export const procurement: ProcurementPart = {
  kind: "procurement",
  id: "procurement",
  heading: "（二）政府采购支出情况",
  words: {
    procurement: {
      total:
        "{year}年度政府采购支出总额{total}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。",
      none: "本单位{year}年度没有政府采购支出。",
      toSmall:
        "授予中小企业合同金额{toSmall}万元，占政府采购支出总额的{share}%，其中：授予小微企业合同金额{toMicro}万元，占政府采购支出总额的{microShare}%。",
      kinds: {
        goods: "货物采购授予中小企业合同金额占货物支出金额的{share}%",
        works: "工程采购授予中小企业合同金额占工程支出金额的{share}%",
        services: "服务采购授予中小企业合同金额占服务支出金额的{share}%",
      },
    },
  },
};

export const stateAssets: StateAssetsPart = {
  kind: "stateAssets",
  id: "stateAssets",
  heading: "（三）国有资产占用情况",
  words: {
    assets: {
      vehicles:
        "截至{year}年12月31日，本单位共有车辆{vehicles}辆，其中，" +
        "符合规定领导干部用车{leaders}辆、机要通信用车{confidentialCommunication}辆、应急保障用车{emergency}辆，执法执勤用车{lawEnforcement}辆，" +
        "特种专业技术用车{specialTechnical}辆，离退休干部用车{retiredOfficials}辆，其他用车{other}辆{otherNote}；" +
        "单位价值50万元以上通用设备{generalEquipmentOver500k}台（套）；单位价值100万元以上专用设备{specialEquipmentOver1m}台（套）。",
      otherNote: "，{note}",
    },
  },
};

export const roundingNote: NotePart = {
  kind: "note",
  id: "roundingNote",
  words: { note: "*以上情况说明部分因金额单位转换，可能与决算表金额存在尾数误差。" },
};
