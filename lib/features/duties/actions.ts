"use server";

import { revalidatePath } from "next/cache";
import { setSeparation } from "@/lib/features/duties/mutations";
import { separationSchema, type SeparationInput } from "@/lib/features/duties/schema";
import { permittedSession } from "@/lib/features/session/loaders";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Separates approval from publication, or lets one person do both. */
export async function setSeparationAction(input: SeparationInput): Promise<ActionResult> {
  return runAction("setSeparationAction", separationSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("duties.manage");
    const outcome = await setSeparation(district.id, user, parsed);
    revalidatePath("/admin", "layout");
    revalidatePath("/review", "layout");
    return outcome;
  });
}
