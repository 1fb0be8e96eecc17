import type { NextAuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { ownPath } from "@/lib/platform/own-path";

/** What a session cookie says. It is only a claim: every request looks the session up in the database. */
export interface SessionToken {
  sessionId: string;
  userId: string;
  /** Seconds since 1970. */
  startedAt: number;
}

/** The credentials a sign-in form sends, and where from. */
export interface SignInAttempt {
  username: string;
  password: string;
  address: string;
  /** What the browser calls itself. */
  browser?: string | null;
}

/** What next-auth has to ask and to tell. */
interface SessionKeeper {
  /**
   * Answers with the token, or throws an `Error` whose message is the code that `signIn()` hands to the form as
   * `error`.
   */
  verify(attempt: SignInAttempt): Promise<SessionToken>;
  isAlive(token: SessionToken): Promise<boolean>;
  end(token: SessionToken): Promise<void>;
}

type ReadHeader = (name: string) => string | null;

/** A session ends this long after its sign-in, whatever is done in it, in seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;

/**
 * A browser takes a cookie of the second form over https alone, from this host alone and for all of it: no neighbour in the
 * domain can put one in its place.
 */
const named = (name: string, isSecure: boolean) => (isSecure ? `__Host-next-auth.${name}` : `next-auth.${name}`);

const tokenSchema = z.object({ sessionId: z.uuid(), userId: z.uuid(), startedAt: z.number().int() });

// Without NEXTAUTH_URL next-auth takes the address people typed. Whose word counts for it is decided at the door
// (scripts/door.mjs).
if (!process.env.NEXTAUTH_URL) process.env.AUTH_TRUST_HOST ??= "true";

/** next-auth's options for a browser that speaks https or not. */
export function authOptions(isSecure: boolean, keeper: SessionKeeper): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    // Sealed again at every visit of /api/auth/session, and never for longer than what is left of the twelve hours.
    jwt: {
      maxAge: SESSION_SECONDS,
      encode: async ({ token }) => {
        const session = tokenOf(token);
        return session === null ? "" : sealSession(session);
      },
    },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: sessionCookie(isSecure),
      callbackUrl: { ...sessionCookie(isSecure), name: named("callback-url", isSecure) },
    },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
    logger: {
      error: (code, about) =>
        logger.warn({ code, err: about instanceof Error ? about : about.error }, "next-auth refused"),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      CredentialsProvider({
        credentials: { username: {}, password: {} },
        async authorize(credentials, request) {
          const token = await keeper.verify({
            username: String(credentials?.username ?? ""),
            password: String(credentials?.password ?? ""),
            address: clientAddress((name) => (request.headers?.[name] as string | undefined) ?? null),
            browser: (request.headers?.["user-agent"] as string | undefined) ?? null,
          });
          return { id: token.userId, token };
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { ...(user as unknown as { token: SessionToken }).token };
        const session = tokenOf(token);
        // Whatever is thrown here makes next-auth take the cookie away.
        if (session === null || !(await keeper.isAlive(session))) throw new Error("the session has ended");
        return { ...session };
      },
      // The browser learns nothing from /api/auth/session but that there is a session.
      session({ session }) {
        return { expires: session.expires };
      },
      redirect({ url, baseUrl }) {
        return `${baseUrl}${ownPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url) ?? "/"}`;
      },
    },
    events: {
      async signOut({ token }) {
        const session = tokenOf(token);
        if (session !== null) await keeper.end(session);
      },
    },
  };
}

/** Name and attributes of the session cookie. */
export function sessionCookie(isSecure: boolean) {
  return {
    name: named("session-token", isSecure),
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}

/** The content of a session cookie: encrypted, and good for what is left of the session's twelve hours. */
export function sealSession({ sessionId, userId, startedAt }: SessionToken): Promise<string> {
  const left = startedAt + SESSION_SECONDS - Math.floor(now().getTime() / 1000);
  return encode({ token: { sessionId, userId, startedAt }, secret: env().NEXTAUTH_SECRET, maxAge: Math.max(0, left) });
}

/** So many cookies that were opened are remembered; the one longest unasked for goes. */
const MOST_OPENED = 2_000;

/** Seconds that a cookie is taken for after its end, as next-auth does: clocks of two servers differ. */
const TOLERANCE = 15;

/**
 * Cookies that were opened lately, by themselves: deriving the key and opening one took a twentieth of a save. A cookie
 * says the same until its end, and only who it is; whether the session goes on is asked of the database each time.
 */
const opened = new Map<string, { token: SessionToken; endsAt: number }>();

/**
 * Reads and verifies the session cookie; `null` when there is none or it was not made by this installation. Over https only
 * the one that nobody else can have set counts.
 */
export async function readSessionToken(
  cookie: (name: string) => string | undefined,
  isSecure: boolean,
): Promise<SessionToken | null> {
  const raw = cookie(named("session-token", isSecure));
  if (!raw) return null;
  const known = opened.get(raw);
  opened.delete(raw);
  if (known && known.endsAt > Date.now() / 1000 - TOLERANCE) {
    opened.set(raw, known);
    return known.token;
  }
  const payload = await decode({ token: raw, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const token = tokenOf(payload);
  if (token && typeof payload?.exp === "number") {
    opened.set(raw, { token, endsAt: payload.exp });
    if (opened.size > MOST_OPENED) opened.delete(opened.keys().next().value!);
  }
  return token;
}

function tokenOf(payload: unknown): SessionToken | null {
  return tokenSchema.safeParse(payload).data ?? null;
}

/** Whether the person's browser speaks https: what NEXTAUTH_URL says, otherwise what the door let through. */
export function isHttps(header: ReadHeader): boolean {
  const configured = env().NEXTAUTH_URL;
  return (
    (configured === undefined ? header("x-forwarded-proto") : new URL(configured).protocol.replace(":", "")) === "https"
  );
}

/** The network address of the person. scripts/door.mjs has put it there, in place of whatever the client claimed. */
export function clientAddress(header: ReadHeader): string {
  return header("x-forwarded-for") ?? "unknown";
}
