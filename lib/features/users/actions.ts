"use server";

import { revalidatePath } from "next/cache";
import { permittedSession } from "@/lib/features/session/loaders";
import { createUser, resetPassword, setUserDisabled, unlockUser, updateUser } from "@/lib/features/users/mutations";
import {
  createUserSchema,
  setUserDisabledSchema,
  updateUserSchema,
  userIdSchema,
  type CreateUserInput,
  type UpdateUserInput,
} from "@/lib/features/users/schema";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Creates a user; the answer carries the initial password, which is shown once and stored nowhere. */
export async function createUserAction(
  input: CreateUserInput,
): Promise<ActionResult<{ userId: string; initialPassword: string }>> {
  return runAction("createUserAction", createUserSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("user.manage");
    const outcome = await createUser(district.id, user, parsed);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}

export async function updateUserAction(input: UpdateUserInput): Promise<ActionResult> {
  return runAction("updateUserAction", updateUserSchema, input, async (parsed) => {
    const { user, district } = await permittedSession("user.manage");
    const outcome = await updateUser(district.id, user, parsed);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}

export async function resetPasswordAction(input: {
  userId: string;
}): Promise<ActionResult<{ initialPassword: string }>> {
  return runAction("resetPasswordAction", userIdSchema, input, async ({ userId }) => {
    const { user, district } = await permittedSession("user.manage");
    const outcome = await resetPassword(district.id, user, userId);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}

export async function setUserDisabledAction(input: { userId: string; isDisabled: boolean }): Promise<ActionResult> {
  return runAction("setUserDisabledAction", setUserDisabledSchema, input, async ({ userId, isDisabled }) => {
    const { user, district } = await permittedSession("user.manage");
    const outcome = await setUserDisabled(district.id, user, userId, isDisabled);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}

export async function unlockUserAction(input: { userId: string }): Promise<ActionResult> {
  return runAction("unlockUserAction", userIdSchema, input, async ({ userId }) => {
    const { user, district } = await permittedSession("user.manage");
    const outcome = await unlockUser(district.id, user, userId);
    revalidatePath("/admin", "layout");
    return outcome;
  });
}
