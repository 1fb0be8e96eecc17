import { expect, test } from "@playwright/test";
import { codeAt } from "@/lib/platform/one-time-codes";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { actionIds, HttpClient, readAnswer } from "../support/http-client";
import { policyProblem } from "../support/policy";
import { actionCalls, type DoorAnswer } from "./action-calls";
import { routes, visitors, whoAsks, type Visitor } from "./routes";

type Answer<T = unknown> = { ok: true; data: T } | { ok: false; code?: string; reasons: string[] };

/**
 * Everybody at the door. Two people are made for it: one who still has the initial password, one who was disabled while
 * signed in.
 */
async function everybody(baseUrl: string, run: string): Promise<Record<Visitor, HttpClient>> {
  const signedIn = (person: { username: string }) => HttpClient.signedIn(baseUrl, person.username, demoPassword);
  const admin = await signedIn(demoPeople.admin);
  const created = async (username: string) => {
    const answer = await admin.callAction<Answer<{ userId: string; initialPassword: string }>>(
      "createUserAction",
      "/admin/users",
      [{ username, name: "门禁测试", grants: [{ role: "reviewer" }] }],
    );
    if (!answer.ok) throw new Error(answer.reasons.join(" "));
    return { ...answer.data, client: await HttpClient.signedIn(baseUrl, username, answer.data.initialPassword) };
  };
  const newcomer = await created(`access-${run}-newcomer`);
  const leaver = await created(`access-${run}-leaver`);
  const disabled = await admin.callAction<Answer>("setUserDisabledAction", "/admin/users", [
    { userId: leaver.userId, isDisabled: true },
  ]);
  expect(disabled.ok).toBe(true);
  return {
    nobody: new HttpClient(baseUrl),
    preparer: await signedIn(demoPeople.preparer),
    otherPreparer: await signedIn(demoPeople.preparerOfSchools),
    reviewer: await signedIn(demoPeople.reviewer),
    admin,
    initialPassword: newcomer.client,
    disabled: leaver.client,
  };
}

/** Somebody with a second factor, who has given the password and nothing more. */
async function halfSignedIn(baseUrl: string, run: string): Promise<HttpClient> {
  const admin = await HttpClient.signedIn(baseUrl, demoPeople.admin.username, demoPassword);
  const username = `access-${run}-half`;
  const made = await admin.callAction<Answer<{ initialPassword: string }>>("createUserAction", "/admin/users", [
    { username, name: "门禁测试", grants: [{ role: "reviewer" }, { role: "admin" }] },
  ]);
  if (!made.ok) throw new Error(made.reasons.join(" "));
  const [currentPassword, password] = [made.data.initialPassword, "一个只在门禁测试里用的密码"];
  const first = await HttpClient.signedIn(baseUrl, username, currentPassword);
  await first.callAction("changePasswordAction", "/account/password", [{ currentPassword, newPassword: password }]);
  const client = await HttpClient.signedIn(baseUrl, username, password);
  const place = "/account/second-factor";
  const begun = await client.callAction<Answer<{ secret: string }>>("beginCodesAction", place, [{ password }]);
  if (!begun.ok) throw new Error(begun.reasons.join(" "));
  const code = codeAt(begun.data.secret, new Date());
  expect(await client.callAction<Answer>("confirmCodesAction", place, [{ code }])).toMatchObject({ ok: true });
  expect((await client.request("/review")).status, "the session goes on in which it was set up").toBe(200);
  return HttpClient.signedIn(baseUrl, username, password);
}

/** The version that unit 101001 is preparing for 2022. */
async function draftOf(preparer: HttpClient): Promise<string> {
  const page = await (await preparer.request("/desk/101001/2022")).text();
  return /versionId\\?":\\?"([0-9a-f-]{36})/.exec(page)![1]!;
}

test("every visitor gets of every route what is declared", async ({ baseURL }) => {
  test.setTimeout(300_000);
  const clients = await everybody(baseURL!, "routes");
  const versionId = await draftOf(clients.preparer);
  for (const { example, expected } of Object.values(routes).flat()) {
    const asking = whoAsks(expected);
    const got: Record<string, unknown> = {};
    for (const visitor of asking) {
      const { status, headers } = await clients[visitor].request(example.replace(":draft", versionId));
      if (headers.get("content-type")?.startsWith("text/html") && status !== 404)
        expect.soft(policyProblem(headers.get("content-security-policy")), `${example} for ${visitor}`).toBeNull();
      got[visitor] =
        status >= 300 && status < 400 ? `to ${new URL(headers.get("location")!, baseURL).pathname}` : status;
    }
    expect.soft(got, example).toEqual(Object.fromEntries(asking.map((visitor) => [visitor, expected[visitor]])));
  }
});

test("every action lets in whom it declares, whichever page it is posted from", async ({ baseURL }) => {
  test.setTimeout(300_000);
  const clients = await everybody(baseURL!, "actions");
  const calls = actionCalls(await draftOf(clients.preparer));
  // Signing in is open to everybody and sent as a form: e2e/sign-in.spec.ts.
  const declared = [...Object.keys(calls), "signInAction"].sort();
  expect([...actionIds().keys()].sort(), "every action of the build has a declared call").toEqual(declared);
  for (const [name, { input, expected }] of Object.entries(calls)) {
    const got: Record<string, DoorAnswer> = {};
    for (const visitor of visitors) {
      // Next posts an action to the page it is on; the page's own guard must not be the only one.
      const answer = readAnswer<Answer>(await (await clients[visitor].postAction(name, "/search", [input])).text());
      const isRefused =
        !answer.ok &&
        (answer.code === "notSignedIn" ||
          answer.code === "forbidden" ||
          answer.code === "notFound" ||
          answer.code === "notEditable");
      expect(answer.ok ? undefined : answer.code, `${name} by ${visitor}`).not.toBe("invalidInput");
      got[visitor] = isRefused ? (answer.code as DoorAnswer) : "past";
    }
    expect.soft(got, name).toEqual(expected);
  }
});

test("a session that waits for its second factor reaches the second step and nothing else", async ({ baseURL }) => {
  test.setTimeout(300_000);
  const half = await halfSignedIn(baseURL!, "step");
  const preparer = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
  const versionId = await draftOf(preparer);
  for (const { example, expected } of Object.values(routes).flat()) {
    const { status, headers } = await half.request(example.replace(":draft", versionId));
    const got = status >= 300 && status < 400 ? `to ${new URL(headers.get("location")!, baseURL).pathname}` : status;
    const isOpen = example.startsWith("/sign-in");
    const closed = expected.nobody === "to /sign-in" ? "to /sign-in/second-step" : expected.nobody;
    expect.soft(got, example).toBe(isOpen ? 200 : closed === 401 ? 403 : closed);
  }
  const open = ["giveCodeAction", "beginSecondStepAction", "givePasskeyAction"];
  for (const [name, { input }] of Object.entries(actionCalls(versionId))) {
    const answer = readAnswer<Answer>(await (await half.postAction(name, "/search", [input])).text());
    if (open.includes(name)) expect.soft(answer.ok || answer.code !== "forbidden", name).toBe(true);
    else expect.soft(answer, name).toMatchObject({ ok: false, code: "forbidden" });
  }
});

test("an action posted from another site is not run", async ({ baseURL }) => {
  const preparer = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
  for (const headers of [{ origin: "https://example.org" }, { origin: "null" }]) {
    const answer = await preparer.postAction("saveTextsAction", "/desk", [{}], headers);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("请求来源不被信任")]);
  }
});

test("a copied cookie is worth nothing after signing out, and does not live longer by being shown", async ({
  baseURL,
}) => {
  const { username } = demoPeople.reviewer;
  const owner = await HttpClient.signedIn(baseURL!, username, demoPassword);
  const elsewhere = await HttpClient.signedIn(baseURL!, username, demoPassword);
  const thief = owner.copy();
  expect((await thief.request("/review")).status).toBe(200);
  expect(await (await thief.request("/api/auth/session")).json()).toMatchObject({ expires: expect.any(String) });

  const { csrfToken } = (await (await owner.request("/api/auth/csrf")).json()) as { csrfToken: string };
  const headers = { origin: baseURL!, "content-type": "application/x-www-form-urlencoded" };
  await owner.request("/api/auth/signout", {
    method: "POST",
    headers,
    body: new URLSearchParams({ csrfToken, json: "true" }).toString(),
  });

  expect((await thief.request("/review")).status).toBe(307);
  expect(await (await thief.copy().request("/api/auth/session")).json()).toEqual({});
  const action = readAnswer<Answer>(
    await (await thief.postAction("markMentionsReadAction", "/review", [{ threadId: null }])).text(),
  );
  expect(action).toMatchObject({ ok: false, code: "notSignedIn" });
  expect((await elsewhere.request("/review")).status, "another session of the same person goes on").toBe(200);
});

test("no address of ours leads to another site, however it is asked for", async ({ request, baseURL }) => {
  for (const path of [
    "//example.org/",
    "//example.org/desk",
    "//example.org/%2e%2e",
    "/desk//example.org",
    "/r//example.org/2021",
    "/d?next=https://example.org/",
    "/sign-in?callbackUrl=https://example.org/",
    "/sign-in/second-step?next=//example.org",
    "/api/auth/signin?callbackUrl=https://example.org/",
    "/api/auth/signout?callbackUrl=https://example.org/",
    "/api/auth/error?error=x&callbackUrl=//example.org",
    "/admin/units?from=//example.org",
  ])
    for (const host of [undefined, "evil.example.org"]) {
      const answer = await request.get(`${baseURL}${path}`, { maxRedirects: 0, headers: { ...(host && { host }) } });
      const location = answer.headers().location;
      if (location === undefined) continue;
      const { hostname } = new URL(location, baseURL);
      // Whoever writes another host into their own request is led there, and nobody else.
      expect([new URL(baseURL!).hostname, host], path).toContain(hostname);
    }
});

test("neither an address nor a host is believed that a client writes itself", async ({ baseURL }) => {
  const origin = "https://evil.example.org";
  const preparer = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
  const answer = await preparer.postAction("saveTextsAction", "/desk", [{}], {
    origin,
    "x-forwarded-host": "evil.example.org",
  });
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("请求来源不被信任")]);

  const providers = await preparer.request("/api/auth/providers", {
    headers: { "x-forwarded-host": "evil.example.org", "x-forwarded-proto": "https" },
  });
  expect(await providers.text()).not.toContain("evil.example.org");

  const marked = "6.6.6.6";
  const wrong = new HttpClient(baseURL!);
  const { csrfToken } = (await (await wrong.request("/api/auth/csrf")).json()) as { csrfToken: string };
  const body = new URLSearchParams({
    csrfToken,
    username: demoPeople.secondReviewer.username,
    password: "a wrong password",
    json: "true",
  }).toString();
  await wrong.request("/api/auth/callback/credentials", {
    method: "POST",
    headers: { origin: baseURL!, "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": marked },
    body,
  });
  const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
  const log = await (await admin.request("/admin/audit?action=session.failed")).text();
  expect(log).toContain("127.0.0.1");
  expect(log).not.toContain(marked);
});
