import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { rulesOfYear } from "@/lib/domain/checks/rule-switches";
import { formatOf } from "@/lib/domain/formats/format-of";
import { RulesOfYear } from "./rules-of-year";

it("tells every rule of the year once, the changed ones first with what was done and why", () => {
  const rules = rulesOfYear(formatOf("fy2021"), 2021).filter(({ ruleClass }) => ruleClass === "verification");
  const switches = [
    { ruleId: "V-10", change: "off", reason: "已由财政局核实" },
    { ruleId: "V-42", change: "explain", reason: "两列预算须说明" },
  ] as const;
  render(<RulesOfYear year={2021} rules={rules} switches={switches} />);
  expect(screen.getAllByRole("article")).toHaveLength(rules.length);
  const changed = within(screen.getByRole("region", { name: /本年度的调整/ }));
  expect(changed.getAllByRole("article")).toHaveLength(2);
  expect(changed.getByText("本年度停用：已由财政局核实")).toBeInTheDocument();
  expect(changed.getByText("本年度改为“需要说明”：两列预算须说明")).toBeInTheDocument();
});
