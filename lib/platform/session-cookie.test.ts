import { decode } from "next-auth/jwt";
import { afterEach, describe, expect, it, vi } from "vitest";
import { authOptions, readSessionToken, SESSION_SECONDS, type SessionToken } from "./session-cookie";

vi.hoisted(() => {
  process.env.NEXTAUTH_SECRET = "a secret for tests only, thirty-two characters";
  process.env.DATABASE_URL = "postgresql://nobody@localhost/none";
});

const session = (startedAt: number): SessionToken => ({
  sessionId: "019338c0-0000-7000-8000-000000000001",
  userId: "019338c0-0000-7000-8000-000000000002",
  startedAt,
});
const options = (alive = true) =>
  authOptions(false, {
    verify: () => Promise.reject(new Error("not asked")),
    isAlive: async () => alive,
    end: async () => undefined,
  });
const secret = process.env.NEXTAUTH_SECRET!;
const seconds = () => Math.floor(Date.now() / 1000);

/** What /api/auth/session of next-auth does with a cookie: reads it, asks the callback, seals the answer anew. */
async function renew(cookie: string, alive = true): Promise<string> {
  const { jwt, callbacks } = options(alive);
  const token = (await decode({ token: cookie, secret }))!;
  return jwt!.encode!({ token: await callbacks!.jwt!({ token } as never), secret, maxAge: 30 * 24 * 3600 });
}

describe("a session cookie", () => {
  afterEach(() => void vi.useRealTimers());

  it("is never good for longer than twelve hours from the sign-in, however often it is renewed", async () => {
    const startedAt = seconds() - 11 * 3600;
    let cookie = await options().jwt!.encode!({ token: { ...session(startedAt) }, secret, maxAge: 30 * 24 * 3600 });
    for (let round = 0; round < 3; round += 1) {
      const { exp } = (await decode({ token: cookie, secret })) as unknown as { exp: number };
      expect(Math.abs(exp - (startedAt + SESSION_SECONDS))).toBeLessThanOrEqual(1);
      cookie = await renew(cookie);
    }
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3600_000 + 60_000 });
    expect(
      await readSessionToken((name) => (name === "next-auth.session-token" ? cookie : undefined), false),
    ).toBeNull();
  });

  it("is opened once, and read after its end no more than one that never was", async () => {
    const cookie = await options().jwt!.encode!({ token: { ...session(seconds()) }, secret });
    const read = () => readSessionToken((name) => (name === "next-auth.session-token" ? cookie : undefined), false);
    const first = await read();
    expect(first).toMatchObject({ userId: session(0).userId });
    expect(await read()).toBe(first);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (SESSION_SECONDS + 60) * 1000 });
    expect(await read()).toBeNull();
    vi.useRealTimers();
    expect(await readSessionToken(() => `${cookie.slice(0, -2)}xx`, false)).toBeNull();
  });

  it("counts over https only under the name that no other host can set", async () => {
    const cookie = await options().jwt!.encode!({ token: { ...session(seconds()) }, secret });
    const names = ["next-auth.session-token", "__Secure-next-auth.session-token", "__Host-next-auth.session-token"];
    const readAs = (given: string, isSecure: boolean) =>
      readSessionToken((name) => (name === given ? cookie : undefined), isSecure);
    const over = async (isSecure: boolean) =>
      (await Promise.all(names.map((name) => readAs(name, isSecure)))).map((token) => token !== null);
    expect(await over(true)).toEqual([false, false, true]);
    expect(await over(false)).toEqual([true, false, false]);
    // What such a name asks of the cookie, or no browser takes it.
    const { cookies, useSecureCookies } = authOptions(true, {} as never);
    expect(useSecureCookies).toBe(true);
    for (const { name, options: given } of [cookies!.sessionToken!, cookies!.callbackUrl!]) {
      expect(name).toMatch(/^__Host-/);
      expect(given).toMatchObject({ secure: true, path: "/", httpOnly: true });
      expect(given).not.toHaveProperty("domain");
    }
  });

  it("is not renewed once the session has ended", async () => {
    const cookie = await options().jwt!.encode!({ token: { ...session(seconds()) }, secret });
    await expect(renew(cookie, false)).rejects.toThrow("ended");
  });

  it("takes nothing from what a browser posts to renew it", async () => {
    const token = session(seconds());
    const posted = { ...session(seconds() + 3600), userId: "019338c0-0000-7000-8000-00000000000f" };
    const renewed = await options().callbacks!.jwt!({
      token: { ...token },
      trigger: "update",
      session: posted,
    } as never);
    expect(renewed).toEqual(token);
  });

  it("made before sessions were kept, or for something else, names nobody", async () => {
    const old = await options().jwt!.encode!({ token: { userId: session(0).userId, sessionVersion: 1 }, secret });
    expect(old).toBe("");
    expect(await readSessionToken(() => "eyJhbGciOiJub25lIn0.e30.", false)).toBeNull();
  });
});

describe("where next-auth leads after signing in or out", () => {
  const baseUrl = "https://js.example.gov.cn";
  it.each([
    ["/desk", `${baseUrl}/desk`],
    [`${baseUrl}/desk?a=1`, `${baseUrl}/desk?a=1`],
    [baseUrl, `${baseUrl}/`],
    ["//example.org", `${baseUrl}/`],
    ["https://example.org/", `${baseUrl}/`],
    [`${baseUrl}.example.org/`, `${baseUrl}/`],
    [`${baseUrl}//example.org`, `${baseUrl}/`],
    ["/\t/example.org", `${baseUrl}/`],
    ["javascript:alert(1)", `${baseUrl}/`],
  ])("%j: %s", async (url, target) => expect(await options().callbacks!.redirect!({ url, baseUrl })).toBe(target));
});
