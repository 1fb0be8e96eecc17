// A role is one declaration: what else has to be there for it is looked for here.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demoPeople, type DemoPerson } from "@/prisma/seed/demo-people";
import { projectFile } from "@/lib/documents/project-file";
import {
  departmentOf,
  districtRoles,
  grantKey,
  grantsOf,
  roleDeclarations,
  roles,
  unitOf,
  unitRoles,
  type Role,
} from "./roles";

const pages = {
  "/desk": "app/(unit)/desk/page.tsx",
  "/review": "app/(bureau)/review/page.tsx",
  "/admin": "app/(admin)/admin/(lists)/page.tsx",
};

describe.each(roles)("the role %s", (role) => {
  const { label, home, may, isWithoutDemoPerson = false } = roleDeclarations[role];

  it("has a label of its own, a home that exists, and a job", () => {
    expect(roles.filter((other) => roleDeclarations[other].label === label)).toEqual([role]);
    expect(existsSync(projectFile(pages[home]))).toBe(true);
    expect(may).toContain("report.read");
    expect(may).toContain("account.changePassword");
    expect(new Set(may).size).toBe(may.length);
  });

  it("may see its home", () => {
    const asked = { "/desk": "report.read", "/review": "queue.read", "/admin": "unit.manage" } as const;
    expect(may).toContain(asked[home]);
  });

  it("has a person in the demo district, unless it is said to have none", () => {
    const held = Object.values<DemoPerson>(demoPeople).flatMap(({ roles: own = [], prepares }): Role[] =>
      prepares ? [...own, "preparer"] : [...own],
    );
    expect(held.includes(role)).toBe(!isWithoutDemoPerson);
  });
});

describe("roles", () => {
  it("are those that the database knows", () => {
    const [, values] = /enum Role \{\n([^}]*)\n\s*@@map/.exec(
      readFileSync(projectFile("prisma/models/user.prisma"), "utf8"),
    )!;
    const stored = values!.split("\n").flatMap((line) => /^\s*(\w+)\s*$/.exec(line)?.[1] ?? []);
    expect(stored).toEqual(roles);
  });

  it("are for a unit or for the district", () => {
    expect([...unitRoles, ...districtRoles].sort()).toEqual([...roles].sort());
  });

  it("as they are stored grant what this release knows, and nothing without its unit", () => {
    expect(
      grantsOf([
        { role: "preparer", unitId: "a" },
        { role: "preparer", unitId: null },
        { role: "reviewer", unitId: null },
        { role: "constructor", unitId: null },
        { role: "auditor", unitId: null },
      ]),
    ).toEqual([{ role: "preparer", unitId: "a" }, { role: "reviewer" }]);
  });

  it("for a department are another thing than for the unit that it is", () => {
    const both = grantsOf([
      { role: "preparer", unitId: "a", departmentId: null },
      { role: "preparer", unitId: null, departmentId: "a" },
    ]);
    expect(both).toEqual([
      { role: "preparer", unitId: "a" },
      { role: "preparer", departmentId: "a" },
    ]);
    expect(new Set(both.map(grantKey)).size).toBe(2);
    expect(both.map((grant) => [unitOf(grant), departmentOf(grant)])).toEqual([
      ["a", null],
      [null, "a"],
    ]);
  });
});
