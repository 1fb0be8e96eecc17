// The matrix of who gets in, held against the code: every action and every route is in it, and what it expects follows
// from the permission that the code asks.
import { describe, expect, it } from "vitest";
import { actions, type Action } from "@/lib/domain/report/actions";
import { versionStatuses, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { areasOf, can, type Actor } from "@/lib/domain/report/permissions";
import { heldRoles, roles, type Area, type Role } from "@/lib/domain/report/roles";
import { actionCalls, type DoorAnswer } from "./action-calls";
import { actionsOfCode, doorsOf, routesOfCode } from "./compiled";
import { routes, visitors, type Visitor } from "./routes";

const declared = actionsOfCode();
const calls = actionCalls("00000000-0000-4000-8000-000000000001");
/** Signing in is open to everybody and sent as a form: e2e/sign-in.spec.ts. */
const withoutCall = ["signInAction"];

const roleOf: Partial<Record<Visitor, Role>> = {
  preparer: "preparer",
  otherPreparer: "preparer",
  reviewer: "reviewer",
  admin: "admin",
};

function actor(role: Role, unitId = "own"): Actor {
  const grants = heldRoles([{ role, unitId, absent: null }]);
  return { kind: "user", id: role, districtId: "district", grants, owes: null };
}

/** Whether a visitor may do something to the draft of the first preparer's unit, or in the district. */
function may(visitor: Visitor, action: Action, status: VersionStatus | null): boolean {
  const role = roleOf[visitor];
  const who = role && actor(role, visitor === "otherPreparer" ? "other" : "own");
  const subject = { districtId: "district", unitId: "own", status, userId: role };
  return who !== undefined && can(who, action, subject as never);
}

/** The permission that the code names in so many words; `null` where it depends on the input. */
function named({ permission }: { permission: string }): { door: string; action: Action } | null {
  const [, door, action] = /^(\w+)\("([^"]+)"\)$/.exec(permission) ?? [];
  const known = actions.find((each) => each === action);
  return door && known ? { door, action: known } : null;
}

/** What the code's permission alone says of a visitor: an answer that has to be given, or one that must not be. */
function follows(visitor: Visitor, permission: string): { must?: DoorAnswer; not?: DoorAnswer } {
  if (visitor === "nobody" || visitor === "disabled") return { must: "notSignedIn" };
  if (visitor === "initialPassword")
    return permission.startsWith("onOwnAccount") ? { not: "forbidden" } : { must: "forbidden" };
  const asked = named({ permission });
  if (permission === "signedIn" || permission === "onOwnSecondFactor") return { not: "forbidden" };
  if (asked?.door === "inDistrict")
    return may(visitor, asked.action, null) ? { not: "forbidden" } : { must: "forbidden" };
  if (asked?.door === "onVersion") {
    if (!may(visitor, "report.read", "drafting")) return { must: "notFound" };
    return may(visitor, asked.action, "drafting") ? { not: "forbidden" } : { must: "forbidden" };
  }
  return {};
}

/** Of a permission that is named: the roles that have it, and the states of a report in which they do. */
function whoMay(permission: string): string {
  const asked = named({ permission });
  if (!asked) return "";
  return roles
    .flatMap((role) => {
      const states = versionStatuses.filter((status) =>
        can(actor(role), asked.action, { districtId: "district", unitId: "own", status, userId: role } as never),
      );
      if (states.length === 0) return [];
      return [states.length === versionStatuses.length ? role : `${role} (${states.join(", ")})`];
    })
    .join(", ");
}

function asPage(compiled: readonly { route: string; doors: readonly string[] }[]): string {
  const code = (text: string) => `\`${text.replaceAll(/: z\.output<[^>]+>/g, "").replaceAll(/\s+/g, " ")}\``;
  return [
    "# Who gets in",
    "",
    "Compiled from the code by `e2e/server/access-matrix.test.ts`, which fails where this page is not current; `-u` writes it anew.",
    "Roles of a unit reach that unit alone. What each of seven visitors is answered stands in `e2e/server/action-calls.ts` and `routes.ts`,",
    "in every state of a report in `e2e/server/access-states.db.test.ts`.",
    "",
    "## Actions",
    "",
    "| action | feature | asks | roles (states, where not all) |",
    "|---|---|---|---|",
    ...declared.map(
      ({ name, feature, permission }) => `| ${name} | ${feature} | ${code(permission)} | ${whoMay(permission)} |`,
    ),
    "",
    "## Pages and route handlers",
    "",
    "| address | asks |",
    "|---|---|",
    ...compiled.map(({ route, doors }) => `| ${code(route)} | ${doors.map(code).join(", ") || "nobody"} |`),
    "",
  ].join("\n");
}

describe("actions", () => {
  it("that the code declares are each called, and no other is", () => {
    expect(Object.keys(calls).sort()).toEqual(
      declared.map(({ name }) => name).filter((name) => !withoutCall.includes(name)),
    );
  });

  it.each(declared.filter(({ name }) => !withoutCall.includes(name)))(
    "$name is expected to let in whom $permission lets in",
    ({ name, permission }) => {
      const { expected } = calls[name]!;
      for (const visitor of visitors) {
        const { must, not } = follows(visitor, permission);
        if (must !== undefined) expect([visitor, expected[visitor]]).toEqual([visitor, must]);
        if (not !== undefined) expect([visitor, expected[visitor]]).not.toEqual([visitor, not]);
      }
    },
  );
});

describe("routes", () => {
  const compiled = routesOfCode().map(({ route, file }) => ({ route, doors: doorsOf(file) }));
  /** They look at the session themselves, to lead on. */
  const leadOn = ["/admin/units", "/sign-in"];

  it("that the app folder has are each expected, and no other is", () => {
    expect(Object.keys(routes).sort()).toEqual(compiled.map(({ route }) => route));
  });

  it.each(compiled.filter(({ route }) => !leadOn.includes(route)))(
    "$route turns away whom its doors turn away: $doors",
    ({ route, doors }) => {
      for (const { example, expected } of routes[route]!) {
        const isOpen = expected.nobody !== 401 && expected.nobody !== "to /sign-in";
        // An address that leads nowhere is told so before anybody is asked.
        if (expected.nobody !== 404) expect([example, isOpen]).toEqual([example, doors.length === 0]);
        // Where the area comes with the call, another branch of the code asks for another permission.
        if (doors.includes("requireArea(area)")) continue;
        for (const [visitor, role] of Object.entries(roleOf) as [Visitor, Role][])
          for (const door of doors) {
            const [, kind, said] = /^(\w+)\("([^"]+)"\)$/.exec(door) ?? [];
            const isRefused =
              kind === "requireArea"
                ? !areasOf(actor(role)).includes(said as Area)
                : kind === "requirePermission" && !may(visitor, said as Action, null);
            if (isRefused) expect([example, visitor, expected[visitor]]).toEqual([example, visitor, 403]);
          }
      }
    },
  );

  it("and actions are printed with what they ask", async () => {
    await expect(asPage(compiled)).toMatchFileSnapshot("../../docs/access.md");
  });
});
