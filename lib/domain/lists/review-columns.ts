import { shownColumn, type ListColumn } from "./list-column";

/** What a check found in a unit's report, with what the unit and the bureau say of it. */
export interface ListedFinding {
  unitCode: string;
  unitName: string;
  year: number;
  number: number;
  status: string;
  ruleId: string;
  ruleClass: string;
  severity: string;
  message: string;
  explanation: string;
  verdict: string;
  reason: string;
}

export const findingColumns: readonly ListColumn<ListedFinding>[] = [
  shownColumn("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  shownColumn("unitName", "单位名称", 32, ({ unitName }) => unitName),
  shownColumn("year", "年度", 8, ({ year }) => year),
  shownColumn("number", "版次", 6, ({ number }) => number),
  shownColumn("status", "报告状态", 14, ({ status }) => status),
  shownColumn("ruleId", "规则", 8, ({ ruleId }) => ruleId),
  shownColumn("ruleClass", "类别", 10, ({ ruleClass }) => ruleClass),
  shownColumn("severity", "程度", 10, ({ severity }) => severity),
  shownColumn("message", "审核结果", 60, ({ message }) => message),
  shownColumn("explanation", "核实说明", 50, ({ explanation }) => explanation),
  shownColumn("verdict", "办理", 10, ({ verdict }) => verdict),
  shownColumn("reason", "不认可的原因", 40, ({ reason }) => reason),
];

/** A comment or an answer to one. */
export interface ListedComment {
  unitCode: string;
  unitName: string;
  year: number;
  number: number;
  round: number;
  kind: string;
  isAnswer: boolean;
  place: string;
  body: string;
  by: string;
  isFromBureau: boolean;
  at: Date;
  /** Of the thread. */
  state: string;
  resolvedBy: string;
  resolvedAt: Date | null;
  /** What threads are told apart by. */
  threadId: string;
}

export const commentColumns: readonly ListColumn<ListedComment>[] = [
  shownColumn("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  shownColumn("unitName", "单位名称", 32, ({ unitName }) => unitName),
  shownColumn("year", "年度", 8, ({ year }) => year),
  shownColumn("number", "版次", 6, ({ number }) => number),
  shownColumn("round", "轮次", 6, ({ round }) => round),
  shownColumn("kind", "种类", 10, ({ kind }) => kind),
  shownColumn("isAnswer", "提出或答复", 10, ({ isAnswer }) => (isAnswer ? "答复" : "提出")),
  shownColumn("place", "位置", 36, ({ place }) => place),
  shownColumn("body", "内容", 60, ({ body }) => body),
  shownColumn("by", "写的人", 12, ({ by }) => by),
  shownColumn("side", "哪一方", 10, ({ isFromBureau }) => (isFromBureau ? "财政局" : "单位")),
  shownColumn("at", "时间", 20, ({ at }) => at),
  shownColumn("state", "状态", 10, ({ state }) => state),
  shownColumn("resolvedBy", "了结的人", 12, ({ resolvedBy }) => resolvedBy),
  shownColumn("resolvedAt", "了结时间", 20, ({ resolvedAt }) => resolvedAt),
  shownColumn("threadId", "串号", 38, ({ threadId }) => threadId),
];

/** How a unit's accounts of a year reached the public. */
export interface ListedDisclosure {
  year: number;
  unitCode: string;
  unitName: string;
  result: string;
  approvedOn: string | null;
  publishedOn: string | null;
  days: number | null;
  number: number | null;
  content: string;
  exemptBasis: string | null;
  correctionReason: string | null;
  hash: string | null;
}

export const disclosureColumns: readonly ListColumn<ListedDisclosure>[] = [
  shownColumn("year", "年度", 8, ({ year }) => year),
  shownColumn("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  shownColumn("unitName", "单位名称", 32, ({ unitName }) => unitName),
  shownColumn("result", "审核结果", 50, ({ result }) => result),
  shownColumn("approvedOn", "批复日期", 14, ({ approvedOn }) => approvedOn),
  shownColumn("publishedOn", "公开日期", 14, ({ publishedOn }) => publishedOn),
  shownColumn("days", "间隔天数", 10, ({ days }) => days),
  shownColumn("number", "版次", 6, ({ number }) => number),
  shownColumn("content", "公开内容", 18, ({ content }) => content),
  shownColumn("exemptBasis", "不公开依据", 30, ({ exemptBasis }) => exemptBasis),
  shownColumn("correctionReason", "更正原因", 30, ({ correctionReason }) => correctionReason),
  shownColumn("hash", "公开内容的散列值", 66, ({ hash }) => hash),
];

/** An event of the log. */
export interface ListedEvent {
  at: Date;
  actor: string;
  action: string;
  subject: string;
  details: readonly string[];
  address: string | null;
  requestId: string | null;
}

export const auditColumns: readonly ListColumn<ListedEvent>[] = [
  shownColumn("at", "时间", 20, ({ at }) => at),
  shownColumn("actor", "操作人", 14, ({ actor }) => actor),
  shownColumn("action", "操作", 18, ({ action }) => action),
  shownColumn("subject", "对象", 36, ({ subject }) => subject),
  shownColumn("details", "详情", 60, ({ details }) => details.join("；")),
  shownColumn("address", "地址", 18, ({ address }) => address),
  shownColumn("requestId", "请求编号", 38, ({ requestId }) => requestId),
];
