import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Action } from "@/lib/domain/report/actions";
import { areasOf, can, type SubjectFor } from "@/lib/domain/report/permissions";
import type { Area } from "@/lib/domain/report/roles";
import { actingAs, findSession, type Session } from "@/lib/features/session/data";
import type { Permission } from "@/lib/platform/action";
import { AppError } from "@/lib/platform/errors";
import { readSessionToken } from "@/lib/platform/session-cookie";
import { askedPath } from "@/lib/platform/site-address";

export type { Session };

/** The signed-in person of this request, or `null`; asked from the database once per request. */
export const loadSession = cache(async (): Promise<Session | null> => {
  const jar = await cookies();
  const token = await readSessionToken((name) => jar.get(name)?.value);
  return token === null ? null : findSession(token);
});

/** For pages: sends to the sign-in page, or to the password page while the initial password has not been changed. */
export async function requireSession(): Promise<Session> {
  const session = await requireSessionForPasswordChange();
  if (session.actor.mustChangePassword) redirect("/account/password");
  return session;
}

/** For the password page itself: sends only to the sign-in page. */
export async function requireSessionForPasswordChange(): Promise<Session> {
  const session = await loadSession();
  if (session) return session;
  // So that the person comes back to where they were.
  const path = askedPath(await headers());
  redirect(path && path !== "/account" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** Actions whose subject is the district itself. */
type DistrictAction = { [A in Action]: { districtId: string } extends SubjectFor<A> ? A : never }[Action];

/** Actions on one's own account. */
type SelfAction = { [A in Action]: { userId: string } extends SubjectFor<A> ? A : never }[Action];

/** For pages of a whole district: the session, or Next's 403 page. */
export async function requirePermission(action: DistrictAction): Promise<Session> {
  const session = await requireSession();
  if (!can(session.actor, action, { districtId: session.district.id })) forbidden();
  return session;
}

/**
 * For pages of one area: the session, or Next's 403 page. Asked by every page of it before its work, which its layout
 * does not wait for.
 */
export async function requireArea(area: Area): Promise<Session> {
  const session = await requireSession();
  if (!areasOf(session.actor).includes(area)) forbidden();
  return session;
}

/**
 * For actions and for loaders that serve them: the session, or an error that the form shows.
 *
 * @throws AppError notSignedIn, or forbidden while an initial password has to be changed.
 */
export async function sessionOrThrow(options: { mayHaveInitialPassword?: boolean } = {}): Promise<Session> {
  const session = await loadSession();
  if (!session) throw new AppError("notSignedIn");
  if (session.actor.mustChangePassword && !options.mayHaveInitialPassword)
    throw new AppError("forbidden", "initial password not changed");
  return session;
}

/**
 * The permission of an action of signed-in people. `check` has the session and the input, and throws when it may not
 * be.
 */
export function permissionOf<Input, Granted>(
  check: (session: Session, input: Input) => Granted | Promise<Granted>,
  options: { mayHaveInitialPassword?: boolean } = {},
): Permission<Input, Granted> {
  return {
    enter: async () => {
      const session = await sessionOrThrow(options);
      return { personId: session.user.id, grant: (input) => check(session, input) };
    },
  };
}

/** For an action on one's own account that everybody has who is signed in. */
export const signedIn: Permission<unknown, Session> = permissionOf((session) => session);

/** For an action on the whole district. */
export function inDistrict(action: DistrictAction): Permission<unknown, Session> {
  return permissionOf((session) => {
    if (!can(session.actor, action, { districtId: session.district.id }))
      throw new AppError("forbidden", `${session.user.username}: ${action}`);
    return actingAs(session, action, { districtId: session.district.id });
  });
}

/** For an action on one's own account; also while an initial password has to be changed. */
export function onOwnAccount(action: SelfAction): Permission<unknown, Session> {
  return permissionOf(
    (session) => {
      if (!can(session.actor, action, { userId: session.user.id }))
        throw new AppError("forbidden", `${session.user.username}: ${action}`);
      return session;
    },
    { mayHaveInitialPassword: true },
  );
}
