import { congressDemands, ruleLabels, type CongressDemand, type DecisionRule } from "../decision/decision-rule";
import { templateLabels, type LetterTemplate } from "../decision/letter/template";
import { formatLabel } from "../formats/format-of";
import { grantLabel, type RoleGrant } from "../report/roles";
import { unitKindLabels, type UnitKind } from "../words/funds";
import { formatDateTime } from "../words/moments";
import { thresholdDefinitions, thresholdText } from "../words/thresholds";

type RuleValue = DecisionRule[keyof DecisionRule];

/** A field of a year's rule as a person reads it. */
function ruleValueText(field: keyof DecisionRule, value: RuleValue): string {
  if (field === "congress") return congressDemands[value as CongressDemand];
  return typeof value === "boolean" ? (value ? "是" : "否") : `${value}日`;
}

type Reading = (value: unknown, unitNames: ReadonlyMap<string, string>) => string;

const yesNo: Reading = (value) => (value ? "是" : "否");
const moment: Reading = (value) => formatDateTime(new Date(String(value)));

/** V-10 2050202: the rule of a finding, and the subject where it is of one; the rest of its key is ours. */
const findingText: Reading = (value) => {
  const [rule, place = ""] = String(value).split("@");
  return [rule, /(?:^|\.)(\d{3,})(?:\.|$)/.exec(place)?.[1]].filter(Boolean).join(" ");
};

/** What was given beside the password. */
const factorLabels: Record<string, string> = { codes: "动态验证码", passkey: "通行密钥", recoveryCode: "备用码" };

/** How each recorded detail reads; what is not listed (ids) says nothing to a person. */
const readings: Record<string, { label: string; read?: Reading }> = {
  reason: { label: "原因" },
  number: { label: "版本", read: (value) => `第${String(value)}版` },
  standIn: { label: "代理" },
  lentRoles: { label: "代理的角色" },
  span: { label: "代理期" },
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
  changes: { label: "变动内容", read: (value) => (value as string[]).join("，") },
  predecessors: { label: "变动单位" },
  successors: { label: "承接单位" },
  year: { label: "年度" },
  isExempt: { label: "不予公开", read: yesNo },
  exemptBasis: { label: "不予公开依据" },
  grants: {
    label: "角色",
    read: (value, unitNames) => (value as RoleGrant[]).map((grant) => grantLabel(grant, unitNames)).join("、"),
  },
  signedOn: { label: "成文日期" },
  receivedOn: { label: "收到日期" },
  payer: { label: "付出单位" },
  receiver: { label: "收入单位" },
  paid: { label: "付出方金额（元）", read: (value) => String(value ?? "没有写明") },
  received: { label: "收入方金额（元）", read: (value) => String(value ?? "没有写明") },
  supersedes: { label: "代替的批复" },
  dueOn: { label: "期限", read: (value) => (value as [string, string]).join("改为") },
  settledOn: { label: "办结日期" },
  deadlineDays: {
    label: "截止前提醒",
    read: (value) => (value as number[]).map((day) => `${day}天`).join("、") || "不提醒",
  },
  reminderText: { label: "催报内容" },
  remindedUnits: { label: "催报的单位", read: (value) => (value as string[]).join("、") },
  mailPace: { label: "邮件提醒" },
  fields: {
    label: "修改的内容",
    read: (value) => (value as (keyof LetterTemplate)[]).map((field) => templateLabels[field] ?? field).join("、"),
  },
  body: { label: "批准机关" },
  meeting: { label: "会议" },
  decisionNumber: { label: "决议文号", read: (value) => String(value) || "无" },
  decidedOn: { label: "批准日期" },
  before: { label: "原登记", read: (value) => (value as string[]).filter(Boolean).join("，") },
  isSeparate: { label: "批复与公开由不同的人办理", read: yesNo },
  jobId: { label: "办理方式", read: () => "后台任务（批量办理）" },
  open: {
    label: "办理时未决",
    read: (value) => (value as string[]).map((sentence) => sentence.replace(/。$/, "")).join("；"),
  },
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
  rule: {
    label: "期限规则",
    read: (value) =>
      Object.entries(value as Partial<Record<keyof DecisionRule, [RuleValue, RuleValue]>>)
        .map(([field, [before, after]]) => {
          const name = field as keyof DecisionRule;
          return `${ruleLabels[name]}由${ruleValueText(name, before)}改为${ruleValueText(name, after)}`;
        })
        .join("；"),
  },
  secondFactorRule: { label: "要求", read: (value) => (value as [string, string]).join("改为") },
  factor: { label: "验证方式", read: (value) => factorLabels[value as string] ?? String(value) },
  days: { label: "日期" },
  removed: { label: "删除的日期" },
  aliasAdded: { label: "增加简称" },
  aliasRemoved: { label: "删除简称" },
  contact: { label: "公开联系方式" },
  portalAddress: { label: "门户网站公开网址" },
  isWorked: { label: "上班", read: yesNo },
  fileName: { label: "文件" },
  sha256: { label: "校验值" },
  added: { label: "新增", read: (value) => `${String(value)}个` },
  changed: { label: "变动", read: (value) => `${String(value)}个` },
  list: { label: "清单" },
  filter: { label: "筛选" },
  commentKind: { label: "种类" },
  place: { label: "位置" },
  finding: { label: "审核结果", read: findingText },
  importId: { label: "办理方式", read: () => "导入清单" },
  reviewedUnits: { label: "审核的单位" },
  notice: { label: "本年变化的说明", read: (value) => String(value) || "无" },
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
    const isEmpty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
    if (isEmpty || (value === null && key !== "parentId")) return [];
    return [`${label}：${read ? read(value, unitNames) : String(value)}`];
  });
}
