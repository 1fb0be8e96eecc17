/**
 * Who may do what: decided on the declarations of roles.ts for screens and actions alike. What is not declared is
 * refused. What is published is nobody's permission: public pages read nothing but publications.
 * Four eyes, reasons and everything else about a single step is in blockers.ts.
 */
import { declaredActions, type Action } from "./actions";
import type { ReportScope } from "../words/report-identity";
import { isEditable, type TransitionName, type VersionStatus } from "./lifecycle";
import type { Owed } from "./second-factor";
import { areas, roleDeclarations, roles, unitOf, type Absent, type Area, type HeldRole, type Role } from "./roles";

export type Actor =
  | { kind: "public" }
  | { kind: "user"; id: string; districtId: string; grants: readonly HeldRole[]; owes: Owed | null };

/** Anyone without an account. */
export const publicActor: Actor = { kind: "public" };

/** A report that is not opened yet has no status. */
export interface ReportSubject {
  districtId: string;
  unitId: string;
  status: VersionStatus | null;
  /** Absent: a unit's. */
  scope?: ReportScope;
}

interface SubjectOf {
  district: { districtId: string };
  report: ReportSubject;
  self: { userId: string };
}

/** What an action is done to. */
export type SubjectFor<A extends Action> = SubjectOf[(typeof declaredActions)[A]["on"]];

/**
 * Whether `actor` may do `action` to `subject`. Denies whatever is not declared. A person who has to change an initial
 * password or to set up a second factor may do nothing but on their own account, and one who has yet to give their second
 * factor nothing at all.
 */
export function can<A extends Action>(actor: Actor, action: A, subject: SubjectFor<A>): boolean {
  if (actor.kind === "public" || actor.owes === "secondFactor") return false;
  if (declaredActions[action].on === "self") return (subject as SubjectOf["self"]).userId === actor.id;
  return rolesFor(actor, action, subject).length > 0;
}

/**
 * For whom a person does something that they may do: `null` for themselves, as with everything that their own roles
 * allow; otherwise the absent person whose role they need for it.
 */
export function actsFor<A extends Action>(actor: Actor, action: A, subject: SubjectFor<A>): Absent | null {
  return rolesFor(actor, action, subject)[0]?.absent ?? null;
}

/** The people whom four eyes see in somebody who does something: the person, and the one they do it for. */
export function partiesOf<A extends Action>(
  actor: Extract<Actor, { kind: "user" }>,
  action: A,
  subject: SubjectFor<A>,
): string[] {
  const absent = actsFor(actor, action, subject);
  return absent === null ? [actor.id] : [actor.id, absent.id];
}

/** The roles by which a person may do something, their own first. */
function rolesFor<A extends Action>(actor: Actor, action: A, subject: SubjectFor<A>): HeldRole[] {
  const rule: { on: "district" | "report" | "self"; whileEditable?: true; ofUnits?: true } = declaredActions[action];
  if (actor.kind === "public" || actor.owes !== null) return [];

  const target = subject as SubjectOf["district"] | ReportSubject;
  if (target.districtId !== actor.districtId) return [];
  if (rule.whileEditable && !("status" in target && target.status !== null && isEditable(target.status))) return [];

  if (rule.ofUnits && "scope" in target && target.scope === "department") return [];

  return actor.grants.filter((grant) => {
    if (!roleDeclarations[grant.role].may.includes(action)) return false;
    const unitId = unitOf(grant);
    return unitId === null || rule.on === "district" || ("unitId" in target && target.unitId === unitId);
  });
}

/** The permission a step needs. */
export function actionOfTransition(step: TransitionName): Extract<Action, `report.${TransitionName}`> {
  return `report.${step}`;
}

/** Units a person has a role for, their own before those of people they stand in for. */
export function unitIdsOf(actor: Actor): string[] {
  return actor.kind === "user" ? [...new Set(actor.grants.flatMap((grant) => unitOf(grant) ?? []))] : [];
}

/** Whose unit it is that a person has a role for only because they stand in; `null` for one of their own. */
export function absentOfUnit(actor: Actor, unitId: string): Absent | null {
  const held = actor.kind === "user" ? actor.grants.filter((grant) => unitOf(grant) === unitId) : [];
  return held[0]?.absent ?? null;
}

/** Whether a person has a role at all. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === "user" && actor.grants.some((grant) => grant.role === role);
}

/** The absent people a person stands in for, each with the roles that are lent. */
export function standsInFor(actor: Actor): { absent: Absent; roles: Role[] }[] {
  const found = new Map<string, { absent: Absent; roles: Role[] }>();
  for (const { absent, role } of actor.kind === "user" ? actor.grants : []) {
    if (absent === undefined) continue;
    const entry = found.get(absent.id) ?? { absent, roles: [] };
    if (!entry.roles.includes(role)) entry.roles.push(role);
    found.set(absent.id, entry);
  }
  return [...found.values()];
}

/** The areas that are home to one of a person's roles, in the order of `areas`. */
export function areasOf(actor: Actor): Area[] {
  return (Object.keys(areas) as Area[]).filter((area) =>
    roles.some((role) => roleDeclarations[role].home === area && hasRole(actor, role)),
  );
}

/** Where a person lands after sign-in: the home of their first role; of one that was lent, only without any of their own. */
export function homeOf(actor: Actor): Area {
  const own = actor.kind === "user" ? actor.grants.filter(({ absent }) => absent === undefined) : [];
  const first =
    roles.find((role) => own.some((grant) => grant.role === role)) ?? roles.find((role) => hasRole(actor, role));
  return first === undefined ? "/admin" : roleDeclarations[first].home;
}
