// The sign-in form as the browser sends it, and the cookie it gets. Only the request itself is played here.
import { decode } from "next-auth/jwt";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadSecondStep } from "@/lib/features/second-factor/loaders";
import { signInAction } from "@/lib/features/session/actions";
import { loadSession } from "@/lib/features/session/loaders";
import type { SignInAnswer } from "@/lib/features/session/schema";
import { FREE_FAILURES } from "@/lib/platform/attempt-limits";
import { closeDb, db } from "@/lib/platform/db";
import { createTestDistrict, signedInCookie, testPassword, type TestDistrict } from "@/prisma/seed/test-district";

const played = vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
  process.env.DATABASE_STATEMENT_SECONDS = "1";
  return {
    jar: new Map<string, { value: string; options: Record<string, unknown> }>(),
    headers: {} as Record<string, string>,
  };
});
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => played.jar.get(name),
    set: (name: string, value: string, options: Record<string, unknown>) => played.jar.set(name, { value, options }),
  }),
  headers: async () => new Headers(played.headers),
}));

const byScript = { "next-action": "an action's id", "x-forwarded-for": "10.2.0.1", "x-request-id": "7f3a91c2d4" };
const cookieName = "next-auth.session-token";
let district: TestDistrict;

beforeAll(async () => {
  district = await createTestDistrict();
});
beforeEach(() => {
  played.jar.clear();
  played.headers = byScript;
});
afterEach(() => {
  vi.useRealTimers();
});

function submit(fields: Record<string, string>): Promise<SignInAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return signInAction(null, form);
}

const right = () => ({ username: district.users.preparerA.user.username, password: testPassword });

describe("the sign-in form", () => {
  it("gives a cookie that is good for twelve hours and opens a session", async () => {
    // A clock that goes on would sometimes take a second from the cookie while the session is stored.
    vi.useFakeTimers({ toFake: ["Date"] });
    expect(await submit({ ...right(), next: "/desk/101001/2021" })).toMatchObject({
      ok: true,
      data: { next: "/desk/101001/2021" },
    });
    const { value, options } = played.jar.get(cookieName)!;
    expect(options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: false, maxAge: 12 * 3600 });
    const { exp, iat, jti, ...claims } = (await decode({
      token: value,
      secret: process.env.NEXTAUTH_SECRET!,
    }))! as Record<string, number>;
    expect(jti).toBeDefined();
    expect(exp! - iat!).toBe(12 * 3600);
    expect(Object.keys(claims).sort()).toEqual(["sessionId", "startedAt", "userId"]);
    expect((await loadSession())!.user.id).toBe(district.users.preparerA.user.id);
    expect(await db().auditEvent.count({ where: { action: "session.signedIn", address: "10.2.0.1" } })).toBe(1);
  });

  it("is led on by the server when the browser sent it without scripts", async () => {
    played.headers = {};
    await expect(submit({ ...right(), next: "/desk" })).rejects.toMatchObject({
      digest: expect.stringContaining(";/desk;"),
    });
    expect(played.jar.has(cookieName)).toBe(true);
  });

  it.each([
    "//example.org",
    "/\\example.org",
    "/\t/example.org",
    "https://example.org",
    "javascript:alert(1)",
    "/.//example.org",
  ])("never leads to %j", async (next) => {
    expect(await submit({ ...right(), next })).toMatchObject({ ok: true, data: { next: "/account" } });
  });

  it("leads on to the page that was asked for when it comes from a second step that has timed out", async () => {
    const asked = "/desk/101001/2021";
    played.headers = { ...byScript, "x-mingzhang-path": `/sign-in/second-step?next=${encodeURIComponent(asked)}` };
    const placeOf = (answer: Promise<unknown>) =>
      answer.then(
        () => null,
        ({ digest }: { digest: string }) => new URL(digest.split(";")[2]!, "https://own.invalid"),
      );
    const signInPage = (await placeOf(loadSecondStep(asked)))!;
    expect(signInPage.pathname).toBe("/sign-in");
    const answer = await submit({ ...right(), next: signInPage.searchParams.get("next")! });
    if (!answer.ok) throw new Error(answer.reasons.join());
    const secondStep = new URL(answer.data.next, "https://own.invalid");
    expect(secondStep.pathname).toBe("/sign-in/second-step");
    // Asked anew by the page, for the session that was just begun.
    expect((await placeOf(loadSecondStep(secondStep.searchParams.get("next")!)))?.pathname).toBe(asked);
  });

  it("says what is missing, keeps the name and gives no secret back", async () => {
    const answer = await submit({ username: "li", password: "" });
    expect(answer).toMatchObject({ ok: false, username: "li", fields: { password: ["请填写密码。"] } });
    const wrong = await submit({ username: "li", password: "a wrong password" });
    expect(wrong).toMatchObject({
      ok: false,
      username: "li",
      reasons: [expect.stringContaining("用户名或密码不正确")],
    });
    expect(JSON.stringify(wrong)).not.toContain("a wrong password");
    expect(played.jar.size).toBe(0);
  });

  it.each([[undefined], [null], ["x"], [{ username: "li" }]])("refuses %j, which is no form", async (form) => {
    expect(await signInAction(null, form as unknown as FormData)).toMatchObject({ ok: false, code: "invalidInput" });
  });

  it("refuses a NUL character in words", async () => {
    expect(await submit({ username: "li\0", password: "x" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("NUL")],
    });
  });
});

describe("while the database does not answer", () => {
  const wrongReason = /用户名|密码/;

  it("somebody else's lock is not told as a wrong password", async () => {
    const other = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
    await other.connect();
    const name = new URL(process.env.DATABASE_URL!).pathname.slice(1);
    await other.query(`ALTER DATABASE "${name}" SET statement_timeout = '1s'`);
    await closeDb();
    await other.query("BEGIN");
    await other.query("LOCK TABLE app_user IN ACCESS EXCLUSIVE MODE");
    try {
      // As often as a person tries who thinks of a typing mistake: none of these counts as one.
      for (let round = 0; round < FREE_FAILURES; round += 1) await submit(right());
      const answer = await submit(right());
      expect(answer).toMatchObject({ ok: false, username: right().username });
      if (!answer.ok) expect(answer.reasons.join()).not.toMatch(wrongReason);
      if (!answer.ok) expect(answer.reasons.join()).toContain("编号：7f3a91c2d4");
    } finally {
      await other.query("ROLLBACK");
      await other.query(`ALTER DATABASE "${name}" RESET statement_timeout`);
      await other.end();
      await closeDb();
    }
    expect(await submit(right())).toMatchObject({ ok: true });
  });

  describe("at all", () => {
    const url = process.env.DATABASE_URL;
    let cookie: [name: string, value: string];
    beforeAll(async () => {
      cookie = await signedInCookie(district.users.preparerA);
    });
    afterAll(async () => {
      await closeDb();
      process.env.DATABASE_URL = url;
      vi.resetModules();
    });

    it("a server that is away is not told as a wrong password", async () => {
      await closeDb();
      process.env.DATABASE_URL = "postgresql://nobody:none@127.0.0.1:1/none";
      vi.resetModules();
      const { signInAction: anew } = await import("@/lib/features/session/actions");
      const form = new FormData();
      form.set("username", "li");
      form.set("password", "a password");
      const answer = await anew(null, form);
      if (answer.ok) throw new Error("signed in without a database");
      expect(answer.reasons.join()).not.toMatch(wrongReason);
      expect(answer.reasons.join()).toContain("编号：7f3a91c2d4");
    });

    it("nor as a session that has ended, by whatever needs one: the second step, a new password, saving", async () => {
      await closeDb();
      process.env.DATABASE_URL = "postgresql://nobody:none@127.0.0.1:1/none";
      vi.resetModules();
      played.jar.set(cookie[0], { value: cookie[1], options: {} });
      const { giveCodeAction, confirmCodesAction } = await import("@/lib/features/second-factor/actions");
      const { changePasswordAction } = await import("@/lib/features/session/actions");
      const { saveTextsAction } = await import("@/lib/features/versions/actions");
      const id = "00000000-0000-4000-8000-000000000000";
      for (const answer of [
        await giveCodeAction(null, new FormData()),
        await confirmCodesAction({ code: "000000" }),
        await changePasswordAction({ currentPassword: testPassword, newPassword: "一个很长的新密码-2022" }),
        await saveTextsAction({ versionId: id, edits: [{ slot: "profile.duties", text: "职责", baseRevision: 0 }] }),
      ])
        expect(answer).toMatchObject({
          ok: false,
          code: "databaseUnavailable",
          reasons: [expect.stringContaining("数据库暂时不可用")],
        });
    });

    it("nor as a search that has found nothing", async () => {
      process.env.DATABASE_URL = "postgresql://nobody:none@127.0.0.1:1/none";
      vi.resetModules();
      const { findReports } = await import("@/lib/features/search/data");
      await expect(
        findReports(district.id, { ok: true, terms: [], year: 2021 }, { page: 1 } as never),
      ).rejects.toThrow();
    });
  });
});
