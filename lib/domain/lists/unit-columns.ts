import { unitEventLabels, type UnitLevel } from "../register/register";
import { unitKindLabels, type UnitKind } from "../words/funds";
import type { ListColumn } from "./list-column";

/** A unit as the list of units has it. */
export interface ListedUnit {
  code: string;
  name: string;
  shortName: string | null;
  level: UnitLevel;
  departmentCode: string;
  departmentName: string;
  kind: UnitKind;
  isObliged: boolean;
  isDepartmentsOwn: boolean;
  /** For which years it owes accounts, in words. */
  owedYears: string;
  /** Years that it does not publish, with the basis. */
  exemptions: string;
}

export type UnitColumnId =
  | "code"
  | "name"
  | "shortName"
  | "level"
  | "departmentCode"
  | "departmentName"
  | "kind"
  | "isObliged"
  | "isDepartmentsOwn"
  | "owedYears"
  | "exemptions"
  | "occasion"
  | "formerCode"
  | "effectiveOn"
  | "documentNumber"
  | "documentDate";

export const levelLabels: Record<UnitLevel, string> = { department: "主管部门", unit: "单位" };

/** Why a unit enters the register, as the file says it. */
export const occasions = { found: "新设", initial: "期初登记" } as const;

/** What a row changes of a unit that is there, where the file says it. */
export const changeLabels = {
  rename: unitEventLabels.rename,
  recode: unitEventLabels.recode,
  transfer: unitEventLabels.transfer,
  reclassify: unitEventLabels.reclassify,
} as const;
export type NamedChange = keyof typeof changeLabels;

const nothing = () => "";

/** The list of units, exported and imported. What only an import says is exported empty. */
export const unitColumns: readonly ListColumn<ListedUnit, UnitColumnId>[] = [
  {
    id: "code",
    heading: "单位代码",
    width: 14,
    value: ({ code }) => code,
    read: {
      aliases: ["代码", "单位编码", "预算单位代码", "预算单位编码"],
      isRequired: true,
      as: "code",
      help: "3 至 20 位数字或字母，按文本填写。已在册的单位按代码认定。",
    },
  },
  {
    id: "name",
    heading: "单位名称",
    width: 36,
    value: ({ name }) => name,
    read: {
      aliases: ["名称", "单位全称", "预算单位名称"],
      isRequired: true,
      as: "text",
      help: "全称，同一层级不得重名。",
    },
  },
  {
    id: "shortName",
    heading: "简称",
    width: 16,
    value: ({ shortName }) => shortName ?? "",
    read: { as: "text", help: "可不填。" },
  },
  {
    id: "level",
    heading: "层级",
    width: 10,
    value: ({ level }) => levelLabels[level],
    read: { as: "text", help: "主管部门或单位；空白按单位。" },
  },
  {
    id: "departmentCode",
    heading: "主管部门代码",
    width: 14,
    value: ({ departmentCode }) => departmentCode,
    read: {
      aliases: ["部门代码", "主管部门编码"],
      as: "code",
      help: "单位须填；主管部门可以同在本文件中，先后不限。",
    },
  },
  {
    id: "departmentName",
    heading: "主管部门",
    width: 30,
    value: ({ departmentName }) => departmentName,
    read: { aliases: ["主管部门名称", "部门名称"], as: "text", help: "填了代码的可不填；都填的须是同一个。" },
  },
  {
    id: "kind",
    heading: "单位类型",
    width: 26,
    value: ({ kind }) => unitKindLabels[kind],
    read: {
      aliases: ["单位性质", "类型"],
      as: "text",
      help: `${Object.values(unitKindLabels).join("、")}。新增单位须填。`,
    },
  },
  {
    id: "isObliged",
    heading: "单独填报决算",
    width: 14,
    value: ({ level, isObliged }) => (level === "department" ? "" : isObliged ? "是" : "否"),
    read: { aliases: ["单独填报"], as: "text", help: "是或否；空白按是。" },
  },
  {
    id: "isDepartmentsOwn",
    heading: "部门本级",
    width: 10,
    value: ({ level, isDepartmentsOwn }) => (level === "department" ? "" : isDepartmentsOwn ? "是" : "否"),
    read: {
      aliases: ["本级"],
      as: "text",
      help: "是或否，一个部门同一时间只有一个；新增单位空白时，与主管部门同名或加“本级”“机关”的按是。",
    },
  },
  { id: "owedYears", heading: "填报年度", width: 20, value: ({ owedYears }) => owedYears, read: null },
  { id: "exemptions", heading: "不予公开", width: 30, value: ({ exemptions }) => exemptions, read: null },
  {
    id: "occasion",
    heading: "登记事由",
    width: 12,
    value: nothing,
    read: {
      as: "text",
      help: `新增单位须填：${occasions.found}（须有生效日期和依据文件，自当年起填报）或${occasions.initial}（历年已有，历年均须填报）。变动可填${Object.values(changeLabels).join("、")}，也可以留空。`,
    },
  },
  {
    id: "formerCode",
    heading: "原代码",
    width: 14,
    value: nothing,
    read: { as: "code", help: "只在改码时填：现在系统中的代码。" },
  },
  {
    id: "effectiveOn",
    heading: "生效日期",
    width: 14,
    value: nothing,
    read: { as: "day", help: "新设和变动须填，如 2022-07-01。" },
  },
  {
    id: "documentNumber",
    heading: "依据文件文号",
    width: 28,
    value: nothing,
    read: { aliases: ["依据文件", "文号"], as: "text", help: "新设和变动须填。" },
  },
  {
    id: "documentDate",
    heading: "依据文件日期",
    width: 14,
    value: nothing,
    read: { aliases: ["文件日期"], as: "day", help: "新设和变动须填。" },
  },
];
