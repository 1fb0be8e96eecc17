"use server";

import { can } from "@/lib/domain/report/permissions";
import { sessionOrThrow } from "@/lib/features/session/loaders";
import { changePassword, endAllSessions } from "@/lib/features/session/mutations";
import { changePasswordSchema, endAllSessionsSchema, type ChangePasswordInput, type EndAllSessionsInput } from "@/lib/features/session/schema";
import { refused, type ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { runAction } from "@/lib/platform/run-action";

/** Changes one's own password; afterwards every session has ended and the person signs in again. */
export async function changePasswordAction(input: ChangePasswordInput): Promise<ActionResult> {
  return runAction(changePasswordSchema, input, async (parsed) => {
    const { actor, user } = await sessionOrThrow({ mayHaveInitialPassword: true });
    if (!can(actor, "account.changePassword", { userId: user.id })) throw new AppError("forbidden", `${user.username}: account.changePassword`);
    return changePassword(user.id, parsed);
  });
}

/**
 * Ends every session of one's own. `userId` is the person the page was made for: on a shared computer a page left open
 * must not end the sessions of whoever signed in since.
 */
export async function endAllSessionsAction(input: EndAllSessionsInput): Promise<ActionResult> {
  return runAction(endAllSessionsSchema, input, async ({ userId }) => {
    const { user } = await sessionOrThrow();
    return user.id === userId ? endAllSessions(user.id) : refused("当前登录的已不是页面上的人，请刷新后再办理。");
  });
}
