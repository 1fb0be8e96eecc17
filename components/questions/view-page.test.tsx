import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { viewOfOneRow } from "@/components/testing/view";
import { ViewPage } from "./view-page";

const view = viewOfOneRow("101001");
const show = (of: typeof view) => render(<ViewPage view={of} wholeAddress={(path) => `https://example.org${path}`} />);

it("a page past the last one is told as such, and leads to the last", () => {
  show({ ...view, rows: [], paging: { total: 230, page: 4, pageSize: 100 } });
  expect(screen.queryByText(view.empty)).toBeNull();
  expect(screen.getByText("没有第 4 页")).toBeVisible();
  expect(screen.getByRole("link", { name: "看第 3 页" })).toHaveAttribute("href", "/d/2021/rank/expenditure?page=3");
  expect(screen.queryByRole("navigation", { name: "分页" })).toBeNull();
});

it("what nobody has is told as that", () => {
  show({ ...view, rows: [], paging: { total: 0, page: 1, pageSize: 100 } });
  expect(screen.getByText(view.empty)).toBeVisible();
});

it("has no heading above links that there are none of", () => {
  const { unmount } = show({ ...view, related: [{ label: "年度", links: [] }] });
  expect(screen.queryByRole("heading", { name: "接着看" })).toBeNull();
  unmount();
  show({ ...view, related: [{ label: "年度", links: [{ label: "2020年度", href: "/d/2020" }] }] });
  expect(screen.getByRole("heading", { name: "接着看" })).toBeVisible();
});
