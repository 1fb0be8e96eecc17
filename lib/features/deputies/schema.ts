import { z } from "zod";
import { roles, type Role } from "@/lib/domain/report/roles";
import { day } from "@/lib/features/units/schema";

/** Somebody is named who stands in for an absent person, from a day up to and including another. */
export const nameDeputySchema = z.object({
  absentId: z.uuid("请选择请人代理的人。"),
  deputyId: z.uuid("请选择代理人。"),
  roles: z
    .array(z.enum(roles, "请选择代理哪些角色。"), "请选择代理哪些角色。")
    .min(1, "请选择代理哪些角色。")
    .max(roles.length, "同一角色只须选择一次。"),
  from: day("请填写代理的第一天。"),
  to: day("请填写代理的最后一天。"),
  reason: z.string("请填写请人代理的原因。").trim().min(1, "请填写请人代理的原因。").max(500, "原因最多 500 个字。"),
});
export type NameDeputyInput = z.infer<typeof nameDeputySchema>;

export const endDeputyshipSchema = z.object({ deputyshipId: z.uuid("请从代理的列表中选择要结束的一项。") });

/** What a home page says of standing in: for whom the person does today, and who does for them, each until a day. */
export interface DeputyNotice {
  standsInFor: { name: string; roles: readonly Role[]; until: string }[];
  isStoodInBy: { name: string; roles: readonly Role[]; until: string }[];
}
