import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findSession, listSessions } from "@/lib/features/session/data";
import { changePassword, endAllSessions, endOneSession, endSession, signIn } from "@/lib/features/session/mutations";
import { listUsers } from "@/lib/features/users/data";
import {
  createFirstAdmin,
  createUser,
  endSessionsOf,
  resetPassword,
  setUserDisabled,
  unlockUser,
  updateUser,
} from "@/lib/features/users/mutations";
import { FREE_FAILURES, LONGEST_WAIT_SECONDS } from "@/lib/platform/attempt-limits";
import { db } from "@/lib/platform/db";
import type { SessionToken } from "@/lib/platform/session-cookie";
import { actorOf, createTestDistrict, testPassword, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let addresses = 0;

beforeAll(async () => {
  district = await createTestDistrict();
});
beforeEach(() => {
  process.env.MINGZHANG_NOW = "2022-03-01T09:00:00+08:00";
  addresses += 1;
});
afterEach(() => {
  delete process.env.MINGZHANG_NOW;
  vi.useRealTimers();
});

const minutes = (count: number) =>
  (process.env.MINGZHANG_NOW = new Date(Date.parse("2022-03-01T09:00:00+08:00") + count * 60_000).toISOString());

const attempt = (username: string, password: string, address = `10.0.0.${addresses}`) =>
  signIn({ username, password, address });

async function signedIn(username: string, password = testPassword): Promise<SessionToken> {
  const answer = await attempt(username, password);
  if (!answer.ok) throw new Error(answer.error);
  return answer.token;
}

describe("signing in", () => {
  it("answers with a token that opens a session", async () => {
    const answer = await attempt("Preparer-A-371311", testPassword);
    if (!answer.ok) throw new Error(answer.error);
    const session = await findSession(answer.token);
    expect(session).toMatchObject({
      user: { name: "preparer-a" },
      actor: { grants: [{ role: "preparer", unitId: district.units.a }], owes: null },
    });
  });

  it("answers an unknown name, a wrong password, a disabled and a locked account alike", async () => {
    const disabled = district.users.preparerB.user;
    await setUserDisabled(district.id, actorOf(district.users.admin), disabled.id, true);
    const invalid = { ok: false, error: "invalid" };
    expect(await attempt("nobody", testPassword)).toEqual(invalid);
    expect(await attempt("preparer-a-371311", "wrong")).toEqual(invalid);
    expect(await attempt(disabled.username, testPassword)).toEqual(invalid);
    expect(await attempt("", "")).toEqual(invalid);
  });

  it("takes an unknown name as long as a known one", async () => {
    const time = async (username: string) => {
      const begin = performance.now();
      await attempt(username, "wrong");
      return performance.now() - begin;
    };
    await time("nobody");
    const [unknown, known] = [await time("nobody-else"), await time("admin-371311")];
    // Both hash once (tens of milliseconds); a shortcut for unknown names would take one or two.
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it("slows down an account from the address that guesses, counting attempts made at once, and not its owner elsewhere", async () => {
    const { username } = district.users.secondReviewer.user;
    const guesses = await Promise.all(
      Array.from({ length: FREE_FAILURES + 3 }, () => attempt(username, "wrong", "10.8.0.1")),
    );
    expect(guesses.filter((answer) => !answer.ok && answer.error === "invalid")).toHaveLength(FREE_FAILURES + 1);
    expect(guesses.filter((answer) => !answer.ok && answer.error === "wait")).toHaveLength(2);
    expect(await attempt(username, testPassword, "10.8.0.1")).toMatchObject({ ok: false, error: "wait" });
    expect(
      await db().auditEvent.count({
        where: { districtId: district.id, action: "session.locked", address: "10.8.0.1" },
      }),
    ).toBe(1);
    expect((await listUsers(district.id)).filter(({ isSlowed }) => isSlowed).map((user) => user.username)).toEqual([
      username,
    ]);

    expect(await attempt(username, testPassword, "10.8.0.2")).toMatchObject({ ok: true });
    expect(await attempt(username, testPassword, "10.8.0.1")).toMatchObject({ ok: false, error: "wait" });
  });

  it("counts all addresses of one network of IPv6 as one, and those of another apart", async () => {
    const { username } = district.users.secondReviewer.user;
    for (let host = 0; host <= FREE_FAILURES; host += 1) await attempt(username, "wrong", `2001:db8:0:7::${host + 1}`);
    expect(await attempt(username, testPassword, "2001:db8:0:7:ffff::1")).toMatchObject({ ok: false, error: "wait" });
    expect(await attempt(username, testPassword, "2001:db8:0:8::1")).toMatchObject({ ok: true });
  });

  it("waits longer after each further failure, up to a quarter of an hour, and forgets with a success", async () => {
    const { username } = district.users.colleagueA.user;
    vi.useFakeTimers({ toFake: ["Date"] });
    const waits: number[] = [];
    for (let failure = 1; failure <= FREE_FAILURES + 7; failure += 1) {
      expect(await attempt(username, "wrong", "10.8.1.1")).toEqual({ ok: false, error: "invalid" });
      if (failure <= FREE_FAILURES) continue;
      const refused = await attempt(username, testPassword, "10.8.1.1");
      if (refused.ok || refused.error !== "wait") throw new Error(`failure ${failure} is not followed by a wait`);
      waits.push(refused.waitSeconds!);
      vi.setSystemTime(Date.now() + refused.waitSeconds! * 1000 + 1);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]);
    expect(await attempt(username, testPassword, "10.8.1.1")).toMatchObject({ ok: true });
    expect(await attempt(username, "wrong", "10.8.1.1")).toEqual({ ok: false, error: "invalid" });
    expect(await attempt(username, testPassword, "10.8.1.1")).toMatchObject({ ok: true });
  });

  it("slows down names that nobody has in the same way", async () => {
    for (let failure = 0; failure <= FREE_FAILURES; failure += 1) await attempt("nobody-at-all", "wrong", "10.8.2.1");
    expect(await attempt("nobody-at-all", "wrong", "10.8.2.1")).toMatchObject({ ok: false, error: "wait" });
  });

  it("listens again when the administrator says so", async () => {
    const { user } = district.users.preparerA;
    for (let failure = 0; failure <= FREE_FAILURES; failure += 1) await attempt(user.username, "wrong", "10.8.3.1");
    expect(await attempt(user.username, testPassword, "10.8.3.1")).toMatchObject({ ok: false, error: "wait" });
    await unlockUser(district.id, actorOf(district.users.admin), user.id);
    expect(await attempt(user.username, testPassword, "10.8.3.1")).toMatchObject({ ok: true });
  });

  it("stops listening to an address that fails over many accounts", async () => {
    for (let round = 0; round < 10; round += 1)
      await Promise.all(["w", "x", "y", "z"].map((name) => attempt(`${name}${round}-unknown`, "wrong", "10.9.9.9")));
    expect(await attempt("preparer-a-371311", testPassword, "10.9.9.9")).toMatchObject({ ok: false, error: "tooMany" });
    expect(await attempt("preparer-a-371311", testPassword, "10.9.9.8")).toMatchObject({ ok: true });
  }, 60_000);
});

describe("a session", () => {
  it("ends at once when the password is changed", async () => {
    const { user } = district.users.colleagueA;
    const token = await signedIn(user.username);
    const change = (currentPassword: string) =>
      changePassword(user.id, { currentPassword, newPassword: "一个很长的新密码-2022" }, "10.0.1.1");
    expect(await change("wrong")).toMatchObject({ ok: false });
    expect(await findSession(token)).not.toBeNull();
    expect(
      await db().auditEvent.findMany({ where: { districtId: district.id, action: "account.passwordRefused" } }),
    ).toMatchObject([{ actorId: user.id, subjectName: user.username, address: "10.0.1.1" }]);
    for (const guessable of ["password1234", "ceshiqu371311", "colleague-a-371311", "测试区371311-2022"])
      expect(
        await changePassword(user.id, { currentPassword: testPassword, newPassword: guessable }, "10.0.1.1"),
        guessable,
      ).toMatchObject({ ok: false, reasons: [expect.stringContaining("容易被猜中")] });
    expect(await change(testPassword)).toMatchObject({ ok: true });
    expect(await findSession(token)).toBeNull();
    expect(await attempt(user.username, "一个很长的新密码-2022")).toMatchObject({ ok: true });
  });

  it("is not made to wait for what was no mistake of its person", async () => {
    const { user } = district.users.preparerA;
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: user.id } });
    const change = () =>
      changePassword(user.id, { currentPassword: "wrong", newPassword: "春天种树夏天浇水秋天收账" }, "10.0.1.2");
    await db().user.update({ where: { id: user.id }, data: { passwordHash: "damaged" } });
    for (let round = 0; round <= FREE_FAILURES + 1; round += 1) await expect(change()).rejects.toThrow();
    await db().user.update({ where: { id: user.id }, data: { passwordHash } });
    expect(await change()).toMatchObject({ ok: false, reasons: ["当前密码不正确。"] });
    expect(await attempt(user.username, testPassword, "10.0.1.2")).toMatchObject({ ok: true });
  });

  it("ends by signing out, for every copy of its cookie and for no other session of the person", async () => {
    const { username } = district.users.preparerA.user;
    const [here, elsewhere] = [await signedIn(username), await signedIn(username)];
    await endSession(here);
    expect(await findSession(here)).toBeNull();
    expect(await findSession(elsewhere)).not.toBeNull();
    await endSession(here);
    expect(await db().auditEvent.count({ where: { districtId: district.id, action: "session.signedOut" } })).toBe(1);
  });

  it("of a session or a person that is gone from the database opens nothing", async () => {
    const token = await signedIn(district.users.preparerA.user.username);
    expect(await findSession(token)).not.toBeNull();
    await db().userSession.delete({ where: { id: token.sessionId } });
    expect(await findSession(token)).toBeNull();
    expect(await findSession({ ...token, userId: "00000000-0000-4000-8000-000000000000" })).toBeNull();
  });

  it("is looked up by what the server knows: a token of one's own making names nobody else", async () => {
    const mine = await signedIn(district.users.preparerA.user.username);
    expect(await findSession({ ...mine, userId: district.users.admin.user.id })).toBeNull();
    expect(await findSession({ ...mine, sessionId: "019338c0-0000-7000-8000-000000000001" })).toBeNull();
  });

  it("ends twelve hours after the sign-in, however busy, and two hours after its last use", async () => {
    const busy = await signedIn(district.users.preparerA.user.username);
    for (let at = 0; at < 12 * 60; at += 60) {
      minutes(at);
      expect(await findSession(busy), `after ${at} minutes`).not.toBeNull();
    }
    minutes(12 * 60);
    expect(await findSession(busy)).toBeNull();

    minutes(0);
    const idle = await signedIn(district.users.preparerA.user.username);
    minutes(119);
    expect(await findSession(idle)).not.toBeNull();
    minutes(119 + 121);
    expect(await findSession(idle)).toBeNull();
    minutes(119 + 60);
    expect(await findSession(idle)).not.toBeNull();

    // A page that stands open and asks by itself is nobody who uses it.
    minutes(0);
    const watched = await signedIn(district.users.preparerA.user.username);
    for (const at of [30, 60, 90, 119]) {
      minutes(at);
      expect(await findSession(watched, { isUse: false }), `after ${at} minutes`).not.toBeNull();
    }
    minutes(121);
    expect(await findSession(watched, { isUse: false })).toBeNull();
  });

  it("is cleared away when its age is over and the person signs in again", async () => {
    const { user } = district.users.preparerA;
    const old = await signedIn(user.username);
    const tomorrow = minutes(24 * 60);
    const { sessionId } = await signedIn(user.username);
    const rows = await db().userSession.findMany({
      where: { userId: user.id, startedAt: { lte: new Date(tomorrow) } },
    });
    expect(rows.map(({ id }) => id)).toEqual([sessionId]);
    expect(old.sessionId).not.toBe(sessionId);
  });

  it("ends at once when the administrator resets the password or disables the user", async () => {
    const admin = actorOf(district.users.admin);
    const created = await createUser(district.id, admin, {
      username: "temporary",
      name: "临时",
      grants: [{ role: "reviewer" }],
    });
    if (!created.ok) throw new Error();
    const { userId, initialPassword } = created.data;
    const answer = await attempt("temporary", initialPassword);
    if (!answer.ok) throw new Error();
    expect((await findSession(answer.token))!.actor.owes).toBe("password");
    await resetPassword(district.id, admin, userId);
    expect(await findSession(answer.token)).toBeNull();
    expect(await attempt("temporary", initialPassword)).toMatchObject({ ok: false });

    const again = await resetPassword(district.id, admin, userId);
    if (!again.ok) throw new Error();
    const token = await signedIn("temporary", again.data.initialPassword);
    expect(await findSession(token)).not.toBeNull();
    await setUserDisabled(district.id, admin, userId, true);
    expect(await findSession(token)).toBeNull();
    await setUserDisabled(district.id, admin, userId, false);
    expect(await findSession(token)).toBeNull();
  });

  it("ends with a change of roles, which the next one has, and not with a change of name", async () => {
    const { user } = district.users.reviewer;
    const admin = actorOf(district.users.admin);
    const token = await signedIn(user.username);
    await updateUser(district.id, admin, { userId: user.id, name: "新名字", grants: [{ role: "reviewer" }] });
    expect((await findSession(token))!.user.name).toBe("新名字");
    await updateUser(district.id, admin, {
      userId: user.id,
      name: "reviewer",
      grants: [{ role: "preparer", unitId: district.units.b }],
    });
    expect(await findSession(token)).toBeNull();
    expect((await findSession(await signedIn(user.username)))!.actor.grants).toEqual([
      { role: "preparer", unitId: district.units.b },
    ]);
  });

  it("never leaves a district without administrator", async () => {
    const admin = district.users.admin;
    expect(await setUserDisabled(district.id, actorOf(admin), admin.user.id, true)).toMatchObject({ ok: false });
    expect(
      await updateUser(district.id, actorOf(admin), {
        userId: admin.user.id,
        name: "admin",
        grants: [{ role: "reviewer" }],
      }),
    ).toMatchObject({ ok: false });
  });
});

describe("users", () => {
  it("have a name of their own and a unit of their district", async () => {
    const admin = actorOf(district.users.admin);
    expect(
      await createUser(district.id, admin, { username: "admin-371311", name: "x", grants: [{ role: "admin" }] }),
    ).toMatchObject({ ok: false, reasons: [expect.stringContaining("已被使用")] });
    const other = await createTestDistrict("500000");
    expect(
      await createUser(district.id, admin, {
        username: "stranger",
        name: "x",
        grants: [{ role: "preparer", unitId: other.units.a }],
      }),
    ).toMatchObject({ ok: false, reasons: [expect.stringContaining("不在本区的登记簿中")] });
    await expect(resetPassword(district.id, admin, other.users.preparerA.user.id)).rejects.toMatchObject({
      code: "notFound",
    });
  });

  it("are not created by a first start when there are some", async () => {
    expect(await createFirstAdmin({ districtCode: "371311", districtName: "x", username: "root" })).toBeNull();
  });
});

describe("ending all sessions", () => {
  it("ends every session of the person and nobody else's, and is recorded", async () => {
    const district = await createTestDistrict("371393");
    const mine = await signIn({ username: "preparer-a-371393", password: testPassword, address: "10.1.0.1" });
    const other = await signIn({ username: "reviewer-371393", password: testPassword, address: "10.1.0.2" });
    if (!mine.ok || !other.ok) throw new Error("no sign-in");
    expect(await endAllSessions(mine.token.userId)).toMatchObject({ ok: true });
    expect(await findSession(mine.token)).toBeNull();
    expect(await findSession(other.token)).not.toBeNull();
    expect(
      await db().auditEvent.count({ where: { districtId: district.id, action: "account.signedOutEverywhere" } }),
    ).toBe(1);
  });
});

describe("the list of one's sessions", () => {
  it("has those that go on, with where from, and ends one of one's own and nobody else's", async () => {
    const { users } = await createTestDistrict("371394");
    const begin = async (username: string, host: number) => {
      const outcome = await signIn({
        username,
        password: testPassword,
        address: `10.1.1.${host}`,
        browser: "a browser",
      });
      if (!outcome.ok) throw new Error(outcome.error);
      return outcome.token;
    };
    const [mine, stranger] = [users.preparerA.user, users.reviewer.user];
    minutes(0);
    const idle = await begin(mine.username, 1);
    minutes(130);
    const [here, lost, other] = [
      await begin(mine.username, 2),
      await begin(mine.username, 3),
      await begin(stranger.username, 4),
    ];
    expect(await listSessions(mine.id)).toMatchObject([
      { id: lost.sessionId, address: "10.1.1.3", browser: "a browser" },
      { id: here.sessionId, address: "10.1.1.2" },
    ]);
    expect(await findSession(idle)).toBeNull();
    const factor = { userId: mine.id, secret: "sealed", usedStep: 0, createdAt: new Date() };
    await db().oneTimeCodes.create({ data: factor });
    expect(await listSessions(mine.id), "the password alone").toMatchObject([{ isWaiting: true }, { isWaiting: true }]);
    minutes(141);
    expect(await listSessions(mine.id), "who waits too long").toEqual([]);
    await db().oneTimeCodes.delete({ where: { userId: mine.id } });
    minutes(130);
    expect(await endOneSession(mine.id, other.sessionId)).toMatchObject({ ok: false });
    expect(await findSession(other)).not.toBeNull();
    expect(await endOneSession(mine.id, lost.sessionId)).toMatchObject({ ok: true });
    expect(await findSession(lost)).toBeNull();
    expect(await findSession(here)).not.toBeNull();
    await endSessionsOf(users.admin.district.id, actorOf(users.admin), mine.id);
    expect(await findSession(here)).toBeNull();
    expect(await listSessions(mine.id)).toEqual([]);
    const told = await db().auditEvent.findMany({
      where: { subjectId: mine.id, action: { in: ["account.sessionEnded", "user.sessionsEnded"] } },
      orderBy: { id: "asc" },
    });
    expect(told.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["account.sessionEnded", "preparer-a"],
      ["user.sessionsEnded", "admin"],
    ]);
  });
});
