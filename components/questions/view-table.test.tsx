import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { viewOfOneRow } from "@/components/testing/view";
import { ViewTable } from "./view-table";

it("a code is never broken, and its column is as wide as the longest", () => {
  const { container } = render(<ViewTable view={viewOfOneRow("000100001")} />);
  expect(screen.getByText("000100001")).toHaveClass("whitespace-nowrap");
  const table = container.querySelector<HTMLElement>(".statutory-table")!;
  expect(table.style.getPropertyValue("--code-length")).toBe("9");
});
