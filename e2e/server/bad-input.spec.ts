import { expect, test } from "@playwright/test";
import type { CellResult, SaveAnswer } from "@/lib/features/versions/schema";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { actionIds, HttpClient } from "../support/http-client";

type Answer<T> = { ok: true; data: T } | { ok: false; code?: string; reasons: string[] };

/** What a person must never read. */
const machineTalk = /at \w+ \(|node_modules|Prisma|SELECT |\bError:/;

async function versionOf(client: HttpClient, path: string): Promise<string> {
  return /versionId\\?":\\?"([0-9a-f-]{36})/.exec(await (await client.request(path)).text())![1]!;
}

interface Typed {
  sheet?: string;
  row: string;
  fund?: string;
  column: string;
  input: string;
  baseRevision?: number;
}

test.describe("bad input at the desk", () => {
  let client: HttpClient;
  let versionId: string;

  test.beforeAll(async ({ baseURL }) => {
    client = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
    versionId = await versionOf(client, "/desk/101001/2022");
  });

  const save = (edits: Typed[], from = client, version = versionId) =>
    from.callAction<Answer<SaveAnswer<CellResult>>>("saveCellsAction", "/desk/101001/2022", [
      {
        versionId: version,
        how: "typed",
        unit: "yuan",
        edits: edits.map(({ sheet = "income", row, fund = "", column, input, baseRevision = 0 }) => ({
          address: { sheet, row, fund, column },
          input,
          baseRevision,
        })),
      },
    ]);

  async function one(edit: Typed): Promise<CellResult> {
    const answer = await save([edit]);
    expect(answer).toMatchObject({ ok: true });
    return (answer as { data: SaveAnswer<CellResult> }).data.results[0]!;
  }

  for (const [what, edit, message] of [
    [
      "a subject that does not exist in the year",
      { row: "2019999x", column: "otherIncome", input: "1" },
      "该科目不在本年度科目表中",
    ],
    ["a 款 where a 项 is needed", { row: "20103", column: "otherIncome", input: "1" }, "须填到最末级科目"],
    [
      "a fund subject under another fund",
      { sheet: "expenditure", row: "2010301", fund: "governmentFund", column: "project", input: "1" },
      "不属于这种资金性质",
    ],
    [
      "a column of another fund",
      { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "operating", input: "1" },
      "没有这一列",
    ],
  ] as const)
    test(`${what} is refused by name`, async () => {
      const result = await one(edit);
      expect(result).toMatchObject({ ok: false, reason: "unknownCell" });
      expect(result.ok ? "" : result.message).toContain(message);
    });

  for (const [what, input] of [
    ["a third of a fen", "12.345"],
    ["words", "约十二万"],
    ["10^15 yuan", "1000000000000000"],
    ["a sum in brackets of two kinds", "(5）)"],
    ["markup", "<img src=x onerror=alert(1)>"],
    ["SQL", "0; DROP TABLE budget_line"],
  ] as const)
    test(`${what} is kept as typed, in no sum, and named on the page`, async () => {
      const at = { sheet: "agencyOperatingCost", row: "total", column: "budget" };
      const before = await one({ ...at, input: "0", baseRevision: 0 });
      const result = await one({ ...at, input, baseRevision: before.revision });
      expect(result).toMatchObject({ ok: true, value: null, rawInput: input });
      await one({ ...at, input: "1732000", baseRevision: result.revision });
    });

  test("a negative where none can be is kept as typed", async () => {
    const before = await one({ sheet: "stateAssets", row: "retiredOfficials", column: "count", input: "0" });
    expect(
      await one({
        sheet: "stateAssets",
        row: "retiredOfficials",
        column: "count",
        input: "-3",
        baseRevision: before.revision,
      }),
    ).toMatchObject({ ok: true, value: null, rawInput: "-3" });
    await one({
      sheet: "stateAssets",
      row: "retiredOfficials",
      column: "count",
      input: "0",
      baseRevision: before.revision + 1,
    });
  });

  test("a stale revision gets both values, who and when, and overwrites nothing", async () => {
    const at = { sheet: "procurement", row: "works", column: "toSmallAndMicro" };
    const first = await one({ ...at, input: "100" });
    const current = first.ok ? first : await one({ ...at, input: "100", baseRevision: first.revision });
    const stale = await one({ ...at, input: "200", baseRevision: current.revision - 1 });
    expect(stale).toMatchObject({
      ok: false,
      reason: "conflict",
      value: 10_000,
      by: demoPeople.preparer.name,
      at: expect.stringMatching(/^\d{4}-/),
    });
  });

  test("the same cell twice in one request is refused whole", async () => {
    const edit = { sheet: "procurement", row: "goods", column: "amount", input: "1" };
    expect(await save([edit, edit])).toMatchObject({
      ok: false,
      code: "invalidInput",
      reasons: ["同一单元格在一次保存中出现了两次。"],
    });
  });

  test("another unit's report does not exist for a stranger", async ({ baseURL }) => {
    const stranger = await HttpClient.signedIn(baseURL!, demoPeople.preparerOfSchools.username, demoPassword);
    expect(await save([{ row: "2010301", column: "otherIncome", input: "1" }], stranger)).toMatchObject({
      ok: false,
      code: "notFound",
    });
  });

  test("a cell of a submitted report is closed", async () => {
    const submitted = await versionOf(client, "/desk/101002/2022");
    expect(await save([{ row: "2010301", column: "otherIncome", input: "1" }], client, submitted)).toMatchObject({
      ok: false,
      code: "notEditable",
      reasons: ["本报告当前状态不允许修改数据。"],
    });
  });

  test("an expired session is told apart from every other refusal", async ({ baseURL }) => {
    expect(await save([{ row: "2010301", column: "otherIncome", input: "1" }], new HttpClient(baseURL!))).toMatchObject(
      { ok: false, code: "notSignedIn" },
    );
  });

  test("a truncated request, a wrong shape and a forged session end in a plain answer", async ({ baseURL }) => {
    const id = actionIds().get("saveCellsAction")!;
    const headers = {
      origin: baseURL!,
      "next-action": id,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
    };
    for (const body of ['[{"versionId":"', "[", "null", '["$@1"]', '[{"versionId":{"toString":1}}]']) {
      const answer = await client.request("/desk", { method: "POST", headers, body });
      expect(await answer.text(), body).not.toMatch(machineTalk);
    }
    const forged = await new HttpClient(baseURL!).request("/desk", {
      headers: { cookie: "next-auth.session-token=eyJhbGciOiJub25lIn0.e30." },
    });
    expect(forged.status).toBe(307);
  });

  test("a body of 50 MB is refused, and the server goes on", async ({ baseURL }) => {
    const huge = "x".repeat(50 * 1024 * 1024);
    const answer = await client
      .postAction("saveTextsAction", "/desk", [
        { versionId, edits: [{ slot: "profile.duties", text: huge, baseRevision: 0 }] },
      ])
      .catch(() => null);
    // Either an answer that says so, or a connection closed before all of it was sent.
    if (answer) {
      expect(answer.status).toBe(413);
      expect(await answer.text()).not.toMatch(machineTalk);
    }
    expect((await fetch(`${baseURL}/api/health`)).status).toBe(200);
  });
});

test.describe("bad requests from anybody", () => {
  test("a NUL character in an address is refused in words, wherever it stands", async ({ baseURL }) => {
    const anybody = new HttpClient(baseURL!);
    const preparer = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
    const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
    const addresses = [
      "/search?q=%00",
      "/search?q=a%00b&page=2",
      "/r/101001%00/2021",
      "/r/101001/2021?version=%00",
      "/api/v1/reports?unit=%00",
      "/sign-in?next=%00",
      "/%00",
    ];
    for (const [client, path] of [
      ...addresses.map((path) => [anybody, path] as const),
      [preparer, "/desk/%00/2022"] as const,
      [preparer, "/desk/101001/2022?cell=%00"] as const,
      [admin, "/admin/audit?actorId=%00"] as const,
    ]) {
      const answer = await client.request(path);
      expect([path, answer.status]).toEqual([path, 400]);
      expect(await answer.text()).toContain("网址中含有无效的字符");
    }
  });

  test("a NUL character in a text is refused in words", async ({ baseURL }) => {
    const client = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
    const versionId = await versionOf(client, "/desk/101001/2022");
    const answer = await client.callAction<Answer<unknown>>("saveTextsAction", "/desk/101001/2022", [
      { versionId, edits: [{ slot: "profile.duties", text: "职责\0", baseRevision: 0 }] },
    ]);
    expect(answer).toMatchObject({ ok: false, code: "invalidInput", reasons: [expect.stringContaining("NUL")] });
    const { csrfToken } = (await (await client.request("/api/auth/csrf")).json()) as { csrfToken: string };
    const signIn = await new HttpClient(baseURL!).request("/api/auth/callback/credentials", {
      method: "POST",
      headers: { origin: baseURL!, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, username: "a\0", password: "\0", json: "true" }).toString(),
    });
    expect(signIn.status).toBeLessThan(500);
  });

  test("a body that does not say its length is cut off at the limit, wherever it is sent", async ({ baseURL }) => {
    const piece = new TextEncoder().encode("x".repeat(1024 * 1024));
    const endless = (pieces: number) => {
      let left = pieces;
      return new ReadableStream({
        pull: (controller) => (left-- > 0 ? controller.enqueue(piece) : controller.close()),
      });
    };
    const targets: [string, Record<string, string>][] = [
      ["/sign-in", { "next-action": actionIds().get("signInAction")!, "content-type": "text/plain;charset=UTF-8" }],
      ["/api/auth/callback/credentials", { "content-type": "application/x-www-form-urlencoded" }],
      ["/api/auth/signout", { "content-type": "application/json" }],
      ["/api/v1/reports", {}],
      ["/search", {}],
    ];
    for (const [path, headers] of targets) {
      // Either an answer that says so, or a connection closed before all of it was sent.
      const answer = await new HttpClient(baseURL!)
        .request(path, { method: "POST", headers: { origin: baseURL!, ...headers }, body: endless(60) })
        .catch(() => null);
      if (answer) expect([path, answer.status]).toEqual([path, 413]);
      if (answer) expect(await answer.text()).toContain("上传的内容过大");
    }
    expect((await fetch(`${baseURL}/api/health`)).status).toBe(200);
  });
});
