import { describe, expect, it } from "vitest";
import { areaLinks } from "@/components/shell/area-links";
import type { Actor } from "@/lib/domain/report/permissions";
import type { HeldRole } from "@/lib/domain/report/roles";

const person = (...grants: HeldRole[]): Actor => ({
  kind: "user",
  id: "wang",
  districtId: "district",
  grants,
  owes: null,
});
const more = [{ href: "/review/disclosure", label: "公开情况" }];
const hrefs = (links: { href: string }[]) => links.map(({ href }) => href);

describe("the links of an area", () => {
  it("lead to the homes of the person's roles, and stay where they are", () => {
    const all = person({ role: "preparer", unitId: "a" }, { role: "reviewer" }, { role: "admin" });
    expect(areaLinks(all, "/desk")).toEqual([
      { href: "/desk", label: "填报" },
      { href: "/review", label: "审核" },
      { href: "/admin", label: "管理" },
    ]);
    expect(hrefs(areaLinks(all, "/review", more))).toEqual(["/desk", "/review", "/review/disclosure", "/admin"]);
    expect(hrefs(areaLinks(person({ role: "admin" }), "/review", more))).toEqual([
      "/review",
      "/review/disclosure",
      "/admin",
    ]);
    expect(hrefs(areaLinks(person({ role: "preparer", unitId: "a" }), "/desk"))).toEqual(["/desk"]);
  });
});
