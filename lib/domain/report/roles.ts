/**
 * The roles of people: one declaration each, read by permissions, navigation, home pages, the form of users and the
 * demo district. A further role is declared here, gets a value of the database's enum (prisma/models/user.prisma and a
 * migration), and its job is stated once more in permissions.test.ts.
 */
import type { Action } from "./actions";

/** Areas of signed-in people, by the address of their first page. */
export const areas = { "/desk": "填报", "/review": "审核", "/admin": "管理" } as const;
export type Area = keyof typeof areas;

interface RoleDeclaration {
  label: string;
  /** What a person has the role for: one unit, and reports of that unit only, or the whole district. */
  reach: "unit" | "district";
  /** Where the person lands after sign-in; of several roles, the one declared first decides. */
  home: Area;
  /** What it may do. What is not listed is refused. */
  may: readonly Action[];
  /** Nobody has it in the demo district. */
  isWithoutDemoPerson?: true;
}

const declaredRoles = {
  preparer: {
    label: "填报人",
    reach: "unit",
    home: "/desk",
    may: [
      "report.read",
      "report.open",
      "report.edit",
      "report.write",
      "report.import",
      "report.export",
      "report.submit",
      "report.withdraw",
      "comment.answer",
      "comment.ask",
      "comment.resolveQuestion",
      "comment.keepNote",
      "total.enter",
      "letter.receive",
      "letter.passOn",
      "portal.enter",
      "mention.read",
      "account.changePassword",
      "account.nameDeputy",
    ],
  },
  reviewer: {
    label: "审核人",
    reach: "district",
    home: "/review",
    may: [
      "report.read",
      "report.export",
      "report.beginReview",
      "report.sendBack",
      "report.approve",
      "report.withdrawApproval",
      "report.publish",
      "report.correct",
      "report.stepMany",
      "comment.write",
      "comment.answer",
      "comment.resolve",
      "comment.resolveQuestion",
      "report.look",
      "explanation.judge",
      "point.answer",
      "point.sign",
      "mention.read",
      "queue.read",
      "review.assign",
      "congress.record",
      "letter.read",
      "letter.draft",
      "letter.issue",
      "reminder.send",
      "deadline.extend",
      "grants.manage",
      "transfer.settle",
      "total.prepare",
      "total.approve",
      "portal.enter",
      "portal.handOver",
      "account.changePassword",
      "account.nameDeputy",
    ],
  },
  admin: {
    label: "管理员",
    reach: "district",
    home: "/admin",
    may: [
      "report.read",
      "queue.read",
      "review.assign",
      "unit.manage",
      "user.manage",
      "fiscalYear.manage",
      "reviewPoints.manage",
      "decisionRule.manage",
      "congress.record",
      "letter.read",
      "letterTemplate.manage",
      "siteDetails.manage",
      "portal.enter",
      "portal.handOver",
      "notices.manage",
      "duties.manage",
      "proof.check",
      "operation.read",
      "audit.read",
      "job.readAll",
      "account.changePassword",
      "account.nameDeputy",
    ],
  },
} as const satisfies Record<string, RoleDeclaration>;

type Declared = typeof declaredRoles;
export type Role = keyof Declared;
type RoleWith<Reach extends RoleDeclaration["reach"]> = {
  [R in Role]: Declared[R]["reach"] extends Reach ? R : never;
}[Role];
export type UnitRole = RoleWith<"unit">;
export type DistrictRole = RoleWith<"district">;

export const roleDeclarations: Readonly<Record<Role, RoleDeclaration>> = declaredRoles;
export const roles = Object.keys(declaredRoles) as [Role, ...Role[]];

const isUnitRole = (role: Role): role is UnitRole => roleDeclarations[role].reach === "unit";

export const unitRoles = roles.filter(isUnitRole);
export const districtRoles = roles.filter((role): role is DistrictRole => !isUnitRole(role));

export const roleLabels = Object.fromEntries(roles.map((role) => [role, roleDeclarations[role].label])) as Record<
  Role,
  string
>;

/** One role of a person, as it was given: for one unit, for the units of a department, or for their whole district. */
export type RoleGrant =
  | { role: UnitRole; unitId: string }
  | { role: UnitRole; departmentId: string }
  | { role: DistrictRole };

/** The unit that a role was given for; `null` for one of a department or of the whole district. */
export function unitOf(grant: RoleGrant): string | null {
  return "unitId" in grant ? grant.unitId : null;
}

/** The department (部门范围) that a role was given for; `null` for one of a unit or of the whole district. */
export function departmentOf(grant: RoleGrant): string | null {
  return "departmentId" in grant ? grant.departmentId : null;
}

/** A role with what it was given for as one text, the same for the same. */
export function grantKey(grant: RoleGrant): string {
  if ("unitId" in grant) return `${grant.role}:unit:${grant.unitId}`;
  return "departmentId" in grant ? `${grant.role}:department:${grant.departmentId}` : grant.role;
}

/** A role as a person reads it: 填报人（区机关服务中心）, 填报人（区教育局全部单位）, 审核人. */
export function grantLabel(grant: RoleGrant, unitNames: ReadonlyMap<string, string>): string {
  const label = roleLabels[grant.role];
  const [unitId, departmentId] = [unitOf(grant), departmentOf(grant)];
  const nameOf = (id: string) => unitNames.get(id) ?? "已不在册";
  if (departmentId !== null) return `${label}（${nameOf(departmentId)}全部单位）`;
  return unitId === null ? label : `${label}（${nameOf(unitId)}）`;
}

/** What an administrator says of a person. */
export interface PersonState {
  name: string;
  grants: readonly RoleGrant[];
}

/** So many roles are named of a change; more are counted. */
const NAMED = 10;

/** What is otherwise with a person than before, as sentences without their full stops; empty where nothing is. */
export function personChanges(before: PersonState, now: PersonState, unitNames: ReadonlyMap<string, string>): string[] {
  const missingIn = (state: PersonState, other: PersonState) => {
    const keys = new Set(state.grants.map(grantKey));
    return other.grants.filter((grant) => !keys.has(grantKey(grant)));
  };
  const named = (grants: readonly RoleGrant[]) => {
    const labels = grants.slice(0, NAMED).map((grant) => grantLabel(grant, unitNames));
    return `${labels.join("、")}${grants.length > NAMED ? `等 ${grants.length} 项` : ""}`;
  };
  const [given, taken] = [missingIn(before, now), missingIn(now, before)];
  return [
    ...(before.name === now.name ? [] : [`姓名由“${before.name}”改为“${now.name}”`]),
    ...(given.length === 0 ? [] : [`增加角色：${named(given)}`]),
    ...(taken.length === 0 ? [] : [`取消角色：${named(taken)}`]),
  ];
}

/** Roles as they are stored. One that this release does not know, or that lacks its unit, grants nothing. */
export function grantsOf(
  stored: readonly { role: string; unitId: string | null; departmentId?: string | null }[],
): RoleGrant[] {
  return stored.flatMap(({ role, unitId, departmentId = null }): RoleGrant[] => {
    const known = roles.find((each) => each === role);
    if (known === undefined) return [];
    if (!isUnitRole(known)) return [{ role: known as DistrictRole }];
    if (unitId !== null) return [{ role: known, unitId }];
    return departmentId === null ? [] : [{ role: known, departmentId }];
  });
}

/** An absent person for whom somebody stands in, and the last day of it. */
export interface Absent {
  id: string;
  name: string;
  /** As `2022-07-01`. */
  until: string;
}

/** A role as it counts at a moment: departments as their units of the day, with roles that were lent (代理). */
export type HeldRole = ({ role: UnitRole; unitId: string } | { role: DistrictRole }) & {
  /** Whose role it is; missing for one's own. */
  absent?: Absent;
};

/** Roles as the database counts them at a moment, one's own before those that were lent. */
export function heldRoles(
  counted: readonly { role: string; unitId: string | null; absent: Absent | null }[],
): HeldRole[] {
  const held = counted.flatMap(({ role, unitId, absent }) =>
    grantsOf([{ role, unitId }]).flatMap((grant) =>
      "departmentId" in grant ? [] : [{ ...grant, ...(absent && { absent }) }],
    ),
  );
  return held.toSorted((one, other) => Number(one.absent !== undefined) - Number(other.absent !== undefined));
}

/** The roles that may do something, each as far as it reaches. */
export function rolesThatMay(action: Action): Role[] {
  return roles.filter((role) => roleDeclarations[role].may.includes(action));
}
