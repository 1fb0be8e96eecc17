import { describe, expect, it } from "vitest";
import { versionStatuses } from "./lifecycle";
import { actions, declaredActions, type Action } from "./actions";
import { heldRoles, roleDeclarations, roles, type Role } from "./roles";
import {
  absentOfUnit,
  actsFor,
  areasOf,
  can,
  homeOf,
  partiesOf,
  publicActor,
  standsInFor,
  unitIdsOf,
  type Actor,
  type ReportSubject,
} from "./permissions";

function person(role: Role, changes: Partial<Extract<Actor, { kind: "user" }>> = {}): Actor {
  const grants = heldRoles([{ role, unitId: "own", absent: null }]);
  return { kind: "user", id: role, districtId: "district", grants, owes: null, ...changes };
}

const report = (changes: Partial<ReportSubject> = {}): ReportSubject => ({
  districtId: "district",
  unitId: "own",
  status: "drafting",
  ...changes,
});

/** The job description of every role: the actions it may take at all. What is not written here is refused. */
const jobs: Record<Role, readonly Action[]> = {
  preparer: [
    "report.read",
    "report.open",
    "report.edit",
    "report.write",
    "report.import",
    "report.export",
    "report.submit",
    "report.withdraw",
    "comment.answer",
    "comment.ask",
    "comment.resolveQuestion",
    "comment.keepNote",
    "total.enter",
    "letter.receive",
    "letter.passOn",
    "portal.enter",
    "mention.read",
    "account.changePassword",
    "account.nameDeputy",
  ],
  reviewer: [
    "report.read",
    "report.export",
    "report.beginReview",
    "report.sendBack",
    "report.approve",
    "report.withdrawApproval",
    "report.publish",
    "report.correct",
    "comment.write",
    "comment.answer",
    "comment.resolve",
    "comment.resolveQuestion",
    "mention.read",
    "report.look",
    "explanation.judge",
    "point.answer",
    "point.sign",
    "report.stepMany",
    "queue.read",
    "review.assign",
    "congress.record",
    "letter.read",
    "letter.draft",
    "letter.issue",
    "reminder.send",
    "deadline.extend",
    "grants.manage",
    "transfer.settle",
    "total.prepare",
    "total.approve",
    "portal.enter",
    "portal.handOver",
    "account.changePassword",
    "account.nameDeputy",
  ],
  admin: [
    "report.read",
    "queue.read",
    "review.assign",
    "unit.manage",
    "user.manage",
    "fiscalYear.manage",
    "reviewPoints.manage",
    "decisionRule.manage",
    "congress.record",
    "letter.read",
    "letterTemplate.manage",
    "siteDetails.manage",
    "portal.enter",
    "portal.handOver",
    "notices.manage",
    "duties.manage",
    "proof.check",
    "operation.read",
    "audit.read",
    "job.readAll",
    "account.changePassword",
    "account.nameDeputy",
  ],
};

const reportActions = actions.filter((action) => declaredActions[action].on === "report");
const districtActions = actions.filter((action) => declaredActions[action].on === "district");

/** `can` with the subject that the action's declaration asks for; the matrix walks over all of them. */
function may(actor: Actor, action: Action, subject: unknown): boolean {
  return can(actor, action, subject as never);
}

describe.each(roles)("%s", (role) => {
  it("may exactly what the job says, in the own unit and district", () => {
    const allowed = actions.filter((action) => {
      const { on } = declaredActions[action];
      return may(
        person(role),
        action,
        on === "report" ? report() : on === "self" ? { userId: role } : { districtId: "district" },
      );
    });
    expect(allowed.sort()).toEqual([...jobs[role]].sort());
  });

  it.each(reportActions)("%s: nothing in another district", (action) => {
    for (const status of [null, ...versionStatuses])
      expect(may(person(role), action, report({ districtId: "elsewhere", status }))).toBe(false);
  });

  it.each(reportActions)("%s: in another unit only with a role for the district", (action) => {
    for (const status of versionStatuses) {
      if (roleDeclarations[role].reach === "unit")
        expect(may(person(role), action, report({ unitId: "other", status }))).toBe(false);
      else
        expect(may(person(role), action, report({ unitId: "other", status }))).toBe(
          may(person(role), action, report({ status })),
        );
    }
  });

  it("may nothing but change the password while it is an initial one", () => {
    const newcomer = person(role, { owes: "password" });
    for (const action of reportActions) expect(may(newcomer, action, report())).toBe(false);
    for (const action of districtActions) expect(may(newcomer, action, { districtId: "district" })).toBe(false);
    expect(can(newcomer, "account.changePassword", { userId: role })).toBe(true);
  });

  it("changes nobody else's password", () => {
    expect(can(person(role), "account.changePassword", { userId: "other" })).toBe(false);
  });
});

describe("the public", () => {
  it("may nothing", () => {
    for (const action of reportActions)
      for (const status of [null, ...versionStatuses]) expect(may(publicActor, action, report({ status }))).toBe(false);
    for (const action of districtActions) expect(may(publicActor, action, { districtId: "district" })).toBe(false);
    expect(can(publicActor, "account.changePassword", { userId: "x" })).toBe(false);
  });
});

describe("figures", () => {
  it.each(versionStatuses)("of a report that is %s are written only while the unit has it", (status) => {
    const isOpen = status === "drafting" || status === "sentBack";
    expect(can(person("preparer"), "report.edit", report({ status }))).toBe(isOpen);
    expect(can(person("preparer"), "report.import", report({ status }))).toBe(isOpen);
  });

  it("are never written by somebody without the preparer's role", () => {
    const both = person("reviewer", { grants: [{ role: "reviewer" }, { role: "admin" }] });
    expect(can(both, "report.edit", report())).toBe(false);
    expect(can(both, "report.submit", report())).toBe(false);
  });
});

describe("a person with several roles", () => {
  it("may what any of them may, each as far as it reaches", () => {
    const two = person("preparer", {
      grants: [{ role: "preparer", unitId: "own" }, { role: "preparer", unitId: "second" }, { role: "reviewer" }],
    });
    expect(can(two, "report.edit", report({ unitId: "second" }))).toBe(true);
    expect(can(two, "report.edit", report({ unitId: "third" }))).toBe(false);
    expect(can(two, "report.approve", report({ unitId: "third", status: "underReview" }))).toBe(true);
  });
});

const absent = { id: "absent", name: "张三", until: "2026-07-10" };
/** A person with no role but one that was lent to them. */
const deputy = (role: Role) =>
  person(role, { id: "deputy", grants: heldRoles([{ role, unitId: "own", absent }]) }) as Extract<
    Actor,
    { kind: "user" }
  >;
const subjectOf = (action: Action, userId: string): unknown => {
  const { on } = declaredActions[action];
  return on === "report" ? report() : on === "self" ? { userId } : { districtId: "district" };
};

describe.each(roles)("a deputy for %s", (role) => {
  it("may what the role may, as the absent person and as themselves, and reaches no further", () => {
    const allowed = actions.filter((action) => may(deputy(role), action, subjectOf(action, "deputy")));
    expect(allowed.sort()).toEqual([...jobs[role]].sort());
    for (const action of [...reportActions, ...districtActions]) {
      const subject = subjectOf(action, "deputy") as never;
      const isAllowed = may(deputy(role), action, subject);
      expect([action, actsFor(deputy(role), action, subject)]).toEqual([action, isAllowed ? absent : null]);
      expect(partiesOf(deputy(role), action, subject)).toEqual(isAllowed ? ["deputy", "absent"] : ["deputy"]);
      expect(may(deputy(role), action, { ...report({ districtId: "elsewhere" }) })).toBe(false);
    }
    for (const action of reportActions)
      if (roleDeclarations[role].reach === "unit")
        expect(may(deputy(role), action, report({ unitId: "other" }))).toBe(false);
  });

  it("does nothing to the absent person's account, and names nobody for them", () => {
    expect(can(deputy(role), "account.changePassword", { userId: "absent" })).toBe(false);
    expect(can(deputy(role), "account.nameDeputy", { userId: "absent" })).toBe(false);
  });

  it("who may it anyway acts for themselves alone", () => {
    const own = { role, unitId: "own", absent: null };
    const both = person(role, {
      id: "deputy",
      grants: heldRoles([{ ...own, absent }, own]),
    }) as Extract<Actor, { kind: "user" }>;
    for (const action of roleDeclarations[role].may) {
      if (declaredActions[action].on === "self") continue;
      expect(actsFor(both, action, subjectOf(action, "deputy") as never)).toBeNull();
      expect(partiesOf(both, action, subjectOf(action, "deputy") as never)).toEqual(["deputy"]);
    }
  });
});

describe("a person who stands in", () => {
  const both = person("preparer", {
    grants: heldRoles([
      { role: "preparer", unitId: "lent", absent },
      { role: "preparer", unitId: "own", absent: null },
      { role: "preparer", unitId: "own", absent },
    ]),
  });

  it("has their own units first, and knows whose the others are", () => {
    expect(unitIdsOf(both)).toEqual(["own", "lent"]);
    expect([absentOfUnit(both, "own"), absentOfUnit(both, "lent"), absentOfUnit(both, "third")]).toEqual([
      null,
      absent,
      null,
    ]);
    expect(standsInFor(both)).toEqual([{ absent, roles: ["preparer"] }]);
  });

  it("comes home to their own work, and finds the other area beside it", () => {
    const admin = person("admin", {
      grants: heldRoles([
        { role: "reviewer", unitId: null, absent },
        { role: "admin", unitId: null, absent: null },
      ]),
    });
    expect(homeOf(admin)).toBe("/admin");
    expect(areasOf(admin)).toEqual(["/review", "/admin"]);
    expect(homeOf(deputy("reviewer"))).toBe("/review");
  });
});
