import { beforeAll, describe, expect, it, vi } from "vitest";
import { answer } from "@/lib/cli/answer";
import { beginCodes, confirmCodes } from "@/lib/features/second-factor/mutations";
import { findSession, listSessions, type Session } from "@/lib/features/session/data";
import { signIn } from "@/lib/features/session/mutations";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { codeAt } from "@/lib/platform/one-time-codes";
import { createTestDistrict, testPassword, type TestDistrict } from "@/prisma/seed/test-district";

const from = { address: "10.77.0.1", browser: "a browser" };
let district: TestDistrict;

beforeAll(async () => {
  // What the command sets for itself, so that this file has modules of its own (vitest.config.ts).
  process.env.DATABASE_STATEMENT_SECONDS = "600";
  district = await createTestDistrict();
});

/** What the command prints and how it ends. */
async function reset(...args: readonly string[]): Promise<{ code: number; said: string }> {
  let said = "";
  const note = (line: string) => void (said += `${line}\n`);
  const spies = [
    vi.spyOn(console, "log").mockImplementation(note),
    vi.spyOn(console, "error").mockImplementation(note),
  ];
  try {
    return { code: await answer(["reset-second-factor", ...args]), said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function signedIn({ username }: Session["user"]): Promise<Session> {
  const outcome = await signIn({ username, password: testPassword, ...from });
  if (!outcome.ok) throw new Error(outcome.error);
  return (await findSession(outcome.token))!;
}

describe("npm run cli -- reset-second-factor", () => {
  it("lets the only administrator in again with the password alone, ends their sessions and is in the audit log", async () => {
    const { user } = district.users.admin;
    const session = await signedIn(user);
    const begun = await beginCodes(session, testPassword, from.address);
    if (!begun.ok) throw new Error(begun.reasons.join(" "));
    expect((await confirmCodes(session, codeAt(begun.data.secret, now()), from.address)).ok).toBe(true);
    expect((await signedIn(user)).actor.owes).toBe("secondFactor");

    // As it is typed by somebody in a hurry.
    const { code, said } = await reset(user.username.toUpperCase());
    expect([code, said]).toEqual([0, expect.stringMatching(/已重置.*两步验证，其所有登录已结束/)]);
    expect(await listSessions(user.id)).toEqual([]);
    expect((await signedIn(user)).actor.owes).toBeNull();
    const events = await db().auditEvent.findMany({ where: { action: "user.secondFactorReset" } });
    expect(events).toMatchObject([{ actorId: null, actorName: "命令行", subjectId: user.id }]);

    expect(await reset(user.username)).toMatchObject({ code: 1, said: expect.stringContaining("没有启用两步验证") });
  });

  it("says that there is no such person, no such district, and what the call looks like", async () => {
    expect(await reset("nobody-at-all")).toMatchObject({
      code: 1,
      said: expect.stringContaining("没有用户名为“nobody-at-all”的用户"),
    });
    expect((await reset("nobody-at-all", "--district", "999999")).code).toBe(1);
    expect((await reset()).code).toBe(2);
  });
});
