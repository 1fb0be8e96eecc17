import "../testing/actions";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { openDesk } from "../testing/desk-page";
import { wages } from "../testing/desk-report";
import { startServer } from "../testing/server";

beforeEach(startServer);

const grants = [
  { fund: "generalPublicBudget", item: "2010301", amount: 120_000 },
  { fund: "generalPublicBudget", item: "2010302", amount: 50_000 },
] as const;

describe("the bureau's statement at the desk", () => {
  it("is compared with the incomes as they are typed, below them and among the checks", async () => {
    const { person, cell, checks } = openDesk({ report: { grants: [...grants] } });
    const region = screen.getByRole("region", { name: /^财政拨款对账/ });
    expect(screen.getByText(/1 项不一致/)).toBeVisible();
    expect(within(region).getByRole("row", { name: /2010301 行政运行.+1,000\.00 1,200\.00 -200\.00/ })).toBeVisible();
    expect(checks()).toHaveTextContent("相差 200.00 元");
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    await waitFor(() => expect(screen.getByText("2 项全部一致")).toBeVisible());
    await waitFor(() => expect(checks()).not.toHaveTextContent("财政局拨款对账单"));
  });

  it("is nothing where no statement names the unit", () => {
    const { checks } = openDesk();
    expect(screen.queryByText("财政局拨款对账单")).toBeNull();
    expect(checks()).not.toHaveTextContent("财政局拨款对账单");
  });
});
