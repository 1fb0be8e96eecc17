import { render, screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { FiveColumnTable as Table } from "@/lib/features/totals/loaders";
import { cellIdOf } from "@/lib/domain/words/cell-id";
import { FiveColumnTable } from "./five-column-table";
import type { TotalQuery } from "./total-address";

vi.mock("@/lib/features/totals/loaders", () => ({}));

type Row = Table["rows"][number];

const row = (id: string, kind: Row["kind"], total: number | null, before: number | null = null): Row => ({
  id,
  label: `科目${id}`,
  kind,
  indent: 0,
  cell: cellIdOf("expenditure", id, "total"),
  values: { units: 700, onBehalf: null, elimination: null, adjustment: null, total },
  before,
});
const subjects = (category: string) => [
  row(category, "category", 700),
  ...Array.from({ length: 60 }, (_, at) => row(`${category}01${10 + at}`, "item", 700)),
];

function show(rows: Row[], query: Partial<TotalQuery> = {}, lastYear: { units: number } | null = null) {
  render(
    <FiveColumnTable
      table={{
        id: "expenditure",
        code: "公开03表",
        title: "支出决算表",
        columns: [{ id: "total", head: "合计" }],
        column: "total",
        rows,
      }}
      path="/review/totals/201"
      query={{ year: 2021, basis: "newest", isOwn: false, isFrozen: false, isProposed: false, ...query }}
      lastYear={lastYear}
    />,
  );
  return screen.getAllByRole("row").slice(1);
}

it("shows the classes of a long table, and the rows of the one that is opened", () => {
  const long = [row("total", "total", 1400), ...subjects("205"), ...subjects("208")];
  expect(show(long)).toHaveLength(3);
  const closed = screen.getByRole("link", { name: "科目205" });
  expect(closed).toHaveAttribute("aria-expanded", "false");
  expect(closed.getAttribute("href")).toMatch(/within=205$/);
  expect(screen.getByText(/共 123 行，按类收起/)).toBeVisible();
});

it("opens the class whose row is looked at, and leads back to the classes", () => {
  const long = [row("total", "total", 1400), ...subjects("205"), ...subjects("208")];
  const cell = cellIdOf("expenditure", "2080110", "total");
  const rows = show(long, { cell });
  expect(rows).toHaveLength(3 + 60);
  expect(rows.find((each) => each.getAttribute("aria-current"))).toHaveTextContent("科目2080110");
  const opened = screen.getByRole("link", { name: "科目208" });
  expect(opened).toHaveAttribute("aria-expanded", "true");
  expect(opened.getAttribute("href")).not.toMatch(/within|cell/);
});

it("shows a short table whole, what cancels by its units, and last year's figures beside them", () => {
  const rows = show([row("205", "category", null, 300), row("2050101", "item", 700)], {}, { units: 1 });
  expect(rows).toHaveLength(2);
  const [category, item] = rows;
  expect(within(category!).getByRole("link", { name: "科目205：7.00，看由哪些单位构成" })).toBeVisible();
  expect(
    within(category!)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent),
  ).toEqual(["7.00", "", "", "", "", "3.00"]);
  expect(within(item!).getAllByRole("cell").at(-1)).toHaveTextContent("");
  expect(screen.getByText(/1\s*个有上年决算/)).toBeVisible();
});
