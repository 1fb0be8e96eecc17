import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { SplitView } from "@/lib/features/unit-splits/data";
import { OwnPart, SplitTable } from "./split-table";

const split: SplitView = {
  year: 2022,
  predecessorId: "old",
  predecessor: "区综合站",
  document: "罗编〔2021〕30号",
  parties: [
    { unitId: "old", name: "区综合站", share: 6667, hasOpened: true },
    { unitId: "new", name: "区新站", share: 3333, hasOpened: false },
  ],
  funds: [
    {
      fund: "generalPublicBudget",
      closing: 20_00,
      parts: [
        { unitId: "old", amount: 13_33 },
        { unitId: "new", amount: 6_67 },
      ],
      taken: 13_33,
      rest: 6_67,
    },
  ],
};

describe("the balances of a split unit", () => {
  it("stand by successor with their sum, the closing balance and what nobody has opened with", () => {
    render(<SplitTable split={split} />);
    const rows = screen.getAllByRole("row").map(({ textContent }) => textContent);
    expect(rows).toEqual([
      "承接单位比例2022年度一般公共预算财政拨款",
      "区综合站66.67%已承接13.33",
      "区新站33.33%未开始填报6.67",
      "承接合计20.00",
      "区综合站2021年末20.00",
      "尚待承接6.67",
    ]);
  });

  it("are to a successor its own part and the whole, and nothing of the others", () => {
    const { container } = render(<OwnPart split={split} unitId="new" />);
    expect(screen.getAllByRole("row")[1]).toHaveTextContent("一般公共预算财政拨款6.6720.00");
    expect(container).not.toHaveTextContent("13.33");
    expect(container).not.toHaveTextContent("66.67");
  });

  it("wait for the approval of the accounts that they come from", () => {
    render(<SplitTable split={{ ...split, funds: null }} />);
    expect(screen.getByText(/区综合站2021年度决算批复之后/)).toBeVisible();
  });
});
