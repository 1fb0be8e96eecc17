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
  "unit.created": "新增单位",
  "unit.updated": "登记单位变动",
  "unit.exemptionChanged": "修改不予公开",
  "fiscalYear.created": "新增年度",
  "fiscalYear.updated": "修改年度",
  "fiscalYear.thresholdsChanged": "修改审核限度",
  "fiscalYear.closed": "关闭年度",
  "fiscalYear.reopened": "重新开放年度",
  "duties.changed": "修改办理分工",
  "catalogue.imported": "导入科目",
  "report.opened": "开始填报",
  "report.imported": "导入报告包",
  "report.exported": "导出未公开报告",
  "report.submit": "上报",
  "report.withdraw": "撤回",
  "report.beginReview": "开始审核",
  "report.sendBack": "退回",
  "report.approve": "批复",
  "report.publish": "公开",
  "report.correct": "更正",
} as const;

export type AuditAction = keyof typeof auditActions;

export const auditSubjectKinds = ["user", "unit", "fiscalYear", "catalogue", "report", "district"] as const;
export type AuditSubjectKind = (typeof auditSubjectKinds)[number];
