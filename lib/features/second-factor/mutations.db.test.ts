// A second factor: set up, given, refused, taken away. The authenticator of the passkeys is played with a real key.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { can } from "@/lib/domain/report/permissions";
import { findFactors, listWithoutFactor } from "@/lib/features/second-factor/data";
import {
  addPasskey,
  beginCodes,
  beginPasskey,
  beginSecondStep,
  confirmCodes,
  giveCode,
  givePasskey,
  makeRecoveryCodes,
  removeFactor,
  resetSecondFactor,
  setSecondFactorRule,
} from "@/lib/features/second-factor/mutations";
import { findSession, listSessions, type Session } from "@/lib/features/session/data";
import { endAllSessions, signIn, startSession } from "@/lib/features/session/mutations";
import { createUser } from "@/lib/features/users/mutations";
import type { Outcome } from "@/lib/platform/action-result";
import { attemptFailed, FREE_FAILURES } from "@/lib/platform/attempt-limits";
import { db } from "@/lib/platform/db";
import { codeAt } from "@/lib/platform/one-time-codes";
import type { PasskeySite } from "@/lib/platform/passkeys";
import {
  actorOf,
  createTestDistrict,
  testPassword,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let people = 0;
const site: PasskeySite = { host: "js.example.gov.cn", origin: "https://js.example.gov.cn" };
const start = Date.parse("2022-03-01T09:00:00+08:00");
let at = start;

/** Goes on by so many seconds. */
const pass = (seconds: number) => {
  at += seconds * 1000;
  vi.stubEnv("MINGZHANG_NOW", new Date(at).toISOString());
};
const from = (host = 1) => ({ address: `10.${20 + people}.0.${host}`, browser: "a browser" });
const codeIn = (secret: string, seconds = 0) => codeAt(secret, new Date(at + seconds * 1000));

beforeAll(async () => {
  district = await createTestDistrict();
});
beforeEach(() => {
  at = start;
  pass(0);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
  return outcome.data;
}

/** A reviewer of their own, just signed in with the password. */
async function someone(): Promise<Session> {
  people += 1;
  const username = `second-factor-${people}`;
  const person = { username, name: `两步${people}`, grants: [{ role: "reviewer" as const }] };
  value(await createUser(district.id, actorOf(district.users.admin), person, { passwordHash: await testPasswordHash }));
  return withPassword(username);
}

async function withPassword(username: string, password = testPassword): Promise<Session> {
  const outcome = await signIn({ username, password, ...from() });
  if (!outcome.ok) throw new Error(outcome.error);
  return (await findSession(outcome.token))!;
}

async function withCodes(): Promise<{ session: Session; secret: string; recoveryCodes: string[] }> {
  const session = await someone();
  const { secret } = value(await beginCodes(session, testPassword, from().address));
  const { recoveryCodes } = value(await confirmCodes(session, codeIn(secret), from().address));
  pass(60);
  return { session, secret, recoveryCodes: recoveryCodes! };
}

/** A further session of the same person, as the right password begins it. */
async function again({ user }: Session): Promise<Session> {
  return (await findSession(await startSession(await db().user.findUniqueOrThrow({ where: { id: user.id } }))))!;
}

const eventsOf = async (session: Session) =>
  (await db().auditEvent.findMany({ where: { subjectId: session.user.id }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );

/** An authenticator with one key, as WebAuthn has it: attestation "none", ES256. */
function authenticator({ origin, host }: PasskeySite) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  const { x, y } = publicKey.export({ format: "jwk" });
  const key = isoCBOR.encode(
    new Map<number, number | Uint8Array<ArrayBuffer>>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x!, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y!, "base64url"))],
    ]),
  );
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (flags: number, counter: number, rest: readonly Uint8Array[] = []) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(host).digest(), Buffer.from([flags]), count, ...rest]);
  };
  const common = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
  };
  return {
    made(challenge: string) {
      const length = Buffer.from([0, id.length]);
      const data = authData(0x41, 0, [Buffer.alloc(16), length, id, key]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Map<string, never> | Uint8Array<ArrayBuffer>>([
          ["fmt", "none"],
          ["attStmt", new Map<string, never>()],
          ["authData", new Uint8Array(data)],
        ]),
      );
      const response = {
        clientDataJSON: clientData("webauthn.create", challenge).toString("base64url"),
        attestationObject: Buffer.from(attestation).toString("base64url"),
        transports: ["internal"],
      };
      return { ...common, response };
    },
    shown(challenge: string, counter: number) {
      const [client, data] = [clientData("webauthn.get", challenge), authData(0x01, counter)];
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      const response = {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", signed, privateKey).toString("base64url"),
      };
      return { ...common, response };
    },
  };
}

async function withPasskey() {
  const session = await someone();
  const device = authenticator(site);
  const { challenge } = value(await beginPasskey(session, testPassword, site, from().address));
  const input = { name: "办公电脑", response: device.made(challenge) };
  const { recoveryCodes } = value(await addPasskey(session, input, site, from().address));
  return { session, device, input, recoveryCodes };
}

describe("codes of an app", () => {
  it("are set up with the password and a right code, keep the session and end every other one", async () => {
    const session = await someone();
    const elsewhere = await again(session);
    expect(await beginCodes(session, "wrong", from().address)).toMatchObject({
      ok: false,
      reasons: ["当前密码不正确。"],
    });
    const { secret, uri } = value(await beginCodes(session, testPassword, from().address));
    expect(uri).toContain(`secret=${secret}`);
    expect(await confirmCodes(session, "000000", from().address)).toMatchObject({ ok: false });
    expect((await findFactors(session.user.id)).hasCodes).toBe(false);

    const { recoveryCodes } = value(await confirmCodes(session, codeIn(secret), from().address));
    expect(new Set(recoveryCodes).size).toBe(10);
    const token = (each: Session) => ({ sessionId: each.id, userId: each.user.id, startedAt: at / 1000 });
    expect((await findSession(token(session)))!.actor.owes).toBeNull();
    expect(await findSession(token(elsewhere))).toBeNull();
    expect(await eventsOf(session)).toContain("account.factorAdded");

    const stored = JSON.stringify([
      await db().oneTimeCodes.findMany({ where: { userId: session.user.id } }),
      await db().recoveryCode.findMany({ where: { userId: session.user.id } }),
      await db().userSession.findMany({ where: { userId: session.user.id } }),
      await db().auditEvent.findMany({ where: { subjectId: session.user.id } }),
    ]);
    for (const kept of [secret, ...recoveryCodes!]) expect(stored).not.toContain(kept);
  });

  it("are not set up by a session that was ended meanwhile, which stays ended", async () => {
    const session = await someone();
    const { secret } = value(await beginCodes(session, testPassword, from().address));
    value(await endAllSessions(session.user.id));
    await expect(confirmCodes(session, codeIn(secret), from().address)).rejects.toMatchObject({ code: "notSignedIn" });
    expect(await findSession({ sessionId: session.id, userId: session.user.id, startedAt: 0 })).toBeNull();
    expect((await findFactors(session.user.id)).hasCodes).toBe(false);
  });

  it("are waited for after the password: until then the session reaches nothing, and ends after ten minutes", async () => {
    const { session } = await withCodes();
    const signedIn = (await db().user.findUniqueOrThrow({ where: { id: session.user.id } })).lastSignInAt;
    const outcome = await signIn({ username: session.user.username, password: testPassword, ...from() });
    if (!outcome.ok) throw new Error(outcome.error);
    expect(outcome.needsSecondFactor).toBe(true);
    const half = (await findSession(outcome.token))!;
    expect(half.actor.owes).toBe("secondFactor");
    expect(can(half.actor, "queue.read", { districtId: district.id })).toBe(false);
    expect(can(half.actor, "account.changePassword", { userId: half.user.id })).toBe(false);
    expect((await db().user.findUniqueOrThrow({ where: { id: session.user.id } })).lastSignInAt).toEqual(signedIn);
    expect((await eventsOf(session)).at(-1)).toBe("session.passwordAccepted");
    const listed = async () => (await listSessions(session.user.id)).map(({ id }) => id);
    pass(9 * 60);
    expect(await findSession(outcome.token)).not.toBeNull();
    expect(await listed()).toEqual([half.id, session.id]);
    pass(2 * 60);
    expect(await findSession(outcome.token)).toBeNull();
    expect(await listed()).toEqual([session.id]);
  });

  it("begin a session under another id; one of them is taken once, and of a clock half a minute off as well", async () => {
    const { session, secret } = await withCodes();
    const half = await again(session);
    const token = value(await giveCode(half, codeIn(secret), from()));
    expect(token.sessionId).not.toBe(half.id);
    expect((await findSession(token))!.actor.owes).toBeNull();
    expect((await eventsOf(session)).at(-1)).toBe("session.signedIn");

    const replay = await giveCode(await again(session), codeIn(secret), from());
    expect(replay).toMatchObject({ ok: false, reasons: [expect.stringContaining("已经用过")] });
    // The app is ahead by half a minute; then the server has caught up, and that code is an old one.
    expect(await giveCode(await again(session), codeIn(secret, 30), from())).toMatchObject({ ok: true });
    pass(30);
    expect(await giveCode(await again(session), codeIn(secret), from())).toMatchObject({ ok: false });
    pass(60);
    expect(await giveCode(await again(session), codeIn(secret, -30), from())).toMatchObject({ ok: true });
    pass(120);
    for (const off of [-60, 60])
      expect(await giveCode(await again(session), codeIn(secret, off), from()), `${off}`).toMatchObject({ ok: false });
  });

  it("given twice at once begin one session", async () => {
    const { session, secret } = await withCodes();
    const halves = [await again(session), await again(session)];
    const outcomes = await Promise.all(halves.map((half) => giveCode(half, codeIn(secret), from())));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("that are guessed are slowed down for the account over all addresses; a recovery code still opens it", async () => {
    const { session, secret, recoveryCodes } = await withCodes();
    const half = await again(session);
    const wrong = [codeIn(secret, -30), codeIn(secret), codeIn(secret, 30)].includes("000000") ? "000001" : "000000";
    for (let guess = 0; guess <= FREE_FAILURES; guess += 1)
      expect(await giveCode(half, wrong, from(guess + 1))).toMatchObject({ ok: false });
    expect(await giveCode(half, codeIn(secret), from(99))).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("密码已被他人知晓")],
    });
    expect((await eventsOf(session)).filter((action) => action === "session.secondFactorFailed")).toHaveLength(
      FREE_FAILURES + 1,
    );
    expect(await giveCode(half, recoveryCodes[0]!, from(99))).toMatchObject({ ok: true });
  });

  it("from a network that is not listened to are told so, and not that the password is known", async () => {
    const { session, secret } = await withCodes();
    const { address, browser } = from(98);
    for (let failure = 0; failure < 40; failure += 1) await attemptFailed({ account: `unknown${failure}`, address });
    expect(await giveCode(await again(session), codeIn(secret), { address, browser })).toEqual({
      ok: false,
      reasons: ["您所在的网络尝试登录次数过多，请 15 分钟后再试。"],
    });
  });

  it("say why when the secret of the installation has changed, and not that they are wrong", async () => {
    const { session, secret } = await withCodes();
    await db().oneTimeCodes.update({
      where: { userId: session.user.id },
      data: { secret: "c2VhbGVkIGVsc2V3aGVyZSwgYnkgYW5vdGhlciBzZWNyZXQ" },
    });
    await expect(giveCode(await again(session), codeIn(secret), from())).rejects.toMatchObject({
      code: "sealedElsewhere",
    });
  });
});

describe("recovery codes", () => {
  it("are good once each, however they are typed, and worth nothing once there are new ones", async () => {
    const { session, recoveryCodes } = await withCodes();
    const [first = "", second = "", third = ""] = recoveryCodes;
    expect(await giveCode(await again(session), ` ${first.toUpperCase().replaceAll("-", " ")} `, from())).toMatchObject(
      { ok: true },
    );
    expect(await giveCode(await again(session), first, from())).toMatchObject({ ok: false });
    const token = value(await giveCode(await again(session), second, from()));
    const whole = (await findSession(token))!;
    expect((await findFactors(session.user.id)).recoveryCodesLeft).toBe(8);
    const { recoveryCodes: anew } = value(await makeRecoveryCodes(whole, testPassword, from().address));
    expect(await giveCode(await again(session), third, from())).toMatchObject({ ok: false });
    expect(await giveCode(await again(session), anew[0]!, from())).toMatchObject({ ok: true });
  });

  it("of somebody else open nothing", async () => {
    const [mine, other] = [await withCodes(), await withCodes()];
    expect(await giveCode(await again(mine.session), other.recoveryCodes[0]!, from())).toMatchObject({ ok: false });
  });
});

describe("a passkey", () => {
  it("is set up once per challenge and opens the session that waits for it", async () => {
    const { session, device, input, recoveryCodes } = await withPasskey();
    expect(recoveryCodes).toHaveLength(10);
    expect(await addPasskey(session, input, site, from().address)).toMatchObject({ ok: false });
    expect((await findFactors(session.user.id)).passkeys).toMatchObject([{ name: "办公电脑", lastUsedAt: null }]);

    const half = await again(session);
    expect(half.actor.owes).toBe("secondFactor");
    const { challenge, allowCredentials } = value(await beginSecondStep(half, site));
    expect(allowCredentials).toHaveLength(1);
    const shown = device.shown(challenge, 1);
    const token = value(await givePasskey(half, shown, site, from()));
    expect((await findSession(token))!.actor.owes).toBeNull();

    // Recorded on the way and sent once more, to the session that waits now.
    const next = await again(session);
    expect(await givePasskey(next, shown, site, from())).toMatchObject({ ok: false });
    await beginSecondStep(next, site);
    expect(await givePasskey(next, shown, site, from())).toMatchObject({ ok: false });
  });

  it("of another site, of somebody else, without a signature and with an earlier count is refused", async () => {
    const { session, device } = await withPasskey();
    const stranger = (await withPasskey()).device;
    const answer = async (make: (challenge: string) => Record<string, unknown>) => {
      const half = await again(session);
      return givePasskey(half, make(value(await beginSecondStep(half, site)).challenge), site, from());
    };
    expect(await answer((challenge) => device.shown(challenge, 5))).toMatchObject({ ok: true });
    expect(await answer((challenge) => device.shown(challenge, 5))).toMatchObject({ ok: false });
    expect(await answer((challenge) => device.shown(challenge, 6))).toMatchObject({ ok: true });
    expect(await answer((challenge) => stranger.shown(challenge, 7))).toMatchObject({ ok: false });
    expect(await answer((challenge) => ({ ...device.shown(challenge, 8), response: {} }))).toMatchObject({ ok: false });
    const phishing = { host: "js.example.com", origin: "https://js.example.com" };
    const half = await again(session);
    const { challenge } = value(await beginSecondStep(half, site));
    expect(await givePasskey(half, device.shown(challenge, 9), phishing, from())).toMatchObject({ ok: false });
    expect((await eventsOf(session)).filter((action) => action === "session.secondFactorFailed")).toHaveLength(4);
  });

  it("is not offered where browsers make none", async () => {
    const session = await someone();
    expect(await beginPasskey(session, testPassword, null, from().address)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("https 的域名")],
    });
  });
});

describe("a district that asks for a second factor", () => {
  const admin = () => actorOf(district.users.admin);
  const ask = (known: "nobody" | "bureau" | "everybody", rule: typeof known) =>
    setSecondFactorRule(district.id, admin(), { rule, known });
  const owes = async (session: Session) =>
    (await findSession({ sessionId: session.id, userId: session.user.id, startedAt: 0 }))!.actor.owes;

  it("lets those it asks set one up before anything else, in sessions that are open, too", async () => {
    const reviewer = await someone();
    const preparer = await withPassword(district.users.preparerA.user.username);
    expect(await owes(reviewer)).toBeNull();
    expect(
      (await listWithoutFactor(district.id)).find(({ username }) => username === reviewer.user.username),
    ).toMatchObject({
      isOfBureau: true,
    });
    expect(await ask("everybody", "bureau")).toMatchObject({ ok: false });
    expect(await ask("nobody", "bureau")).toMatchObject({ ok: true });
    try {
      expect(await owes(reviewer)).toBe("secondFactorSetUp");
      expect(
        can(
          (await findSession({ sessionId: reviewer.id, userId: reviewer.user.id, startedAt: 0 }))!.actor,
          "queue.read",
          { districtId: district.id },
        ),
      ).toBe(false);
      expect(await owes(preparer)).toBeNull();
      expect(await ask("bureau", "everybody")).toMatchObject({ ok: true });
      expect(await owes(preparer)).toBe("secondFactorSetUp");

      const { secret } = value(await beginCodes(reviewer, testPassword, from().address));
      value(await confirmCodes(reviewer, codeIn(secret), from().address));
      expect(await owes(reviewer)).toBeNull();
      const remove = () =>
        removeFactor(reviewer, { password: testPassword, factor: { kind: "codes" } }, from().address);
      expect(await remove()).toMatchObject({ ok: false, reasons: [expect.stringContaining("要求您启用")] });
    } finally {
      value(await ask("everybody", "nobody"));
    }
    value(await removeFactor(reviewer, { password: testPassword, factor: { kind: "codes" } }, from().address));
    expect(await findFactors(reviewer.user.id)).toEqual({ hasCodes: false, passkeys: [], recoveryCodesLeft: 0 });
    expect((await again(reviewer)).actor.owes).toBeNull();
  });

  it("has an administrator take it away from whoever lost theirs, with all sessions; never their own", async () => {
    const { session, secret, recoveryCodes } = await withCodes();
    const token = value(await giveCode(await again(session), codeIn(secret), from()));
    expect(await resetSecondFactor(district.id, actorOf(session), session.user.id)).toMatchObject({ ok: false });
    value(await resetSecondFactor(district.id, admin(), session.user.id));
    expect(await findSession(token)).toBeNull();
    expect(await db().recoveryCode.count({ where: { userId: session.user.id } })).toBe(0);
    expect((await eventsOf(session)).at(-1)).toBe("user.secondFactorReset");
    const anew = await again(session);
    expect(anew.actor.owes).toBeNull();
    expect(await giveCode(anew, recoveryCodes[0]!, from())).toMatchObject({ ok: false });
    expect(await resetSecondFactor(district.id, admin(), session.user.id)).toMatchObject({ ok: false });
    const other = await createTestDistrict("500077");
    await expect(resetSecondFactor(district.id, admin(), other.users.reviewer.user.id)).rejects.toMatchObject({
      code: "notFound",
    });
  });
});
