/** Everything the audit log records, with the words an administrator reads. */
export const auditActions = {
  "session.signedIn": "登录",
  "session.signedOut": "退出登录",
  "session.failed": "登录失败",
  "session.locked": "连续失败，该地址须等待后再试",
  "session.rateLimited": "同一地址尝试过多",
  "account.passwordChanged": "修改密码",
  "account.passwordRefused": "修改密码时当前密码不正确",
  "account.signedOutEverywhere": "结束全部登录",
  "user.created": "新增用户",
  "user.updated": "修改用户",
  "user.passwordReset": "重置密码",
  "user.disabled": "停用用户",
  "user.enabled": "启用用户",
  "user.unlocked": "解除登录等待",
  "deputy.named": "请人代理",
  "deputy.ended": "提前结束代理",
  "unit.created": "新增单位",
  "unit.updated": "登记单位变动",
  "unit.exemptionChanged": "修改不予公开",
  "fiscalYear.prepared": "准备开设年度",
  "fiscalYear.created": "开设年度",
  "fiscalYear.discarded": "放弃准备年度",
  "fiscalYear.noticeChanged": "修改本年变化的说明",
  "fiscalYear.updated": "修改年度",
  "fiscalYear.thresholdsChanged": "修改审核限度",
  "fiscalYear.ruleSwitchesChanged": "调整审核规则",
  "fiscalYear.closed": "关闭年度",
  "fiscalYear.reopened": "重新开放年度",
  "fiscalYear.ruleChanged": "修改批复和公开的期限",
  "ownDays.changed": "修改节假日安排",
  "congressApproval.recorded": "登记人大批准",
  "congressApproval.corrected": "更正人大批准",
  "letterTemplate.changed": "修改批复模板",
  "letter.drafted": "起草批复",
  "letter.edited": "修改批复草稿",
  "letter.deleted": "删除批复草稿",
  "letter.issued": "印发批复",
  "letter.received": "签收批复",
  "letter.revoked": "撤销批复文件",
  "letter.dueExtended": "批复要求延期",
  "letter.dueSettled": "批复要求办结",
  "duties.changed": "修改办理分工",
  "catalogue.imported": "导入科目",
  "catalogue.restored": "恢复系统附带的科目",
  "units.imported": "导入单位",
  "users.imported": "导入用户",
  "list.exported": "导出清单",
  "grants.taken": "导入财政拨款对账单",
  "report.opened": "开始填报",
  "report.imported": "导入报告包",
  "report.exported": "导出未公开报告",
  "report.submit": "上报",
  "report.withdraw": "撤回",
  "report.beginReview": "开始审核",
  "report.sendBack": "退回",
  "report.approve": "批复",
  "report.withdrawApproval": "撤销批复",
  "report.publish": "公开",
  "report.correct": "更正",
  "comment.written": "写意见、提问或备注",
  "comment.answered": "答复意见或提问",
  "comment.resolved": "了结意见或提问",
  "comment.reopened": "重新打开意见或提问",
  "explanation.accepted": "认可核实说明",
  "explanation.refused": "不认可核实说明",
  "job.asked": "交办后台任务",
  "job.stopped": "停止后台任务",
} as const;

export type AuditAction = keyof typeof auditActions;

export const auditSubjectKinds = [
  "user",
  "unit",
  "fiscalYear",
  "catalogue",
  "report",
  "district",
  "job",
  "letter",
] as const;
export type AuditSubjectKind = (typeof auditSubjectKinds)[number];

/** What somebody else has saved of something while a person had it open: nothing of the person's has been saved. */
export interface SavedMeanwhile<State> {
  by: string;
  /** `null` where the log does not say. */
  at: Date | null;
  /** What is otherwise than the person saw it, as sentences without their full stops. */
  changes: string[];
  state: State;
}
