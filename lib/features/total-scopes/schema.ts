import { z } from "zod";
import type { TotalScope } from "@/lib/domain/consolidation/scope";

export const yearSchema = z.number().int().min(2000).max(2100);

/** Of whom a total is. */
export const totalScopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("own"), departmentId: z.uuid() }),
  z.object({ kind: z.literal("department"), departmentId: z.uuid() }),
  z.object({ kind: z.literal("district") }),
]);

/** The department of a scope; `null` for the district. */
export function departmentOfScope(scope: TotalScope): string | null {
  return scope.kind === "district" ? null : scope.departmentId;
}
