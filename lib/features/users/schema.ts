import { z } from "zod";
import { districtRoles, roleLabels, unitRoles, type PersonState, type RoleGrant } from "@/lib/domain/report/roles";
import { seenAnew } from "@/lib/features/typed-texts/schema";

const ofUnits = unitRoles.map((role) => roleLabels[role]).join("、");
const ofDistrict = districtRoles.map((role) => roleLabels[role]).join("、");
const wrongReach = `${ofUnits}须选择一个单位或部门；${ofDistrict}面向全区，不能指定单位或部门。`;

/** A role for one unit, for the units of a department, or for the district. */
export const grantSchema = z.union(
  [
    z.strictObject({ role: z.enum(unitRoles), unitId: z.uuid() }),
    z.strictObject({ role: z.enum(unitRoles), departmentId: z.uuid() }),
    z.strictObject({ role: z.enum(districtRoles) }, wrongReach),
  ],
  wrongReach,
);
const grants = z
  .array(grantSchema, "请至少指定一个角色。")
  .min(1, "请至少指定一个角色。")
  .max(20_000, "一名用户最多 20,000 个角色，请改为按部门指定。");

const name = z.string("请填写姓名。").trim().min(1, "请填写姓名。").max(50, "姓名最多 50 个字。");

/** Letters and digits only: names that look alike must not differ by spaces or full-width signs. */
export const usernameSchema = z
  .string("请填写用户名。")
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, "用户名须为 3 至 32 位小写字母、数字或 . _ -，以字母开头。");

export const createUserSchema = z.object({
  username: usernameSchema,
  name,
  grants,
});
export type CreateUserInput = z.infer<typeof createUserSchema>;

const userId = z.uuid("请从用户列表中选择用户。");

/** A person as they are to be, and as the administrator saw them. */
export const updateUserSchema = z.object({
  userId,
  name,
  grants,
  known: z.object({ name: z.string(seenAnew), grants: z.array(grantSchema, seenAnew).max(20_000, seenAnew) }, seenAnew),
});
export type UpdateUserInput = z.infer<typeof updateUserSchema>;

/** What another administrator saved of a person while this one had them open. */
export interface SavedMeanwhile extends PersonState {
  by: string;
  at: Date;
  /** Sentences without their full stops. */
  changes: string[];
  grants: RoleGrant[];
}

export const userIdSchema = z.object({ userId });
export const setUserDisabledSchema = z.object({ userId, isDisabled: z.boolean("请选择停用或启用。") });
