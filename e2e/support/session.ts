import type { BrowserContext } from "@playwright/test";
import { encode } from "next-auth/jwt";
import pg from "pg";

/** Runs one query on the database that the tested server works with. */
export async function query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Signs a person in without the form, by the cookie that the form would have set. Only the sign-in spec uses the form. */
export async function signInAs(context: BrowserContext, baseURL: string, username: string): Promise<void> {
  const [user] = await query<{ id: string; session_version: number }>("SELECT id, session_version FROM app_user WHERE username = $1", [username]);
  if (!user) throw new Error(`no user ${username}`);
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET of the tested server is not known; run the browser tests by npm run test:e2e");
  const value = await encode({ token: { userId: user.id, sessionVersion: user.session_version }, secret });
  await context.addCookies([{ name: "next-auth.session-token", value, url: baseURL, httpOnly: true, sameSite: "Lax" }]);
}
