"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { can } from "@/lib/domain/report/permissions";
import { sessionOrThrow } from "@/lib/features/session/loaders";
import { changePassword, endAllSessions, signIn } from "@/lib/features/session/mutations";
import {
  changePasswordSchema,
  endAllSessionsSchema,
  signInFormSchema,
  signInRefusalSentence,
  type ChangePasswordInput,
  type EndAllSessionsInput,
} from "@/lib/features/session/schema";
import { done, refused, type ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { runAction } from "@/lib/platform/run-action";
import { clientAddress, isHttps, sealSession, SESSION_SECONDS, sessionCookie } from "@/lib/platform/session-cookie";

/** Where to go on; or why not, with the name that was typed for a form that is shown anew. */
export type SignInAnswer = ActionResult<{ next: string }> & { username?: string };

/**
 * Signs in. A form sent before its scripts run is posted by the browser itself and led on from here; with scripts the
 * page goes on by itself, because nothing of the signed-out state may linger.
 */
export async function signInAction(_previous: SignInAnswer | null, form: FormData): Promise<SignInAnswer> {
  const typed = Object.fromEntries(form instanceof FormData ? form : []);
  const answer = await runAction<typeof signInFormSchema, { next: string }>(
    "signInAction",
    signInFormSchema,
    typed,
    async ({ next, ...credentials }) => {
      const header = await readHeader();
      const outcome = await signIn({ ...credentials, address: clientAddress(header) });
      if (!outcome.ok) return refused(signInRefusalSentence(outcome));
      const { name, options } = sessionCookie(isHttps(header));
      (await cookies()).set(name, await sealSession(outcome.token), { ...options, maxAge: SESSION_SECONDS });
      if (header("next-action") === null) redirect(next);
      return done({ next });
    },
  );
  return typeof typed.username === "string" ? { ...answer, username: typed.username.slice(0, 64) } : answer;
}

async function readHeader(): Promise<(name: string) => string | null> {
  const all = await headers();
  return (name) => all.get(name);
}

/** Changes one's own password; afterwards every session has ended and the person signs in again. */
export async function changePasswordAction(input: ChangePasswordInput): Promise<ActionResult> {
  return runAction("changePasswordAction", changePasswordSchema, input, async (parsed) => {
    const { actor, user } = await sessionOrThrow({ mayHaveInitialPassword: true });
    if (!can(actor, "account.changePassword", { userId: user.id }))
      throw new AppError("forbidden", `${user.username}: account.changePassword`);
    return changePassword(user.id, parsed, clientAddress(await readHeader()));
  });
}

/**
 * Ends every session of one's own. `userId` is the person the page was made for: on a shared computer a page left open
 * must not end the sessions of whoever signed in since.
 */
export async function endAllSessionsAction(input: EndAllSessionsInput): Promise<ActionResult> {
  return runAction("endAllSessionsAction", endAllSessionsSchema, input, async ({ userId }) => {
    const { user } = await sessionOrThrow();
    return user.id === userId ? endAllSessions(user.id) : refused("当前登录的已不是页面上的人，请刷新后再办理。");
  });
}
