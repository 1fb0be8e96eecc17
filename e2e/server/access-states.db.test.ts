// Every action of the code on one report, in each of its states, by everybody: what `action-calls.ts` expects of a draft
// holds in all of them, but for what only a unit may do that has its report in hand.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isEditable, versionStatuses } from "@/lib/domain/report/lifecycle";
import type { Session } from "@/lib/features/session/data";
import type { ActionResult } from "@/lib/platform/action-result";
import {
  createReportIn,
  createTestDistrict,
  signedInCookie,
  stepsTo,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { actionCalls, type DoorAnswer } from "./action-calls";
import { actionsOfCode, type DeclaredAction } from "./compiled";

const jar = vi.hoisted(() => {
  // Hundreds of refusals are the point here, not news.
  process.env.LOG_LEVEL = "silent";
  return new Map<string, string>();
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers({ "x-request-id": "a-request-of-tests" }),
}));
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

/** Permissions that hang on a version, and so perhaps on its state. */
const onReport = actionsOfCode().filter(({ permission }) => /^on(Version|Thread)\(/.test(permission));
/** What writes into a report: its unit alone may, while it has the report in hand. */
const writing = /"report\.(edit|write|import)"/;

const answers: readonly string[] = ["notSignedIn", "forbidden", "notFound", "notEditable"] satisfies DoorAnswer[];
type Actions = Record<string, (input: unknown) => Promise<ActionResult<unknown>>>;

async function call({ feature, name }: DeclaredAction, input: unknown): Promise<DoorAnswer> {
  const declared = (await import(join(process.cwd(), `lib/features/${feature}/actions.ts`))) as Actions;
  const answer = await declared[name]!(input);
  const code = answer.ok ? undefined : answer.code;
  expect(code, name).not.toBe("invalidInput");
  return code !== undefined && answers.includes(code) ? (code as DoorAnswer) : "past";
}

let other: TestDistrict;
beforeAll(async () => {
  other = await createTestDistrict("640100");
});

describe.each(versionStatuses)("a report that is %s", (status) => {
  let district: TestDistrict;
  let versionId: string;
  beforeAll(async () => {
    district = await createTestDistrict(String(640_000 + versionStatuses.indexOf(status)));
    ({ versionId } = await createReportIn(district, stepsTo[status]));
  });
  afterAll(() => jar.clear());

  it("lets in by every action whom its draft lets in", async () => {
    const { preparerA, preparerB, reviewer, admin } = district.users;
    const people: Record<string, Session | null> = {
      nobody: null,
      preparer: preparerA,
      otherPreparer: preparerB,
      reviewer,
      admin,
      ofOtherDistrict: other.users.preparerA,
      reviewerOfOtherDistrict: other.users.reviewer,
    };
    const calls = actionCalls(versionId);
    const got: Record<string, Record<string, DoorAnswer>> = {};
    const right: typeof got = {};
    for (const [person, session] of Object.entries(people)) {
      jar.clear();
      if (session !== null) jar.set(...(await signedInCookie(session)));
      for (const action of onReport) {
        const { input, expected } = calls[action.name]!;
        const ofDraft = person in expected ? expected[person as keyof typeof expected] : "notFound";
        const isShut = ofDraft === "past" && writing.test(action.permission) && !isEditable(status);
        (right[action.name] ??= {})[person] = isShut ? "notEditable" : ofDraft;
        (got[action.name] ??= {})[person] = await call(action, input);
      }
    }
    expect(got).toEqual(right);
  });
});
