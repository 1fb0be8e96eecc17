import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/platform/env";

/** What a session cookie says. It is only a claim: every request compares `sessionVersion` with the database. */
export interface SessionToken {
  userId: string;
  sessionVersion: number;
}

/** The credentials a sign-in form sends, and where from. */
export interface SignInAttempt {
  username: string;
  password: string;
  address: string;
}

/** A session ends this long after the last sign-in, in seconds. */
const MAX_AGE = 12 * 60 * 60;

const PLAIN_NAME = "next-auth.session-token";
const SECURE_NAME = `__Secure-${PLAIN_NAME}`;

// Without NEXTAUTH_URL next-auth takes the address people typed, which is right behind any proxy that passes Host on.
if (!process.env.NEXTAUTH_URL) process.env.AUTH_TRUST_HOST ??= "true";

/**
 * next-auth's options. `verify` answers with the token, or throws an `Error` whose message is the code that
 * `signIn()` hands to the form as `error`.
 *
 * @param isSecure whether the browser speaks https, so that cookies may be marked secure.
 */
export function authOptions(isSecure: boolean, verify: (attempt: SignInAttempt) => Promise<SessionToken>): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: MAX_AGE },
    useSecureCookies: isSecure,
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
    providers: [
      CredentialsProvider({
        credentials: { username: {}, password: {} },
        async authorize(credentials, request) {
          const token = await verify({
            username: String(credentials?.username ?? ""),
            password: String(credentials?.password ?? ""),
            address: clientAddress((name) => (request.headers?.[name] as string | undefined) ?? null),
          });
          return { id: token.userId, sessionVersion: token.sessionVersion };
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (!user) return token;
        return { userId: user.id, sessionVersion: (user as unknown as SessionToken).sessionVersion };
      },
      // The browser learns nothing from /api/auth/session but that there is a session.
      session({ session }) {
        return { expires: session.expires };
      },
    },
  };
}

/** Reads and verifies the session cookie; `null` when there is none or it was not made by this installation. */
export async function readSessionToken(cookie: (name: string) => string | undefined): Promise<SessionToken | null> {
  const raw = cookie(SECURE_NAME) ?? cookie(PLAIN_NAME);
  if (!raw) return null;
  const token = await decode({ token: raw, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (typeof token?.userId !== "string" || typeof token.sessionVersion !== "number") return null;
  return { userId: token.userId, sessionVersion: token.sessionVersion };
}

/** The nearest hop that is not our own proxy: the last entry of X-Forwarded-For, the only one a client cannot invent. */
export function clientAddress(header: (name: string) => string | null): string {
  return header("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
