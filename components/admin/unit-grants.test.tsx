import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { UnitGrants, type UnitChoice } from "./unit-grants";

/** A district of 2,000 units in 40 departments, of which one has 55 schools. */
const units: UnitChoice[] = [
  ...Array.from({ length: 55 }, (_, at) => ({
    id: `s${at}`,
    name: `第${at + 1}小学`,
    code: `2010${String(at).padStart(2, "0")}`,
    department: "区教育局",
  })),
  ...Array.from({ length: 1945 }, (_, at) => ({
    id: `u${at}`,
    name: `第${at + 1}服务中心`,
    code: `3${String(at).padStart(5, "0")}`,
    department: `第${at % 39}局`,
  })),
];

function Choosing({ onChange }: { onChange: (unitIds: string[]) => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const change = (next: ReadonlySet<string>) => {
    setChosen(next);
    onChange([...next]);
  };
  return <UnitGrants role="填报人" units={units} chosen={chosen} onChange={change} />;
}

/** The last that was chosen. */
function choosing() {
  const onChange = vi.fn<(unitIds: string[]) => void>();
  render(<Choosing onChange={onChange} />);
  return () => onChange.mock.lastCall?.[0] ?? [];
}

describe("the units of a person", () => {
  it("are all those of a department in one stroke, by keyboard", async () => {
    const user = userEvent.setup();
    const chosen = choosing();
    screen.getByRole("searchbox", { name: "查找填报人的单位" }).focus();
    await user.keyboard("教育局{Enter}");
    expect(screen.getByRole("status").textContent).toBe("已选 0 个单位，找到 55 个");
    await user.tab();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("填报人：区教育局全部55个单位");
    await user.keyboard(" ");
    expect(chosen()).toHaveLength(55);
    await user.click(screen.getByRole("checkbox", { name: /第7小学/ }));
    expect(chosen()).toHaveLength(54);
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /全部55个单位/ }).indeterminate).toBe(true);
  });

  it("are found by name and by code, and nothing that was chosen is lost while searching", async () => {
    const user = userEvent.setup();
    const chosen = choosing();
    const search = screen.getByRole("searchbox");
    await user.type(search, "201003");
    await user.click(screen.getByRole("checkbox", { name: /第4小学/ }));
    await user.clear(search);
    await user.type(search, "第1945服务");
    await user.click(screen.getByRole("checkbox", { name: /^填报人： ?第1945服务中心/ }));
    await user.clear(search);
    await user.type(search, "没有这样的单位");
    expect(screen.getByText("没有符合的单位。")).toBeDefined();
    expect(chosen()).toEqual(["s3", "u1944"]);
  });

  it("stand on the page only where a department is open", async () => {
    const user = userEvent.setup();
    choosing();
    expect(screen.getAllByRole("checkbox")).toHaveLength(40);
    await user.click(screen.getByRole("button", { name: /^展开 ?区教育局/ }));
    expect(screen.getAllByRole("checkbox")).toHaveLength(95);
  });
});

describe("a department as a whole", () => {
  const whole = units.map((unit) => ({ ...unit, departmentId: `id of ${unit.department}` }));

  it("takes the place of its chosen units, and leaves those of others", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn<(chosen: Set<string>, departments: Set<string>) => void>();
    const props = { role: "填报人", units: whole, onChange };
    const { rerender } = render(
      <UnitGrants {...props} chosen={new Set(["s1", "s2", "u7"])} departments={new Set<string>()} />,
    );
    await user.click(screen.getByRole("button", { name: /^按部门 ?担任填报人：区教育局$/ }));
    expect(onChange).toHaveBeenLastCalledWith(new Set(["u7"]), new Set(["id of 区教育局"]));
    rerender(<UnitGrants {...props} chosen={new Set(["u7"])} departments={new Set(["id of 区教育局"])} />);
    expect(screen.getByRole("status").textContent).toBe("已选 1 个单位，按部门 1 个");
    const all = screen.getByRole<HTMLInputElement>("checkbox", { name: /区教育局全部55个单位/ });
    expect([all.checked, all.disabled]).toEqual([true, true]);
    await user.click(screen.getByRole("button", { name: /^按部门 ?担任填报人：区教育局$/, pressed: true }));
    expect(onChange).toHaveBeenLastCalledWith(new Set(["u7"]), new Set());
  });

  it("is not offered where units only are chosen, as the parts of an event are", () => {
    render(<UnitGrants role="变动单位" units={units} chosen={new Set()} onChange={() => {}} />);
    expect(screen.queryByRole("button", { name: /按部门/ })).toBeNull();
  });
});
