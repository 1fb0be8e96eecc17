import type { SheetDefinition } from "../../sheet-definition";

/** Compared with last year's accounts, not with a budget. */
export const agencyOperatingCostSheet = {
  id: "agencyOperatingCost",
  title: "机关运行经费",
  hint: "行政单位和参公单位填列；上年决算数在系统中有上年决算的自动带入。",
  rows: { kind: "fixed", rows: [{ id: "total", label: "机关运行经费" }] },
  columns: [
    { id: "actual", label: "决算数" },
    { id: "lastYear", label: "上年决算数" },
  ],
  feeds: [],
  required: true,
  allowNegative: false,
  blank: "unknown",
  inSum: "added",
} as const satisfies SheetDefinition;

export const procurementSheet = {
  id: "procurement",
  title: "政府采购",
  hint: "填列政府采购金额（以合同签订为准）、面向中小企业和小微企业预留的项目预算金额及中标成交金额。货物、工程、服务有一项填数的，其余空格按0计。",
  rows: {
    kind: "fixed",
    rows: [
      { id: "goods", label: "货物采购金额", together: "kinds" },
      { id: "works", label: "工程采购金额", together: "kinds" },
      { id: "services", label: "服务采购金额", together: "kinds" },
      { id: "reservedForSmallAndMedium", label: "面向中小企业预留项目预算金额" },
      {
        id: "reservedForSmallAndMicro",
        label: "其中：面向小微企业预留项目预算金额",
        indent: 1,
        partOf: "reservedForSmallAndMedium",
      },
      {
        id: "reservedAwardedToSmallAndMedium",
        label: "预留项目中由中小企业中标成交金额",
        partOf: "reservedForSmallAndMedium",
      },
      {
        id: "reservedAwardedToSmallAndMicro",
        label: "预留项目中由小微企业中标成交金额",
        partOf: "reservedForSmallAndMicro",
      },
      { id: "otherAwardedToSmallAndMedium", label: "其他项目中由中小企业中标成交金额" },
    ],
  },
  columns: [{ id: "amount", label: "金额" }],
  feeds: [],
  required: true,
  allowNegative: false,
  blank: "unknown",
  inSum: "added",
} as const satisfies SheetDefinition;

export const stateAssetsSheet = {
  id: "stateAssets",
  title: "国有资产占有使用",
  hint: "填列年末车辆和大型设备数量。没有的填0；车辆分类有一项填数的，其余空格按0计。",
  rows: {
    kind: "fixed",
    rows: [
      { id: "vehicles", label: "车辆数合计（辆）", measure: "count" },
      {
        id: "ministerial",
        label: "部级领导干部用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "mainLeaders",
        label: "主要领导干部用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "confidentialCommunication",
        label: "机要通信用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "emergency",
        label: "应急保障用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "lawEnforcement",
        label: "执法执勤用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "specialTechnical",
        label: "特种专业技术用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "retiredOfficials",
        label: "离退休干部用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      {
        id: "other",
        label: "其他用车（辆）",
        measure: "count",
        indent: 1,
        together: "classes",
        partOf: "vehicles",
      },
      { id: "equipmentOver1m", label: "单价100万元（含）以上设备（不含车辆）（台、套）", measure: "count" },
    ],
  },
  columns: [{ id: "count", label: "数量" }],
  feeds: [],
  required: true,
  allowNegative: false,
  blank: "unknown",
  inSum: "stock",
} as const satisfies SheetDefinition;

export const staffSheet = {
  id: "staff",
  title: "人员情况",
  hint: "填列年末在职人员数，用于核实人均人员经费和公用经费。",
  rows: { kind: "fixed", rows: [{ id: "inService", label: "年末在职人员（人）", measure: "count" }] },
  columns: [{ id: "count", label: "数量" }],
  feeds: [],
  required: false,
  allowNegative: false,
  blank: "unknown",
  inSum: "stock",
} as const satisfies SheetDefinition;
