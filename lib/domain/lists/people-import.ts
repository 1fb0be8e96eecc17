import {
  departmentOf,
  districtRoles,
  grantKey,
  roleLabels,
  unitOf,
  unitRoles,
  type DistrictRole,
  type RoleGrant,
} from "../report/roles";
import { sharedBy, type FieldChange, type ImportLine } from "./difference";
import { codeOfEnded, codesOf, endedCode } from "./list-column";
import type { PeopleColumnId } from "./people-columns";
import type { UnderstoodRow } from "./understood-list";

/** A person as stored. */
export interface KnownPerson {
  userId: string;
  username: string;
  name: string;
  grants: readonly RoleGrant[];
  isDisabled: boolean;
}

/** A department or unit as it is today, or was last. */
export interface KnownUnitOfPeople {
  unitId: string;
  code: string;
  name: string;
  level: "department" | "unit";
  parentId: string | null;
  /** It is in the register no more: a role for it can be kept, not given. */
  isEnded: boolean;
}

/** What is to be done of one row: somebody new, or other name and roles. */
export interface PersonDeed {
  /** `null` for somebody new. */
  userId: string | null;
  username: string;
  name: string;
  grants: RoleGrant[];
}

/** What a file of people would do. */
export interface PeoplePlan {
  lines: ImportLine[];
  deeds: PersonDeed[];
}

interface PeopleOptions {
  people: readonly KnownPerson[];
  units: readonly KnownUnitOfPeople[];
  /** User names of the file that other districts of the installation have. */
  taken: ReadonlySet<string>;
  /** The person who imports: cannot give themselves roles, nor take them. */
  importerId: string | null;
}

const usernameForm = /^[a-z][a-z0-9._-]{2,31}$/;
/** So many units are named on one side of a change. */
const NAMED = 6;

/**
 * Compares a file of people with those of the district. The roles of a row replace the person's; who is not in the file
 * stays as they are. Nothing is written.
 */
export function planPeopleImport(rows: readonly UnderstoodRow<PeopleColumnId>[], options: PeopleOptions): PeoplePlan {
  const { people, units, taken, importerId } = options;
  const known = new Map(people.map((person) => [person.username, person]));
  const directory = new UnitDirectory(units);
  const wanted = rows.map((row) => wantedPerson(row, directory, (username) => known.get(username)?.grants ?? []));
  for (const [username, group] of sharedBy(wanted, (person) => person.username)) {
    const places = group.map(({ row }) => row).join("、");
    for (const { problems } of group)
      problems.push(`用户名${username}出现了 ${group.length} 次（第${places}行），请合并为一行。`);
  }
  const deeds: PersonDeed[] = [];
  const lines = wanted.map((person): ImportLine => {
    const before = known.get(person.username) ?? null;
    const { row, username, name, problems, notes } = person;
    const grants = person.grantsBeside(before?.grants ?? []);
    if (before === null && taken.has(username)) problems.push("该用户名已被使用，请换一个。");
    if (grants.length === 0) problems.push("请至少指定一个角色：全区角色，或单位代码、部门代码。");
    const changes = changesOf(before, name, grants, directory);
    const changesRoles = changes.some(({ label }) => label !== "姓名");
    if (before && before.userId === importerId && changesRoles) problems.push("不能通过导入改变自己的角色。");
    const outcome = before === null ? "new" : changes.length > 0 ? "changed" : "unchanged";
    if (before?.isDisabled && changes.length > 0) notes.push("该用户已停用，导入不会启用。");
    if (problems.length === 0 && outcome !== "unchanged")
      deeds.push({ userId: before?.userId ?? null, username, name, grants });
    const deedLabels = outcome === "new" ? ["新增用户"] : outcome === "changed" ? ["修改用户"] : [];
    return {
      row,
      code: username,
      name,
      outcome: problems.length > 0 ? "problem" : outcome,
      deeds: problems.length > 0 ? [] : deedLabels,
      changes,
      problems,
      notes,
    };
  });
  refuseLosingAdmins(people, deeds, lines);
  const inFile = new Set(wanted.map(({ username }) => username));
  const absent = people.filter(({ username }) => !inFile.has(username));
  return {
    lines: [
      ...lines,
      ...absent.map(
        ({ username, name }): ImportLine => ({
          row: null,
          code: username,
          name,
          outcome: "absent",
          deeds: [],
          changes: [],
          problems: [],
          notes: [],
        }),
      ),
    ],
    deeds,
  };
}

/** Units and departments by code; those that have ended by the code that they had last. */
class UnitDirectory {
  private readonly byCode: Map<string, KnownUnitOfPeople>;
  private readonly ended: readonly KnownUnitOfPeople[];
  private readonly byId: Map<string, KnownUnitOfPeople>;
  private readonly parents: Set<string>;

  constructor(units: readonly KnownUnitOfPeople[]) {
    const there = units.filter(({ isEnded }) => !isEnded);
    this.ended = units.filter(({ isEnded }) => isEnded);
    this.byCode = new Map(there.map((unit) => [unit.code, unit]));
    this.byId = new Map(units.map((unit) => [unit.unitId, unit]));
    this.parents = new Set(there.flatMap(({ parentId }) => parentId ?? []));
  }

  /** @param had what the person has now, which may also be the role for a department itself (its letters). */
  unitOfCode(code: string, had: ReadonlySet<string>, problems: string[]): string[] {
    const last = codeOfEnded(code);
    if (last !== null) return this.endedOf(last, had, problems);
    const unit = this.byCode.get(code);
    if (unit && (unit.level === "unit" || had.has(unit.unitId))) return [unit.unitId];
    problems.push(unit ? `${code}“${unit.name}”是主管部门，请填在部门代码列。` : `系统中没有代码为${code}的单位。`);
    return [];
  }

  /** @param had departments that the person has now: one that has lost its last unit stays. */
  departmentOfCode(code: string, had: ReadonlySet<string>, problems: string[]): string[] {
    const last = codeOfEnded(code);
    if (last !== null) return this.endedOf(last, had, problems);
    const department = this.byCode.get(code);
    if (department?.level !== "department") {
      problems.push(department ? `${code}“${department.name}”不是主管部门。` : `系统中没有代码为${code}的主管部门。`);
      return [];
    }
    if (!this.parents.has(department.unitId) && !had.has(department.unitId))
      problems.push(`主管部门${code}“${department.name}”没有下属单位。`);
    return [department.unitId];
  }

  /** What has ended and was had under a code; a role for it stays, and is not given anew. */
  private endedOf(code: string, had: ReadonlySet<string>, problems: string[]): string[] {
    const kept = this.ended.filter((unit) => unit.code === code && had.has(unit.unitId));
    if (kept.length === 0) problems.push(`${code}已终止，不能再指定角色。请改填现有单位的代码，或删去。`);
    return kept.map(({ unitId }) => unitId);
  }

  /** Units as the difference names them, by code. */
  named(unitIds: readonly string[]): string {
    const codes = unitIds
      .map((unitId) => {
        const { code, isEnded } = this.byId.get(unitId)!;
        return isEnded ? endedCode(code) : code;
      })
      .sort();
    return codes.length > NAMED ? `${codes.slice(0, NAMED).join("、")}等 ${codes.length} 个` : codes.join("、");
  }

  isThere(unitId: string): boolean {
    return this.byId.get(unitId)?.isEnded === false;
  }
}

function wantedPerson(
  { row, cells, problems: before, notes }: UnderstoodRow<PeopleColumnId>,
  directory: UnitDirectory,
  grantsNow: (username: string) => readonly RoleGrant[],
) {
  const problems = [...before];
  const typed = cells.username ?? "";
  const username = typed.toLowerCase();
  const name = cells.name ?? "";
  if (!usernameForm.test(username))
    problems.push(`用户名“${typed.slice(0, 40)}”须为 3 至 32 位小写字母、数字或 . _ -，以字母开头。`);
  if (name === "") problems.push("请填写姓名。");
  else if (name.length > 50) problems.push("姓名最多 50 个字。");
  const ofDistrict = codesOf(cells.districtRoles ?? "").flatMap((label): DistrictRole[] => {
    const role = districtRoles.find((each) => roleLabels[each] === label);
    if (role !== undefined) return [role];
    const ofUnit = unitRoles.find((each) => roleLabels[each] === label);
    problems.push(
      ofUnit
        ? `${label}按单位担任，请填在“${label}单位代码”或“${label}部门代码”列。`
        : `没有角色“${label.slice(0, 20)}”。全区角色有：${districtRoles.map((each) => roleLabels[each]).join("、")}。`,
    );
    return [];
  });
  const ofUnits = unitRoles.map((role) => {
    const had = grantsNow(username).filter((grant) => grant.role === role);
    const [hadUnits, hadDepartments] = [unitOf, departmentOf].map(
      (of) => new Set(had.flatMap((each) => of(each) ?? [])),
    );
    const [units, departments] = [cells[`units:${role}`], cells[`departments:${role}`]];
    return {
      role,
      saysUnits: units !== undefined,
      saysDepartments: departments !== undefined,
      grants: [
        ...codesOf(units ?? "").flatMap((code) =>
          directory.unitOfCode(code, hadUnits!, problems).map((unitId): RoleGrant => ({ role, unitId })),
        ),
        ...codesOf(departments ?? "").flatMap((code) =>
          directory
            .departmentOfCode(code, hadDepartments!, problems)
            .map((departmentId): RoleGrant => ({ role, departmentId })),
        ),
      ],
    };
  });
  return {
    row,
    username,
    name,
    problems,
    notes: [
      ...notes,
      ...(username === typed ? [] : [`用户名“${typed.slice(0, 40)}”按小写“${username.slice(0, 40)}”读取。`]),
    ],
    /** What the file has no column for stays, as do roles for units that ended, which lists of before did not name. */
    grantsBeside(stored: readonly RoleGrant[]): RoleGrant[] {
      const kept = stored.filter((grant) => {
        const id = unitOf(grant) ?? departmentOf(grant);
        if (id === null) return cells.districtRoles === undefined;
        const { saysUnits, saysDepartments } = ofUnits.find(({ role }) => role === grant.role)!;
        return !directory.isThere(id) || !("unitId" in grant ? saysUnits : saysDepartments);
      });
      const given = [
        ...kept,
        ...[...new Set(ofDistrict)].map((role) => ({ role })),
        ...ofUnits.flatMap(({ grants }) => grants),
      ];
      return [...new Map(given.map((grant) => [grantKey(grant), grant])).values()];
    },
  };
}

function changesOf(
  before: KnownPerson | null,
  name: string,
  grants: readonly RoleGrant[],
  directory: UnitDirectory,
): FieldChange[] {
  const changes: FieldChange[] = [];
  if (before && before.name !== name) changes.push({ label: "姓名", before: before.name, after: name });
  const labelsOf = (given: readonly RoleGrant[]) =>
    districtRoles.filter((role) => given.some((grant) => grant.role === role)).map((role) => roleLabels[role]);
  const [had, has] = [labelsOf(before?.grants ?? []).join("、"), labelsOf(grants).join("、")];
  if (had !== has) changes.push({ label: "全区角色", before: had, after: has });
  for (const role of unitRoles) {
    for (const [what, idOf] of [
      ["单位", unitOf],
      ["部门", departmentOf],
    ] as const) {
      const idsOf = (given: readonly RoleGrant[]) =>
        given.flatMap((grant) => (grant.role === role ? (idOf(grant) ?? []) : []));
      const [stored, wanted] = [idsOf(before?.grants ?? []), idsOf(grants)];
      const taken = stored.filter((id) => !wanted.includes(id));
      const given = wanted.filter((id) => !stored.includes(id));
      if (taken.length + given.length > 0)
        changes.push({
          label: `${roleLabels[role]}${what}`,
          before: directory.named(taken),
          after: directory.named(given),
        });
    }
  }
  return changes;
}

/** At least one administrator who can sign in has to be left when everything is done. */
function refuseLosingAdmins(people: readonly KnownPerson[], deeds: PersonDeed[], lines: readonly ImportLine[]): void {
  const isAdmin = (grants: readonly RoleGrant[]) => grants.some(({ role }) => role === "admin");
  const changed = new Map(deeds.map((deed) => [deed.username, deed.grants]));
  const enabled = people.filter(({ isDisabled }) => !isDisabled);
  const before = enabled.filter(({ grants }) => isAdmin(grants));
  if (before.length === 0 || enabled.some(({ username, grants }) => isAdmin(changed.get(username) ?? grants))) return;
  const losing = new Set(before.map(({ username }) => username));
  for (const line of lines) {
    if (line.row === null || !losing.has(line.code) || !changed.has(line.code)) continue;
    line.outcome = "problem";
    line.problems.push("这样导入之后本地区没有可用的管理员。请至少保留一名管理员。");
  }
}
