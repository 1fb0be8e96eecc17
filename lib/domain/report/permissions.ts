/**
 * Who may do what: decided on the declarations of roles.ts for screens and actions alike. What is not declared is
 * refused. What is published is nobody's permission: public pages read nothing but publications.
 * Four eyes, reasons and everything else about a single step is in blockers.ts.
 */
import { declaredActions, type Action } from "./actions";
import { isEditable, type TransitionName, type VersionStatus } from "./lifecycle";
import { areas, roleDeclarations, roles, unitOf, type Area, type Role, type RoleGrant } from "./roles";

export type Actor =
  | { kind: "public" }
  | { kind: "user"; id: string; districtId: string; grants: readonly RoleGrant[]; mustChangePassword: boolean };

/** Anyone without an account. */
export const publicActor: Actor = { kind: "public" };

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
export type SubjectFor<A extends Action> = SubjectOf[(typeof declaredActions)[A]["on"]];

/**
 * Whether `actor` may do `action` to `subject`. Denies whatever is not declared. A person who must change an initial
 * password may do nothing else in the meantime.
 */
export function can<A extends Action>(actor: Actor, action: A, subject: SubjectFor<A>): boolean {
  const rule: { on: "district" | "report" | "self"; whileEditable?: true } = declaredActions[action];
  if (actor.kind === "public") return false;
  if (rule.on === "self") return (subject as SubjectOf["self"]).userId === actor.id;
  if (actor.mustChangePassword) return false;

  const target = subject as SubjectOf["district"] | ReportSubject;
  if (target.districtId !== actor.districtId) return false;
  if (rule.whileEditable && !("status" in target && target.status !== null && isEditable(target.status))) return false;

  return actor.grants.some((grant) => {
    if (!roleDeclarations[grant.role].may.includes(action)) return false;
    const unitId = unitOf(grant);
    return unitId === null || rule.on === "district" || ("unitId" in target && target.unitId === unitId);
  });
}

/** The permission a step needs. */
export function actionOfTransition(step: TransitionName): Extract<Action, `report.${TransitionName}`> {
  return `report.${step}`;
}

/** Units a person has a role for, in the order in which it was given. */
export function unitIdsOf(actor: Actor): string[] {
  return actor.kind === "user" ? actor.grants.flatMap((grant) => unitOf(grant) ?? []) : [];
}

/** Whether a person has a role at all. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === "user" && actor.grants.some((grant) => grant.role === role);
}

/** The areas that are home to one of a person's roles, in the order of `areas`. */
export function areasOf(actor: Actor): Area[] {
  return (Object.keys(areas) as Area[]).filter((area) =>
    roles.some((role) => roleDeclarations[role].home === area && hasRole(actor, role)),
  );
}

/** Where a person lands after sign-in: the home of their first role. */
export function homeOf(actor: Actor): Area {
  const first = roles.find((role) => hasRole(actor, role));
  return first === undefined ? "/admin" : roleDeclarations[first].home;
}
