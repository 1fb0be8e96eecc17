import { describe, expect, it } from "vitest";
import { readTotalQuery, totalHref } from "./total-address";

describe("the address of a total", () => {
  it("is read as it is written", () => {
    const query = {
      year: 2021,
      basis: "approved",
      isOwn: true,
      isFrozen: true,
      isProposed: false,
      table: "income",
      column: "total",
      cell: "income.total.total",
      within: "205",
      show: "explain",
    } as const;
    const href = totalHref("/review/totals/201", query);
    expect(href).toBe(
      "/review/totals/201?year=2021&basis=approved&scope=own&frozen=1&table=income&column=total&cell=income.total.total&within=205&show=explain",
    );
    expect(readTotalQuery(Object.fromEntries(new URL(href, "http://a").searchParams))).toEqual(query);
  });

  it.each([
    [{ year: "20x1" }, null],
    [
      { basis: "all", cell: "<b>", table: ["a", "b"], within: "20 5", show: "all" },
      { basis: "newest", isOwn: false, isFrozen: false, isProposed: false },
    ],
    [{ cell: "a".repeat(10_000) }, { basis: "newest", isOwn: false, isFrozen: false, isProposed: false }],
    // What was approved does not wait.
    [
      { frozen: "1", proposed: "1" },
      { basis: "newest", isOwn: false, isFrozen: true, isProposed: false },
    ],
    [{ proposed: "1" }, { basis: "newest", isOwn: false, isFrozen: false, isProposed: true }],
  ])("takes %j for %j", (parameters, expected) => expect(readTotalQuery(parameters)).toEqual(expected));
});
