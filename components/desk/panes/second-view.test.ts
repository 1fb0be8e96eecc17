import { describe, expect, it } from "vitest";
import { secondViewFor, secondViewGroups } from "./second-view";

const groups = [
  {
    title: "填报表",
    views: ["income", "expenditure", "profile", "narrative", "control"].map((id) => ({ id, title: id })),
  },
  { title: "公开表预览", views: ["table:income", "table:generalPublicExpenditure"].map((id) => ({ id, title: id })) },
];
const idsBeside = (first: string) => secondViewGroups(groups, first).flatMap(({ views }) => views.map(({ id }) => id));

describe("what stands beside a view", () => {
  it("is every sheet and table but the one that is open, and no text", () => {
    expect(idsBeside("expenditure")).toEqual(["income", "control", "table:income", "table:generalPublicExpenditure"]);
    expect(idsBeside("narrative")).toEqual([
      "income",
      "expenditure",
      "control",
      "table:income",
      "table:generalPublicExpenditure",
    ]);
  });

  it("begins with the counterpart, both ways, or with the first there is", () => {
    expect(secondViewFor("expenditure", secondViewGroups(groups, "expenditure"))).toBe(
      "table:generalPublicExpenditure",
    );
    expect(
      secondViewFor("table:generalPublicExpenditure", secondViewGroups(groups, "table:generalPublicExpenditure")),
    ).toBe("expenditure");
    expect(secondViewFor("control", secondViewGroups(groups, "control"))).toBe("income");
    expect(secondViewFor("income", [])).toBeNull();
  });
});
