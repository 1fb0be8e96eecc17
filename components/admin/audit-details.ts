import { formatDateTime } from "@/components/ui/format-date";
import { unitKindLabels, type UnitKind } from "@/lib/domain/words/funds";
import { thresholdDefinitions, thresholdText } from "@/lib/domain/words/thresholds";
import { roleLabels, unitOf, type RoleGrant } from "@/lib/domain/report/roles";
import { formatLabel } from "@/lib/domain/formats/format-of";

type Reading = (value: unknown, unitNames: ReadonlyMap<string, string>) => string;

const yesNo: Reading = (value) => (value ? "是" : "否");
const moment: Reading = (value) => formatDateTime(new Date(String(value)));

/** How each recorded detail reads; what is not listed (ids) says nothing to a person. */
const readings: Record<string, { label: string; read?: Reading }> = {
  reason: { label: "原因" },
  number: { label: "版本", read: (value) => `第${String(value)}版` },
  code: { label: "代码" },
  name: { label: "名称" },
  kind: { label: "类型", read: (value) => unitKindLabels[value as UnitKind] ?? String(value) },
  parentId: {
    label: "上级",
    read: (value, unitNames) => (value === null ? "无" : (unitNames.get(String(value)) ?? "已不在册")),
  },
  firstYear: { label: "起始年度" },
  lastYear: { label: "终止年度" },
  // Of events recorded before units had years.
  isActive: { label: "在用", read: yesNo },
  event: { label: "变动" },
  foundedOn: { label: "设立日期" },
  effectiveOn: { label: "生效日期" },
  document: { label: "依据文件" },
  predecessors: { label: "变动单位" },
  successors: { label: "承接单位" },
  year: { label: "年度" },
  isExempt: { label: "不予公开", read: yesNo },
  exemptBasis: { label: "不予公开依据" },
  grants: {
    label: "角色",
    read: (value, unitNames) =>
      (value as RoleGrant[])
        .map((grant) => {
          const unitId = unitOf(grant);
          const label = roleLabels[grant.role];
          return unitId === null ? label : `${label}（${unitNames.get(unitId) ?? "已不在册"}）`;
        })
        .join("、"),
  },
  isSeparate: { label: "批复与公开由不同的人办理", read: yesNo },
  jobId: { label: "办理方式", read: () => "后台任务（批量办理）" },
  open: { label: "办理时未决", read: (value) => (value as string[]).join("、") },
  format: { label: "文件格式" },
  tableSetId: {
    label: "报表格式",
    read: (value) => formatLabel(String(value)),
  },
  catalogueId: { label: "科目目录" },
  opensAt: { label: "开始", read: moment },
  deadline: { label: "截止", read: moment },
  thresholds: {
    label: "审核限度",
    read: (value) =>
      Object.entries(value as Record<string, [number, number]>)
        .flatMap(([id, [before, after]]) =>
          thresholdDefinitions
            .filter((definition) => definition.id === id)
            .map(
              (definition) =>
                `${definition.label}由${thresholdText(definition, before)}改为${thresholdText(definition, after)}`,
            ),
        )
        .join("；"),
  },
  switches: { label: "审核规则", read: (value) => (value as string[]).join("；") },
  facts: { label: "导入数据", read: (value) => `${String(value)}项` },
  functional: { label: "功能分类科目", read: (value) => `${String(value)}个` },
  economic: { label: "经济分类科目", read: (value) => `${String(value)}个` },
};

/** The details of an audit event as an administrator reads them, e.g. 原因：请核对; nothing for what was left empty. */
export function auditDetailLines(
  details: Readonly<Record<string, unknown>>,
  unitNames: ReadonlyMap<string, string>,
): string[] {
  return Object.entries(readings).flatMap(([key, { label, read }]) => {
    const value = details[key];
    if (value === undefined || value === "" || (value === null && key !== "parentId")) return [];
    return [`${label}：${read ? read(value, unitNames) : String(value)}`];
  });
}
