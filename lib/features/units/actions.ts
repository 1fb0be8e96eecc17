"use server";

import { revalidatePath } from "next/cache";
import { permittedSession } from "@/lib/features/session/loaders";
import { createUnit, updateUnit } from "@/lib/features/units/mutations";
import {
  createUnitSchema,
  updateUnitSchema,
  type CreateUnitInput,
  type UpdateUnitInput,
} from "@/lib/features/units/schema";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

export async function createUnitAction(input: CreateUnitInput): Promise<ActionResult<{ unitId: string }>> {
  return runAction("createUnitAction", createUnitSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("unit.manage");
    const outcome = await createUnit(district.id, user, parsed);
    revalidatePath("/", "layout");
    return outcome;
  });
}

export async function updateUnitAction(input: UpdateUnitInput): Promise<ActionResult> {
  return runAction("updateUnitAction", updateUnitSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("unit.manage");
    const outcome = await updateUnit(district.id, user, parsed);
    revalidatePath("/", "layout");
    return outcome;
  });
}
