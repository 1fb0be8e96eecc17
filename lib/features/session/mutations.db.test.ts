import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findSession } from "@/lib/features/session/data";
import { changePassword, endAllSessions, LOCK_MINUTES, MAX_FAILURES, signIn } from "@/lib/features/session/mutations";
import { createFirstAdmin, createUser, resetPassword, setUserDisabled, updateUser } from "@/lib/features/users/mutations";
import { db } from "@/lib/platform/db";
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
});

const attempt = (username: string, password: string, address = `10.0.0.${addresses}`) => signIn({ username, password, address });

describe("signing in", () => {
  it("answers with a token that opens a session", async () => {
    const answer = await attempt("Preparer-A-371311", testPassword);
    if (!answer.ok) throw new Error(answer.error);
    const session = await findSession(answer.token);
    expect(session).toMatchObject({ user: { name: "preparer-a" }, actor: { grants: [{ role: "preparer", unitId: district.units.a }], mustChangePassword: false } });
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

  it("locks an account after repeated failures, for a while, counting attempts made at once", async () => {
    const { username } = district.users.secondReviewer.user;
    await Promise.all(Array.from({ length: MAX_FAILURES }, () => attempt(username, "wrong")));
    expect(await attempt(username, testPassword)).toMatchObject({ ok: false });
    expect(await db().auditEvent.count({ where: { districtId: district.id, action: "session.locked" } })).toBe(1);

    process.env.MINGZHANG_NOW = new Date(Date.parse("2022-03-01T09:00:00+08:00") + (LOCK_MINUTES * 60 + 1) * 1000).toISOString();
    expect(await attempt(username, testPassword)).toMatchObject({ ok: true });
  });

  it("stops listening to an address that fails over many accounts", async () => {
    for (let round = 0; round < 10; round += 1) await Promise.all(["w", "x", "y", "z"].map((name) => attempt(`${name}${round}-unknown`, "wrong", "10.9.9.9")));
    expect(await attempt("preparer-a-371311", testPassword, "10.9.9.9")).toEqual({ ok: false, error: "tooMany" });
    expect(await attempt("preparer-a-371311", testPassword, "10.9.9.8")).toMatchObject({ ok: true });
  }, 60_000);
});

describe("a session", () => {
  it("ends at once when the password is changed", async () => {
    const { user } = district.users.colleagueA;
    expect(await changePassword(user.id, { currentPassword: "wrong", newPassword: "一个很长的新密码-2022" })).toMatchObject({ ok: false });
    expect(await findSession({ userId: user.id, sessionVersion: 1 })).not.toBeNull();
    expect(await changePassword(user.id, { currentPassword: testPassword, newPassword: "一个很长的新密码-2022" })).toMatchObject({ ok: true });
    expect(await findSession({ userId: user.id, sessionVersion: 1 })).toBeNull();
    expect(await attempt(user.username, "一个很长的新密码-2022")).toMatchObject({ ok: true });
  });

  it("ends at once when the administrator resets the password or disables the user", async () => {
    const admin = actorOf(district.users.admin);
    const created = await createUser(district.id, admin, { username: "temporary", name: "临时", grants: [{ role: "reviewer" }] });
    if (!created.ok) throw new Error();
    const { userId, initialPassword } = created.data;
    const answer = await attempt("temporary", initialPassword);
    if (!answer.ok) throw new Error();
    expect((await findSession(answer.token))!.actor.mustChangePassword).toBe(true);
    await resetPassword(district.id, admin, userId);
    expect(await findSession(answer.token)).toBeNull();
    expect(await attempt("temporary", initialPassword)).toMatchObject({ ok: false });

    await setUserDisabled(district.id, admin, userId, true);
    expect(await findSession({ userId, sessionVersion: 3 })).toBeNull();
  });

  it("loses a role in the moment the role is taken", async () => {
    const { user } = district.users.reviewer;
    await updateUser(district.id, actorOf(district.users.admin), { userId: user.id, name: "reviewer", grants: [{ role: "preparer", unitId: district.units.b }] });
    expect((await findSession({ userId: user.id, sessionVersion: 1 }))!.actor.grants).toEqual([{ role: "preparer", unitId: district.units.b }]);
  });

  it("never leaves a district without administrator", async () => {
    const admin = district.users.admin;
    expect(await setUserDisabled(district.id, actorOf(admin), admin.user.id, true)).toMatchObject({ ok: false });
    expect(await updateUser(district.id, actorOf(admin), { userId: admin.user.id, name: "admin", grants: [{ role: "reviewer" }] })).toMatchObject({ ok: false });
  });
});

describe("users", () => {
  it("have a name of their own and a unit of their district", async () => {
    const admin = actorOf(district.users.admin);
    expect(await createUser(district.id, admin, { username: "admin-371311", name: "x", grants: [{ role: "admin" }] })).toMatchObject({ ok: false, reasons: [expect.stringContaining("已被使用")] });
    const other = await createTestDistrict("500000");
    await expect(createUser(district.id, admin, { username: "stranger", name: "x", grants: [{ role: "preparer", unitId: other.units.a }] })).rejects.toMatchObject({ code: "invalidInput" });
    await expect(resetPassword(district.id, admin, other.users.preparerA.user.id)).rejects.toMatchObject({ code: "notFound" });
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
    expect(await db().auditEvent.count({ where: { districtId: district.id, action: "account.signedOutEverywhere" } })).toBe(1);
  });
});
