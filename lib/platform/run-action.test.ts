import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import type * as Logging from "@/lib/platform/logger";
import { runAction } from "@/lib/platform/run-action";
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
  return { logger: createLogger({ write: (line) => void played.lines.push(line) }) };
});

const personId = "019338c0-0000-7000-8000-000000000001";
const schema = z.object({ text: z.string() });
const run = (body: () => Promise<never>, input: unknown = { text: "a" }) =>
  runAction("saveTextsAction", schema, input, body);

beforeEach(async () => {
  played.lines.length = 0;
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
        stack: expect.stringContaining("run-action.test.ts"),
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
      const result = await run(() => Promise.reject(new Error("must not be reached")), input);
      expect(result).toEqual({ ok: false, code: "invalidInput", reasons: [expect.stringContaining("NUL")] });
      expect(played.lines).toEqual([]);
    },
  );
});
