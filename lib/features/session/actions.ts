"use server";

import { sessionOrThrow } from "@/lib/features/session/loaders";
import { changePassword } from "@/lib/features/session/mutations";
import { changePasswordSchema, type ChangePasswordInput } from "@/lib/features/session/schema";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Changes one's own password; afterwards every session has ended and the person signs in again. */
export async function changePasswordAction(input: ChangePasswordInput): Promise<ActionResult> {
  return runAction(changePasswordSchema, input, async (parsed) => {
    const { user } = await sessionOrThrow({ mayHaveInitialPassword: true });
    return changePassword(user.id, parsed);
  });
}
