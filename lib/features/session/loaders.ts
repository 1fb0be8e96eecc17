import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Action } from "@/lib/domain/report/actions";
import { areasOf, can, type SubjectFor } from "@/lib/domain/report/permissions";
import type { Area } from "@/lib/domain/report/roles";
import type { Owed } from "@/lib/domain/report/second-factor";
import { actingAs, findSession, listSessions, type Session } from "@/lib/features/session/data";
import type { From } from "@/lib/features/session/mutations";
import type { Permission } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { requestHeader } from "@/lib/platform/request-context";
import {
  clientAddress,
  isHttps,
  readSessionToken,
  sealSession,
  SESSION_SECONDS,
  sessionCookie,
  type SessionToken,
} from "@/lib/platform/session-cookie";
import { askedPath } from "@/lib/platform/site-address";

export type { Session };

/** The signed-in person of this request, or `null`; asked from the database once per request. */
export const loadSession = cache(async (): Promise<Session | null> => {
  const token = await tokenOfRequest();
  return token === null ? null : findSession(token);
});

async function tokenOfRequest(): Promise<SessionToken | null> {
  const [jar, header] = await Promise.all([cookies(), requestHeader()]);
  return readSessionToken((name) => jar.get(name)?.value, isHttps(header));
}

/** Where the request comes from. */
export async function whereFrom(): Promise<From> {
  const header = await requestHeader();
  return { address: clientAddress(header), browser: header("user-agent") };
}

/** Where a person does what they have to do before anything else. */
const placeOf: Record<Owed, string> = {
  secondFactor: "/sign-in/second-step",
  password: "/account/password",
  secondFactorSetUp: "/account/second-factor",
};

/**
 * Gives the browser its session and says where to go on: a form sent before its scripts run was posted by the browser
 * itself and is led on from here.
 */
export async function enterWith(token: SessionToken, next: string): Promise<{ ok: true; data: { next: string } }> {
  const header = await requestHeader();
  const { name, options } = sessionCookie(isHttps(header));
  (await cookies()).set(name, await sealSession(token), { ...options, maxAge: SESSION_SECONDS });
  if (header("next-action") === null) redirect(next);
  return done({ next });
}

/**
 * For pages: sends to the sign-in page, or to where a person does what they have to do before anything else.
 *
 * @param options.mayOwe for the page where that is done: what it is.
 */
export async function requireSession({ mayOwe }: { mayOwe?: Owed } = {}): Promise<Session> {
  const session = await loadSession();
  const owes = session === null ? null : session.actor.owes;
  if (session && (owes === null || owes === mayOwe)) return session;
  // So that the person comes back to where they were.
  const asked = askedPath(await headers());
  const next = asked && asked !== "/account" ? `?next=${encodeURIComponent(asked)}` : "";
  if (owes === null) redirect(`/sign-in${next}`);
  redirect(owes === "secondFactor" ? `${placeOf[owes]}${next}` : placeOf[owes]);
}

/** Where the person is signed in; `current` is this browser's. */
export async function loadOwnSessions() {
  const { id, user } = await requireSession();
  return { user, current: id, sessions: await listSessions(user.id), idleMinutes: env().SESSION_IDLE_MINUTES };
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
 * @param options.mayOwe for the action by which it is done: what it is.
 * @throws AppError notSignedIn, or forbidden while there is something that the person has to do before anything else.
 */
export async function sessionOrThrow({ mayOwe }: { mayOwe?: Owed } = {}): Promise<Session> {
  const session = await loadSession();
  if (!session) throw new AppError("notSignedIn");
  const { owes } = session.actor;
  if (owes !== null && owes !== mayOwe) throw new AppError("forbidden", `owes ${owes}`);
  return session;
}

/**
 * For what a page asks by itself again and again: the session, which is not used by that. One that nobody uses ends,
 * however many pages stand open.
 *
 * @throws AppError as `sessionOrThrow`.
 */
export async function watchingSession(): Promise<Session> {
  const token = await tokenOfRequest();
  const session = token === null ? null : await findSession(token, { isUse: false });
  if (!session) throw new AppError("notSignedIn");
  if (session.actor.owes !== null) throw new AppError("forbidden", `owes ${session.actor.owes}`);
  return session;
}

/**
 * The permission of an action of signed-in people. `check` has the session and the input, and throws when it may not
 * be.
 */
export function permissionOf<Input, Granted>(
  check: (session: Session, input: Input) => Granted | Promise<Granted>,
  options: { mayOwe?: Owed } = {},
): Permission<Input, Granted> {
  return {
    enter: async () => {
      const session = await sessionOrThrow(options);
      const { user, standing } = session;
      return { personId: user.id, standing, grant: (input) => check(session, input) };
    },
  };
}

/** For an action on one's own account that everybody has who is signed in. */
export const signedIn: Permission<unknown, Session> = permissionOf((session) => session);

/** For setting up one's own second factor; also while it has to be set up before anything else. */
export const onOwnSecondFactor: Permission<unknown, Session> = permissionOf((session) => session, {
  mayOwe: "secondFactorSetUp",
});

/** For giving the second factor of a session that waits for it; of any other there is none to give. */
export const atSecondStep: Permission<unknown, Session> = {
  enter: async () => {
    const session = await sessionOrThrow({ mayOwe: "secondFactor" });
    if (session.actor.owes !== "secondFactor") throw new AppError("forbidden", "no second factor is waited for");
    return { personId: session.user.id, grant: () => session };
  },
};

/** For an action on the whole district. */
export function inDistrict(action: DistrictAction): Permission<unknown, Session> {
  return permissionOf((session) => {
    if (!can(session.actor, action, { districtId: session.district.id })) throw new AppError("forbidden", action);
    return actingAs(session, action, { districtId: session.district.id });
  });
}

/** For an action on one's own account; also while an initial password has to be changed. */
export function onOwnAccount(action: SelfAction): Permission<unknown, Session> {
  return permissionOf(
    (session) => {
      if (!can(session.actor, action, { userId: session.user.id })) throw new AppError("forbidden", action);
      return session;
    },
    { mayOwe: "password" },
  );
}
