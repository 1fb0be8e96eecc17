import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { action, anyone, formAction, type Permission } from "@/lib/platform/action";
import { done, refused, type ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import type * as Logging from "@/lib/platform/logger";
import { sealSession } from "@/lib/platform/session-cookie";

const played = vi.hoisted(() => {
  process.env.NEXTAUTH_SECRET = "a secret for tests only, thirty-two characters";
  process.env.DATABASE_URL = "postgresql://nobody@localhost/none";
  return { lines: [] as string[], jar: new Map<string, string>() };
});
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-request-id": "7f3a91c2d4" }),
  cookies: async () => ({
    get: (name: string) => (played.jar.has(name) ? { value: played.jar.get(name) } : undefined),
  }),
}));
vi.mock("@/lib/platform/logger", async (original) => {
  const { createLogger } = await original<typeof Logging>();
  const logger = createLogger({ write: (line) => void played.lines.push(line) });
  logger.level = "info";
  return { logger };
});
const revalidated = vi.hoisted(() => [] as string[]);
vi.mock("next/cache", () => ({ revalidatePath: (path: string) => void revalidated.push(path) }));

const personId = "019338c0-0000-7000-8000-000000000001";
const schema = z.object({ text: z.string() });
type Input = z.output<typeof schema>;

/** Lets `wang` in, who may do everything but write "secret". */
const wang: Permission<Input, { name: string }> = {
  enter: async () => ({
    personId,
    grant: ({ text }) => {
      if (text === "secret") throw new AppError("forbidden", "wang: secret");
      return { name: "wang" };
    },
  }),
};
const stranger: Permission<Input, { name: string }> = {
  enter: () => Promise.reject(new AppError("notSignedIn")),
};

const run = (
  body: () => Promise<ActionResult>,
  input: unknown = { text: "a" },
  permission: Permission<Input, { name: string }> = wang,
) => action("saveTextsAction", { input: schema, permission, run: body })(input as Input);
const logged = () => played.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const unreached = () => Promise.reject(new Error("must not be reached"));

beforeEach(async () => {
  for (const list of [played.lines, revalidated]) list.length = 0;
  const startedAt = Math.floor(Date.now() / 1000);
  played.jar.set(
    "next-auth.session-token",
    await sealSession({ sessionId: "019338c0-0000-7000-8000-000000000002", userId: personId, startedAt }),
  );
});

describe("an action that fails", () => {
  it("is logged with message, stack, cause, action, person and request, and the person gets the number of the request", async () => {
    const cause = new Error("the disk is full");
    const result = await run(() => Promise.reject(new TypeError("cannot read figures", { cause })));
    expect(result).toEqual({
      ok: false,
      code: "internal",
      reasons: [expect.stringMatching(/系统发生内部错误.*（编号：7f3a91c2d4）$/)],
    });
    expect(played.lines).toHaveLength(1);
    const line = JSON.parse(played.lines[0]!) as Record<string, unknown>;
    expect(line).toMatchObject({
      level: "error",
      msg: "action failed",
      action: "saveTextsAction",
      personId,
      requestId: "7f3a91c2d4",
      err: {
        type: "TypeError",
        message: "cannot read figures",
        stack: expect.stringContaining("action.test.ts"),
        cause: { message: "the disk is full", stack: expect.any(String) },
      },
    });
  });

  it("is a plain line for what is foreseen: a sentence without number, and the detail in the log only", async () => {
    const result = await run(() => Promise.reject(new AppError("forbidden", "li: report.save")));
    expect(result).toEqual({ ok: false, code: "forbidden", reasons: [expect.stringContaining("没有权限")] });
    expect(JSON.parse(played.lines[0]!)).toMatchObject({
      level: "warn",
      action: "saveTextsAction",
      personId,
      requestId: "7f3a91c2d4",
      code: "forbidden",
      detail: "li: report.save",
    });
  });

  it("logs something thrown that is no error", async () => {
    await run(() => Promise.reject("only a text"));
    expect(JSON.parse(played.lines[0]!)).toMatchObject({
      level: "error",
      action: "saveTextsAction",
      err: "only a text",
    });
  });
});

describe("a NUL character", () => {
  it.each([[{ text: "a\0b" }], [{ text: "a", edits: [{ deep: ["\0"] }] }], [{ "a\0": 1 }], ["\0"]])(
    "in %j is refused in words",
    async (input) => {
      const result = await run(unreached, input);
      expect(result).toEqual({ ok: false, code: "invalidInput", reasons: [expect.stringContaining("NUL")] });
      expect(logged()).toMatchObject([{ level: "info", outcome: "invalid" }]);
    },
  );
});

it("half of a pair of surrogates is refused in words", async () => {
  for (const input of [{ text: "a\ud800b" }, { text: "a", edits: ["\udc00"] }])
    expect(await run(unreached, input)).toEqual({
      ok: false,
      code: "invalidInput",
      reasons: [expect.stringContaining("不完整的字符")],
    });
  expect(await run(async () => done(undefined), { text: "𠮷" })).toMatchObject({ ok: true });
});

it("a sign that turns the direction of what follows is refused in words", async () => {
  for (const text of ["共\u202e4321元", "\u2066核对\u2069"])
    expect(await run(unreached, { text })).toMatchObject({
      code: "invalidInput",
      reasons: [expect.stringContaining("文字方向")],
    });
});

it("a message that refers to one part of itself many times, or lies deep, takes no time", async () => {
  // Followed one by one, the references of 40 levels are 50 to the 40th power.
  let wide: unknown = { a: "a" };
  for (let level = 0; level < 40; level++)
    wide = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, wide]));
  let deep: unknown = "\0";
  for (let level = 0; level < 1_000_000; level++) deep = [deep];
  expect(await run(unreached, { text: wide })).toMatchObject({ ok: false, code: "invalidInput" });
  expect(await run(unreached, { text: "a", deep })).toMatchObject({ reasons: [expect.stringContaining("NUL")] });
});

describe("an action", () => {
  it("leaves one event in the log: request, person, action, duration and outcome", async () => {
    await run(async () => done(undefined));
    await run(async () => refused("不行。"));
    const event = { level: "info", action: "saveTextsAction", personId, requestId: "7f3a91c2d4" };
    expect(logged()).toMatchObject([
      { ...event, durationMs: expect.any(Number), outcome: "done" },
      { ...event, durationMs: expect.any(Number), outcome: "refused" },
    ]);
  });

  it("asks who it is before it looks at the input, and may they before it does anything", async () => {
    expect(await run(unreached, "no object at all", stranger)).toMatchObject({ ok: false, code: "notSignedIn" });
    expect(await run(unreached, { text: 7 })).toMatchObject({
      ok: false,
      code: "invalidInput",
      fields: { text: [expect.any(String)] },
    });
    expect(await run(unreached, { text: "secret" })).toMatchObject({ ok: false, code: "forbidden" });
    expect(logged().map(({ outcome, code }) => [outcome, code])).toEqual([
      ["denied", "notSignedIn"],
      ["invalid", undefined],
      ["denied", "forbidden"],
    ]);
  });

  it("hands input and what was granted to its deed, and has pages made again", async () => {
    const seen: unknown[] = [];
    const act = (result: ActionResult<number>) =>
      action("countAction", {
        input: schema,
        permission: wang,
        run: async (input, granted) => {
          seen.push(input, granted);
          return result;
        },
        revalidates: ["/desk", "/review"],
      })({ text: "a" });
    expect(await act(done(7))).toEqual(done(7));
    expect(revalidated).toEqual(["/desk", "/review"]);
    expect(seen).toEqual([{ text: "a" }, { name: "wang" }]);
    expect(await act(refused("不行。"))).toEqual(refused("不行。"));
    expect(revalidated).toEqual(["/desk", "/review", "/desk", "/review"]);
  });

  it("of one person is not called without end", async () => {
    const once = action("seldomAction", {
      input: schema,
      permission: wang,
      run: async () => done(undefined),
      limit: { calls: 1, seconds: 600 },
    });
    expect(await once({ text: "a" })).toMatchObject({ ok: true });
    expect(await once({ text: "a" })).toMatchObject({
      ok: false,
      code: "tooManyRequests",
      reasons: ["操作过于频繁，请稍后再试。"],
    });
  });
});

describe("an action of a form", () => {
  it("reads the fields, and sends back what it keeps of what was typed", async () => {
    const form = new FormData();
    form.set("text", "li".repeat(50));
    form.set("password", "x");
    const act = formAction("signInAction", {
      input: schema,
      keeps: ["text"],
      permission: anyone,
      run: async ({ text }) => refused(`${text.length}`),
    });
    expect(await act(null, form)).toEqual({ ok: false, reasons: ["100"], text: "li".repeat(32) });
    expect(await act(null, "no form" as unknown as FormData)).toMatchObject({ ok: false, code: "invalidInput" });
  });
});
