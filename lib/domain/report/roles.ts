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
      "report.import",
      "report.export",
      "report.submit",
      "report.withdraw",
      "comment.answer",
      "comment.ask",
      "comment.resolveQuestion",
      "comment.keepNote",
      "letter.receive",
      "letter.passOn",
      "mention.read",
      "account.changePassword",
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
      "explanation.judge",
      "mention.read",
      "queue.read",
      "congress.record",
      "letter.read",
      "letter.draft",
      "letter.issue",
      "grants.manage",
      "account.changePassword",
    ],
  },
  admin: {
    label: "管理员",
    reach: "district",
    home: "/admin",
    may: [
      "report.read",
      "queue.read",
      "unit.manage",
      "user.manage",
      "fiscalYear.manage",
      "decisionRule.manage",
      "congress.record",
      "letter.read",
      "letterTemplate.manage",
      "duties.manage",
      "audit.read",
      "job.readAll",
      "account.changePassword",
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

/** One role of a person: for one unit, or for their whole district. */
export type RoleGrant = { role: UnitRole; unitId: string } | { role: DistrictRole };

/** The unit that a role was given for; `null` for one of the whole district. */
export function unitOf(grant: RoleGrant): string | null {
  return "unitId" in grant ? grant.unitId : null;
}

/** Roles as they are stored. One that this release does not know, or that lacks its unit, grants nothing. */
export function grantsOf(stored: readonly { role: string; unitId: string | null }[]): RoleGrant[] {
  return stored.flatMap(({ role, unitId }): RoleGrant[] => {
    const known = roles.find((each) => each === role);
    if (known === undefined) return [];
    if (!isUnitRole(known)) return [{ role: known as DistrictRole }];
    return unitId === null ? [] : [{ role: known, unitId }];
  });
}

/** The roles that may do something, each as far as it reaches. */
export function rolesThatMay(action: Action): Role[] {
  return roles.filter((role) => roleDeclarations[role].may.includes(action));
}
