import type { SheetDefinition } from "../../sheet-definition";

export const agencyOperatingCostSheet = {
  id: "agencyOperatingCost",
  title: "机关运行经费",
  hint: "行政单位和参公单位填列；决算数一般等于一般公共预算财政拨款基本支出中的公用经费。",
  rows: { kind: "fixed", rows: [{ id: "total", label: "机关运行经费" }] },
  columns: [
    { id: "budget", label: "年初预算数" },
    { id: "actual", label: "决算数" },
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
  hint: "填列政府采购支出总额及授予中小企业、小微企业合同金额。一列有一项填数的，其余空格按0计。",
  rows: {
    kind: "fixed",
    rows: [
      { id: "goods", label: "货物", together: "kinds" },
      { id: "works", label: "工程", together: "kinds" },
      { id: "services", label: "服务", together: "kinds" },
    ],
  },
  columns: [
    { id: "amount", label: "政府采购支出" },
    { id: "toSmallAndMedium", label: "授予中小企业合同金额", partOf: "amount" },
    { id: "toSmallAndMicro", label: "其中：授予小微企业合同金额", partOf: "toSmallAndMedium" },
  ],
  feeds: [],
  required: true,
  allowNegative: false,
  blank: "unknown",
  inSum: "added",
} as const satisfies SheetDefinition;

export const stateAssetsSheet = {
  id: "stateAssets",
  title: "国有资产占用",
  hint: "填列年末车辆和大型设备数量（含各类资金购置）。没有的填0；车辆分类、设备各有一项填数的，其余空格按0计。",
  rows: {
    kind: "fixed",
    rows: [
      { id: "vehicles", label: "车辆数合计（辆）", measure: "count" },
      {
        id: "leaders",
        label: "副部（省）级及以上领导用车（辆）",
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
      { id: "other", label: "其他用车（辆）", measure: "count", indent: 1, together: "classes", partOf: "vehicles" },
      {
        id: "generalEquipmentOver500k",
        label: "单价50万元以上通用设备（台、套）",
        measure: "count",
        together: "equipment",
      },
      {
        id: "specialEquipmentOver1m",
        label: "单价100万元以上专用设备（台、套）",
        measure: "count",
        together: "equipment",
      },
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
