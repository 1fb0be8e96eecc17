import { z } from "zod";
import { districtRoles, unitRoles } from "@/lib/domain/report/roles";

/** A role for one unit, for the units of a department, or for the district. */
export const grantSchema = z.union([
  z.union(
    [
      z.strictObject({ role: z.enum(unitRoles), unitId: z.uuid() }),
      z.strictObject({ role: z.enum(unitRoles), departmentId: z.uuid() }),
    ],
    { error: "请选择单位或部门。" },
  ),
  z.object({ role: z.enum(districtRoles) }),
]);

const name = z.string().trim().min(1, "请填写姓名。").max(50, "姓名最多 50 个字。");

/** Letters and digits only: names that look alike must not differ by spaces or full-width signs. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, "用户名须为 3 至 32 位小写字母、数字或 . _ -，以字母开头。");

export const createUserSchema = z.object({
  username: usernameSchema,
  name,
  grants: z.array(grantSchema).min(1, "请至少指定一个角色。").max(20_000),
});
export type CreateUserInput = z.infer<typeof createUserSchema>;

export const updateUserSchema = z.object({
  userId: z.uuid(),
  name,
  grants: z.array(grantSchema).min(1, "请至少指定一个角色。").max(20_000),
});
export type UpdateUserInput = z.infer<typeof updateUserSchema>;

export const userIdSchema = z.object({ userId: z.uuid() });
export const setUserDisabledSchema = z.object({ userId: z.uuid(), isDisabled: z.boolean() });
