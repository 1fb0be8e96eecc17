/**
 * 代理: somebody stands in for an absent person, with some of their roles, from a day up to and including another. Who may
 * be named, for how long, and how two persons are named in one act.
 */
import { daysBetween, dayText, isDay, type Day } from "../register/days";
import { roleDeclarations, roleLabels, type Role, type RoleGrant } from "./roles";

/** One span in which somebody stands in; `to` is its last day. */
export interface Deputyship {
  absentId: string;
  deputyId: string;
  roles: readonly Role[];
  from: Day;
  to: Day;
}

/** A person as the rules of standing in see them: with the roles that were given to themselves. */
export interface DeputyPerson {
  id: string;
  name: string;
  grants: readonly RoleGrant[];
  isDisabled: boolean;
}

/** A role that can be lent. The administrator's cannot: whoever has it gives roles. */
export function isLendable(role: Role): boolean {
  return role !== "admin";
}

/** The roles of a person that somebody else can be given for a time, in the order in which roles are declared. */
export function lendableRoles({ grants }: Pick<DeputyPerson, "grants">): Role[] {
  const held = new Set(grants.map(({ role }) => role));
  return (Object.keys(roleDeclarations) as Role[]).filter((role) => held.has(role) && isLendable(role));
}

/**
 * Whether a person may be lent a role: who works for the bureau stands in for the bureau, who works for units for units.
 * Otherwise one person would write and judge.
 */
export function mayBeLent({ grants }: Pick<DeputyPerson, "grants">, role: Role): boolean {
  return grants.some((grant) => roleDeclarations[grant.role].reach === roleDeclarations[role].reach);
}

/** The longest span, in days. */
export const LONGEST_DEPUTYSHIP = 366;

/** Whether a span is over, runs or is to come, on a day. */
export function stateOfDeputyship(
  { from, to, isEnded }: Pick<Deputyship, "from" | "to"> & { isEnded: boolean },
  today: Day,
): "toCome" | "running" | "over" {
  if (isEnded || to < today) return "over";
  return today < from ? "toCome" : "running";
}

/**
 * Everything that keeps a span from being agreed, as sentences; empty when nothing does.
 *
 * @param others spans that are not over, of everybody.
 * @param deputy `null` for somebody whom the district does not have.
 */
export function deputyshipProblems(
  {
    absent,
    deputy,
    roles,
    from,
    to,
  }: Omit<Deputyship, "absentId" | "deputyId"> & {
    absent: DeputyPerson;
    deputy: DeputyPerson | null;
  },
  others: readonly Deputyship[],
  today: Day,
): string[] {
  const problems: string[] = [];
  if (!isDay(from) || !isDay(to)) problems.push("请填写代理的起止日期。");
  else if (to < from) problems.push(`代理的最后一天（${dayText(to)}）早于第一天（${dayText(from)}）。`);
  else if (from < today) problems.push(`代理不能从过去的日期（${dayText(from)}）开始，最早从今天开始。`);
  // The last day is one of the span.
  else if (daysBetween(from, to) >= LONGEST_DEPUTYSHIP)
    problems.push(`代理期为 ${daysBetween(from, to) + 1} 天，最长为一年。需要更久的，请管理员调整角色。`);
  if (absent.isDisabled) problems.push(`${absent.name}的账号已停用，没有可以代理的权限。`);
  const lendable = lendableRoles(absent);
  if (roles.length === 0) problems.push("请选择代理哪些角色。");
  for (const role of roles) {
    if (!isLendable(role)) problems.push(`${roleLabels[role]}不能由他人代理，请另设一名${roleLabels[role]}。`);
    else if (!lendable.includes(role)) problems.push(`${absent.name}没有角色“${roleLabels[role]}”，不能请人代理。`);
  }
  if (deputy === null) return [...problems, "没有这名代理人，请重新选择。"];
  if (deputy.id === absent.id) return [...problems, "代理人不能是本人。"];
  if (deputy.isDisabled) problems.push(`${deputy.name}的账号已停用，不能代理。`);
  else if (deputy.grants.length === 0) problems.push(`${deputy.name}没有任何角色，不能代理。`);
  else
    for (const role of roles)
      if (isLendable(role) && lendable.includes(role) && !mayBeLent(deputy, role))
        problems.push(
          roleDeclarations[role].reach === "district"
            ? `${roleLabels[role]}只能由财政局的人员代理，${deputy.name}没有财政局的角色。`
            : `${roleLabels[role]}只能由单位的人员代理，${deputy.name}没有单位的角色。`,
        );
  for (const other of others.filter((each) => each.from <= to && from <= each.to)) {
    const span = `${dayText(other.from)}至${dayText(other.to)}`;
    if (other.absentId === absent.id && other.roles.some((role) => roles.includes(role)))
      problems.push(`${absent.name}在${span}已请人代理${labelsOf(other.roles)}，请先提前结束，或另选日期。`);
    // Whoever is away stands in for nobody, and whoever stands in is not away: no rights are lent on, in no circle.
    if (other.absentId === deputy.id) problems.push(`${deputy.name}在${span}自己也请人代理，不能在此期间代理他人。`);
    if (other.deputyId === absent.id)
      problems.push(`${absent.name}在${span}正代理他人，不能再请人代理；请先结束所代理的事项。`);
    // Of two absent people of the bureau nobody could tell for whom an approval was given, and four eyes would be two.
    const both = other.roles.filter((role) => roles.includes(role) && roleDeclarations[role].reach === "district");
    if (other.deputyId === deputy.id && other.absentId !== absent.id && both.length > 0)
      problems.push(`${deputy.name}在${span}已代理另一人的${labelsOf(both)}，不能同时代理两人的同一角色。`);
  }
  return problems;
}

/** Who did something, and for whom: 张三（代李四）. */
export function actorLabel(name: string, absentName: string | null): string {
  return absentName === null ? name : `${name}（代${absentName}）`;
}

/** A span as the log of operations keeps it. */
export function deputyshipDetails({
  absent,
  deputy,
  roles,
  from,
  to,
}: Pick<Deputyship, "roles" | "from" | "to"> & { absent: { name: string }; deputy: { name: string } }): {
  standIn: string;
  lentRoles: string;
  span: string;
} {
  return {
    standIn: `由${deputy.name}代${absent.name}`,
    lentRoles: labelsOf(roles),
    span: `${dayText(from)}至${dayText(to)}`,
  };
}

/** Roles as a person reads them. */
export function labelsOf(roles: readonly Role[]): string {
  return roles.map((role) => roleLabels[role]).join("、");
}
