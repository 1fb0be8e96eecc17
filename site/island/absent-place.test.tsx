import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { AbsentPlace } from "./absent-place";

afterEach(() => void (location.hash = ""));

function lead(hash: string): void {
  location.hash = hash;
  act(() => void window.dispatchEvent(new HashChangeEvent("hashchange")));
}

function page(hash: string) {
  location.hash = hash;
  render(
    <>
      <table>
        <tbody>
          <tr>
            <td id="income.total.total" data-cell="income.total.total">
              1.00
            </td>
            <td data-cell="income.total.otherIncome"></td>
          </tr>
        </tbody>
      </table>
      <AbsentPlace version="/r/101001/2022/v/2" />
    </>,
  );
}

it("says that the version has no such place, and leads to those that have it", async () => {
  page("#income.9999.total");
  expect(screen.getByRole("alert")).toHaveTextContent("第 2 版没有名为“income.9999.total”的格、行或句");
  expect(screen.getByRole("link", { name: "哪一版有这个位置" })).toHaveAttribute(
    "href",
    "/r/101001/2022/v/2/cite/income.9999.total",
  );
  await userEvent.click(screen.getByRole("button", { name: "关闭" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says of a cell without a figure that it is empty", () => {
  page("#income.total.otherIncome");
  expect(screen.getByRole("alert")).toHaveTextContent("这一格没有数");
});

it("is silent where the place is there, and where the address names none", () => {
  page("#income.total.total");
  expect(screen.queryByRole("alert")).toBeNull();
  lead("#%E0%A4%A");
  expect(screen.getByRole("alert")).toHaveTextContent("%E0%A4%A");
  lead("");
  expect(screen.queryByRole("alert")).toBeNull();
});
