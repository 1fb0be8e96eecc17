"use server";

import { enterWith, onOwnAccount, signedIn, whereFrom } from "@/lib/features/session/loaders";
import { changePassword, endAllSessions, endOneSession, signIn } from "@/lib/features/session/mutations";
import {
  changePasswordSchema,
  endAllSessionsSchema,
  endSessionSchema,
  signInFormSchema,
  signInRefusalSentence,
} from "@/lib/features/session/schema";
import { action, anyone, formAction } from "@/lib/platform/action";
import { refused } from "@/lib/platform/action-result";

/**
 * Signs in; the answer says where to go on. A form sent before its scripts run is posted by the browser itself and led
 * on from here; with scripts the page goes on by itself, because nothing of the signed-out state may linger.
 */
export const signInAction = formAction("signInAction", {
  input: signInFormSchema,
  keeps: ["username"],
  permission: anyone,
  run: async ({ next, ...credentials }) => {
    const outcome = await signIn({ ...credentials, ...(await whereFrom()) });
    if (!outcome.ok) return refused(signInRefusalSentence(outcome));
    const place = outcome.needsSecondFactor ? `/sign-in/second-step?next=${encodeURIComponent(next)}` : next;
    return enterWith(outcome.token, place);
  },
});

/** Changes one's own password; afterwards every session has ended and the person signs in again. */
export const changePasswordAction = action("changePasswordAction", {
  input: changePasswordSchema,
  permission: onOwnAccount("account.changePassword"),
  run: async (input, { user }) => changePassword(user.id, input, (await whereFrom()).address),
});

/** Ends one session of one's own. */
export const endSessionAction = action("endSessionAction", {
  input: endSessionSchema,
  permission: signedIn,
  run: ({ sessionId }, { user }) => endOneSession(user.id, sessionId),
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
