"use server";

import { revalidatePath } from "next/cache";
import { createFiscalYear, setFiscalYearStage, updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import {
  createFiscalYearSchema,
  setFiscalYearStageSchema,
  updateFiscalYearSchema,
  type CreateFiscalYearInput,
  type UpdateFiscalYearInput,
} from "@/lib/features/fiscal-years/schema";
import { permittedSession } from "@/lib/features/session/loaders";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

export async function createFiscalYearAction(
  input: CreateFiscalYearInput,
): Promise<ActionResult<{ fiscalYearId: string }>> {
  return runAction("createFiscalYearAction", createFiscalYearSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("fiscalYear.manage");
    const outcome = await createFiscalYear(district.id, user, parsed);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}

export async function updateFiscalYearAction(input: UpdateFiscalYearInput): Promise<ActionResult> {
  return runAction("updateFiscalYearAction", updateFiscalYearSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("fiscalYear.manage");
    const outcome = await updateFiscalYear(district.id, user, parsed);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}

export async function setFiscalYearStageAction(input: {
  fiscalYearId: string;
  stage: "open" | "closed";
}): Promise<ActionResult> {
  return runAction("setFiscalYearStageAction", setFiscalYearStageSchema, input, async ({ fiscalYearId, stage }) => {
    const { user, district } = await permittedSession("fiscalYear.manage");
    const outcome = await setFiscalYearStage(district.id, user, fiscalYearId, stage);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}
