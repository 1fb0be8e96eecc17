/**
 * Everything that a permission is asked for. Which role may what stands in roles.ts, and `can` of permissions.ts
 * decides.
 */

interface ActionDeclaration {
  /** What the action is called on screens and in the audit log. */
  label: string;
  /** What it is done to; decides the shape of `can`'s third argument. */
  on: "district" | "report" | "self";
  /** For reports: only while the unit may write. */
  whileEditable?: true;
  /** For reports: of units only. The figures of a department's are those of a total. */
  ofUnits?: true;
}

export const declaredActions = {
  "report.read": {
    label: "查看未公开的报告",
    on: "report",
  },
  "report.open": { label: "开始填报", on: "report" },
  "report.edit": { label: "填写数据", on: "report", whileEditable: true, ofUnits: true },
  "report.write": { label: "填写文字和说明", on: "report", whileEditable: true },
  "report.import": { label: "导入报告包", on: "report", whileEditable: true, ofUnits: true },
  "report.export": { label: "导出未公开的报告", on: "report" },
  "report.submit": { label: "上报", on: "report" },
  "report.withdraw": { label: "撤回", on: "report" },
  "report.beginReview": { label: "开始审核", on: "report" },
  "report.sendBack": { label: "退回", on: "report" },
  "report.approve": { label: "批复", on: "report" },
  "report.withdrawApproval": { label: "撤销批复", on: "report" },
  "report.publish": { label: "公开", on: "report" },
  "report.correct": { label: "更正", on: "report" },
  "comment.write": { label: "提出审核意见", on: "report" },
  "comment.answer": { label: "答复审核意见", on: "report" },
  "comment.resolve": { label: "确认审核意见已解决", on: "report" },
  "comment.ask": { label: "向财政局提问", on: "report" },
  "comment.resolveQuestion": { label: "了结提问", on: "report" },
  "comment.keepNote": { label: "看和写单位备注", on: "report" },
  "report.look": { label: "标记看过的部分", on: "report" },
  "explanation.judge": { label: "认可或不认可核实说明", on: "report" },
  "point.answer": { label: "办理审核要点", on: "report" },
  "point.sign": { label: "初审、复核签字", on: "report" },
  "report.stepMany": { label: "批量开始审核、批复、公开", on: "district" },
  "mention.read": {
    label: "查看提到自己的内容",
    on: "district",
  },
  "grants.manage": { label: "导入财政拨款对账单", on: "district" },
  "transfer.settle": { label: "认定单位往来的差异", on: "district" },
  "total.prepare": { label: "编制部门和全区汇总", on: "district" },
  "total.enter": { label: "提请本部门的代编", on: "report" },
  "total.approve": { label: "批准汇总和调整", on: "district" },
  "queue.read": { label: "查看审核队列", on: "district" },
  "review.assign": { label: "分配审核任务", on: "district" },
  "unit.manage": { label: "管理单位", on: "district" },
  "user.manage": { label: "管理用户", on: "district" },
  "fiscalYear.manage": { label: "管理年度", on: "district" },
  "reviewPoints.manage": { label: "调整审核要点", on: "district" },
  "decisionRule.manage": { label: "设置批复和公开的期限", on: "district" },
  "congress.record": { label: "登记人大批准", on: "district" },
  "letter.read": { label: "查看本地区批复", on: "district" },
  "letter.draft": { label: "起草批复", on: "district" },
  "letter.issue": { label: "印发批复", on: "district" },
  "letter.receive": { label: "查看和签收批复", on: "report" },
  "letter.passOn": { label: "向所属单位批复", on: "report" },
  "letterTemplate.manage": { label: "编辑批复模板", on: "district" },
  "siteDetails.manage": { label: "填写网站信息", on: "district" },
  "portal.enter": { label: "填写门户网站公开网址", on: "report" },
  "portal.handOver": { label: "制作门户移交包、导入门户网站网址", on: "district" },
  "reminder.send": { label: "催报", on: "district" },
  "deadline.extend": { label: "给单位延期", on: "district" },
  "notices.manage": { label: "管理通知和邮件", on: "district" },
  "duties.manage": { label: "管理办理分工", on: "district" },
  "proof.check": { label: "查看和核对公开的证明", on: "district" },
  "operation.read": { label: "查看系统运行情况", on: "district" },
  "audit.read": { label: "查看操作日志", on: "district" },
  "job.readAll": { label: "查看本地区全部后台任务", on: "district" },
  "account.changePassword": {
    label: "修改密码",
    on: "self",
  },
  "account.nameDeputy": { label: "请人代理自己的角色", on: "self" },
} as const satisfies Record<string, ActionDeclaration>;

export type Action = keyof typeof declaredActions;

export const actions = Object.keys(declaredActions) as Action[];
