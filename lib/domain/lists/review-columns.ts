import type { ListColumn } from "./list-column";

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

const column = <Row>(id: string, heading: string, width: number, value: ListColumn<Row>["value"]): ListColumn<Row> => ({
  id,
  heading,
  width,
  value,
  read: null,
});

export const findingColumns: readonly ListColumn<ListedFinding>[] = [
  column("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  column("unitName", "单位名称", 32, ({ unitName }) => unitName),
  column("year", "年度", 8, ({ year }) => year),
  column("number", "版次", 6, ({ number }) => number),
  column("status", "报告状态", 14, ({ status }) => status),
  column("ruleId", "规则", 8, ({ ruleId }) => ruleId),
  column("ruleClass", "类别", 10, ({ ruleClass }) => ruleClass),
  column("severity", "程度", 10, ({ severity }) => severity),
  column("message", "审核结果", 60, ({ message }) => message),
  column("explanation", "核实说明", 50, ({ explanation }) => explanation),
  column("verdict", "办理", 10, ({ verdict }) => verdict),
  column("reason", "不认可的原因", 40, ({ reason }) => reason),
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
  column("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  column("unitName", "单位名称", 32, ({ unitName }) => unitName),
  column("year", "年度", 8, ({ year }) => year),
  column("number", "版次", 6, ({ number }) => number),
  column("round", "轮次", 6, ({ round }) => round),
  column("kind", "种类", 10, ({ kind }) => kind),
  column("isAnswer", "提出或答复", 10, ({ isAnswer }) => (isAnswer ? "答复" : "提出")),
  column("place", "位置", 36, ({ place }) => place),
  column("body", "内容", 60, ({ body }) => body),
  column("by", "写的人", 12, ({ by }) => by),
  column("side", "哪一方", 10, ({ isFromBureau }) => (isFromBureau ? "财政局" : "单位")),
  column("at", "时间", 20, ({ at }) => at),
  column("state", "状态", 10, ({ state }) => state),
  column("resolvedBy", "了结的人", 12, ({ resolvedBy }) => resolvedBy),
  column("resolvedAt", "了结时间", 20, ({ resolvedAt }) => resolvedAt),
  column("threadId", "串号", 38, ({ threadId }) => threadId),
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
  column("year", "年度", 8, ({ year }) => year),
  column("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  column("unitName", "单位名称", 32, ({ unitName }) => unitName),
  column("result", "审核结果", 50, ({ result }) => result),
  column("approvedOn", "批复日期", 14, ({ approvedOn }) => approvedOn),
  column("publishedOn", "公开日期", 14, ({ publishedOn }) => publishedOn),
  column("days", "间隔天数", 10, ({ days }) => days),
  column("number", "版次", 6, ({ number }) => number),
  column("content", "公开内容", 18, ({ content }) => content),
  column("exemptBasis", "不公开依据", 30, ({ exemptBasis }) => exemptBasis),
  column("correctionReason", "更正原因", 30, ({ correctionReason }) => correctionReason),
  column("hash", "公开内容的散列值", 66, ({ hash }) => hash),
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
  column("at", "时间", 20, ({ at }) => at),
  column("actor", "操作人", 14, ({ actor }) => actor),
  column("action", "操作", 18, ({ action }) => action),
  column("subject", "对象", 36, ({ subject }) => subject),
  column("details", "详情", 60, ({ details }) => details.join("；")),
  column("address", "地址", 18, ({ address }) => address),
  column("requestId", "请求编号", 38, ({ requestId }) => requestId),
];
