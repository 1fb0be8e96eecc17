import { districtRoles, roleLabels, unitRoles, type DistrictRole, type UnitRole } from "../report/roles";
import type { ListColumn } from "./list-column";

/** A person as the list of users has them. */
export interface ListedPerson {
  username: string;
  name: string;
  districtRoles: readonly DistrictRole[];
  /** Codes of the units that they have a role for. */
  unitCodes: Readonly<Record<UnitRole, readonly string[]>>;
  /** Codes of the departments whose units they have a role for (部门范围). */
  departmentCodes: Readonly<Record<UnitRole, readonly string[]>>;
  state: string;
  lastSignInAt: Date | null;
}

export type PeopleColumnId =
  | "username"
  | "name"
  | "districtRoles"
  | `units:${UnitRole}`
  | `departments:${UnitRole}`
  | "state"
  | "lastSignInAt";

/** The list of users, exported and imported. */
export const peopleColumns: readonly ListColumn<ListedPerson, PeopleColumnId>[] = [
  {
    id: "username",
    heading: "用户名",
    width: 18,
    value: ({ username }) => username,
    read: {
      aliases: ["账号", "登录名"],
      isRequired: true,
      as: "word",
      help: "3 至 32 位小写字母、数字或 . _ -，以字母开头。已有的用户按用户名认定。",
    },
  },
  {
    id: "name",
    heading: "姓名",
    width: 14,
    value: ({ name }) => name,
    read: { isRequired: true, as: "text", help: "最多 50 个字。" },
  },
  {
    id: "districtRoles",
    heading: "全区角色",
    width: 18,
    value: ({ districtRoles: given }) => given.map((role) => roleLabels[role]).join("、"),
    read: {
      aliases: ["角色"],
      as: "text",
      help: `${districtRoles.map((role) => roleLabels[role]).join("、")}；几个用顿号隔开，没有的不填。`,
    },
  },
  ...unitRoles.flatMap((role): ListColumn<ListedPerson, PeopleColumnId>[] => [
    {
      id: `units:${role}`,
      heading: `${roleLabels[role]}单位代码`,
      width: 40,
      value: ({ unitCodes }) => unitCodes[role].join("、"),
      read: { as: "codes", help: `担任${roleLabels[role]}的单位，几个用顿号隔开。` },
    },
    {
      id: `departments:${role}`,
      heading: `${roleLabels[role]}部门代码`,
      width: 20,
      value: ({ departmentCodes }) => departmentCodes[role].join("、"),
      read: { as: "codes", help: "主管部门的代码：按部门担任，包括以后划入的单位，不包括划出的单位。" },
    },
  ]),
  { id: "state", heading: "状态", width: 14, value: ({ state }) => state, read: null },
  { id: "lastSignInAt", heading: "上次登录", width: 20, value: ({ lastSignInAt }) => lastSignInAt, read: null },
];
