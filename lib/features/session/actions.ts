"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { onOwnAccount, signedIn } from "@/lib/features/session/loaders";
import { changePassword, endAllSessions, signIn } from "@/lib/features/session/mutations";
import {
  changePasswordSchema,
  endAllSessionsSchema,
  signInFormSchema,
  signInRefusalSentence,
} from "@/lib/features/session/schema";
import { action, anyone, formAction } from "@/lib/platform/action";
import { done, refused } from "@/lib/platform/action-result";
import { requestHeader } from "@/lib/platform/request-context";
import { clientAddress, isHttps, sealSession, SESSION_SECONDS, sessionCookie } from "@/lib/platform/session-cookie";

/**
 * Signs in; the answer says where to go on. A form sent before its scripts run is posted by the browser itself and led
 * on from here; with scripts the page goes on by itself, because nothing of the signed-out state may linger.
 */
export const signInAction = formAction("signInAction", {
  input: signInFormSchema,
  keeps: ["username"],
  permission: anyone,
  run: async ({ next, ...credentials }) => {
    const header = await requestHeader();
    const outcome = await signIn({ ...credentials, address: clientAddress(header) });
    if (!outcome.ok) return refused(signInRefusalSentence(outcome));
    const { name, options } = sessionCookie(isHttps(header));
    (await cookies()).set(name, await sealSession(outcome.token), { ...options, maxAge: SESSION_SECONDS });
    if (header("next-action") === null) redirect(next);
    return done({ next });
  },
});

/** Changes one's own password; afterwards every session has ended and the person signs in again. */
export const changePasswordAction = action("changePasswordAction", {
  input: changePasswordSchema,
  permission: onOwnAccount("account.changePassword"),
  run: async (input, { user }) => changePassword(user.id, input, clientAddress(await requestHeader())),
});

/**
 * Ends every session of one's own. `userId` is the person the page was made for: on a shared computer a page left open
 * must not end the sessions of whoever signed in since.
 */
export const endAllSessionsAction = action("endAllSessionsAction", {
  input: endAllSessionsSchema,
  permission: signedIn,
  run: async ({ userId }, { user }) =>
    user.id === userId ? endAllSessions(user.id) : refused("当前登录的已不是页面上的人，请刷新后再办理。"),
});
