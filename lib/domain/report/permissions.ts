/**
 * Who may do what: one matrix, read by `can()`, by the screens and by the matrix test. What is not declared is refused.
 * What is published is nobody's permission: public pages read nothing but publications.
 * Four eyes, reasons and everything else about a single step is in blockers.ts.
 */
import { isEditable, type TransitionName, type VersionStatus } from "./lifecycle";

export const roles = ["preparer", "reviewer", "admin"] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Record<Role, string> = { preparer: "填报人", reviewer: "审核人", admin: "管理员" };

/** One role of a person. A preparer has it for one unit, reviewer and admin for their whole district. */
export type RoleGrant = { role: "preparer"; unitId: string } | { role: "reviewer" | "admin" };

export type Actor =
  | { kind: "public" }
  | { kind: "user"; id: string; districtId: string; grants: readonly RoleGrant[]; mustChangePassword: boolean };

/** Anyone without an account. */
export const publicActor: Actor = { kind: "public" };

/** How far a role reaches: the unit it was given for, or everything in the district. */
type Reach = "ownUnit" | "district";

interface Rule {
  /** What the action is called on screens and in the audit log. */
  label: string;
  /** What it is done to; decides the shape of `can`'s third argument. */
  on: "district" | "report" | "self";
  /** Reach of each role; a role that is absent may not. */
  grants: Partial<Record<Role, Reach>>;
  /** For reports: only while the unit may write. */
  whileEditable?: true;
}

export const permissionMatrix = {
  "report.read": {
    label: "查看未公开的报告",
    on: "report",
    grants: { preparer: "ownUnit", reviewer: "district", admin: "district" },
  },
  "report.open": { label: "开始填报", on: "report", grants: { preparer: "ownUnit" } },
  "report.edit": { label: "填写数据", on: "report", grants: { preparer: "ownUnit" }, whileEditable: true },
  "report.import": { label: "导入报告包", on: "report", grants: { preparer: "ownUnit" }, whileEditable: true },
  "report.export": { label: "导出未公开的报告", on: "report", grants: { preparer: "ownUnit", reviewer: "district" } },
  "report.submit": { label: "上报", on: "report", grants: { preparer: "ownUnit" } },
  "report.withdraw": { label: "撤回", on: "report", grants: { preparer: "ownUnit" } },
  "report.beginReview": { label: "开始审核", on: "report", grants: { reviewer: "district" } },
  "report.sendBack": { label: "退回", on: "report", grants: { reviewer: "district" } },
  "report.approve": { label: "批复", on: "report", grants: { reviewer: "district" } },
  "report.publish": { label: "公开", on: "report", grants: { reviewer: "district" } },
  "report.correct": { label: "更正", on: "report", grants: { reviewer: "district" } },
  "comment.write": { label: "提出审核意见", on: "report", grants: { reviewer: "district" } },
  "comment.answer": { label: "答复审核意见", on: "report", grants: { preparer: "ownUnit", reviewer: "district" } },
  "comment.resolve": { label: "确认审核意见已解决", on: "report", grants: { reviewer: "district" } },
  "comment.ask": { label: "向财政局提问", on: "report", grants: { preparer: "ownUnit" } },
  "comment.resolveQuestion": { label: "了结提问", on: "report", grants: { preparer: "ownUnit", reviewer: "district" } },
  "comment.keepNote": { label: "看和写单位备注", on: "report", grants: { preparer: "ownUnit" } },
  "explanation.judge": { label: "认可或不认可核实说明", on: "report", grants: { reviewer: "district" } },
  "report.publishAll": { label: "公开本年度全部已批复报告", on: "district", grants: { reviewer: "district" } },
  "mention.read": {
    label: "查看提到自己的内容",
    on: "district",
    grants: { preparer: "district", reviewer: "district" },
  },
  "queue.read": { label: "查看审核队列", on: "district", grants: { reviewer: "district", admin: "district" } },
  "unit.manage": { label: "管理单位", on: "district", grants: { admin: "district" } },
  "user.manage": { label: "管理用户", on: "district", grants: { admin: "district" } },
  "fiscalYear.manage": { label: "管理年度", on: "district", grants: { admin: "district" } },
  "duties.manage": { label: "管理办理分工", on: "district", grants: { admin: "district" } },
  "audit.read": { label: "查看操作日志", on: "district", grants: { admin: "district" } },
  "account.changePassword": {
    label: "修改密码",
    on: "self",
    grants: { preparer: "district", reviewer: "district", admin: "district" },
  },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof permissionMatrix;

export const actions = Object.keys(permissionMatrix) as Action[];

/** A report that is not opened yet has no status. */
export interface ReportSubject {
  districtId: string;
  unitId: string;
  status: VersionStatus | null;
}

interface SubjectOf {
  district: { districtId: string };
  report: ReportSubject;
  self: { userId: string };
}

/** What an action is done to. */
export type SubjectFor<A extends Action> = SubjectOf[(typeof permissionMatrix)[A]["on"]];

/**
 * Whether `actor` may do `action` to `subject`. Denies whatever is not declared. A person who must change an initial
 * password may do nothing else in the meantime.
 */
export function can<A extends Action>(actor: Actor, action: A, subject: SubjectFor<A>): boolean {
  const rule: Rule = permissionMatrix[action];
  if (actor.kind === "public") return false;
  if (rule.on === "self") return (subject as SubjectOf["self"]).userId === actor.id;
  if (actor.mustChangePassword) return false;

  const target = subject as SubjectOf["district"] | ReportSubject;
  if (target.districtId !== actor.districtId) return false;
  if (rule.whileEditable && !("status" in target && target.status !== null && isEditable(target.status))) return false;

  return actor.grants.some((grant) => {
    const reach = rule.grants[grant.role];
    if (reach === "district") return true;
    return reach === "ownUnit" && grant.role === "preparer" && "unitId" in target && target.unitId === grant.unitId;
  });
}

/** The permission a step needs. */
export function actionOfTransition(step: TransitionName): Extract<Action, `report.${TransitionName}`> {
  return `report.${step}`;
}

/** Units a person prepares for. */
export function unitIdsOf(actor: Actor): string[] {
  return actor.kind === "user"
    ? actor.grants.flatMap((grant) => (grant.role === "preparer" ? [grant.unitId] : []))
    : [];
}

/** Whether a person has a role at all, e.g. to choose the area they land in after sign-in. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === "user" && actor.grants.some((grant) => grant.role === role);
}
