import { expect, it } from "vitest";
import { queryOfReport, queueHref, queueText, readQueueQuery, reportHref } from "./schema";

it("reads an address into a query and writes it back, without what narrows nothing", () => {
  const { query, unknown } = readQueueQuery({
    year: "2021",
    state: "submitted",
    mark: "",
    department: "101",
    q: " 小学 ",
    order: "department",
    page: "1",
  });
  expect(unknown).toEqual([]);
  expect(query).toEqual({ state: "submitted", department: "101", q: "小学", order: "department", page: 1 });
  expect(queueHref(2021, query)).toBe("/review?year=2021&state=submitted&department=101&q=%E5%B0%8F%E5%AD%A6");
  expect(queueHref(2021)).toBe("/review?year=2021");
});

it.each([
  [{ state: "done" }, { name: "state", value: "done" }],
  [{ mark: "lates" }, { name: "mark", value: "lates" }],
  [{ page: "0" }, { name: "page", value: "0" }],
  [{ page: "-3" }, { name: "page", value: "-3" }],
  [{ reviewer: "me" }, { name: "reviewer", value: "me" }],
  [{ department: "a b" }, { name: "department", value: "a b" }],
  [{ q: "长".repeat(41) }, { name: "q", value: "长".repeat(41) }],
  [{ state: ["submitted", "approved"] }, { name: "state", value: "submitted、approved" }],
  [{ colour: "red" }, { name: "colour", value: "red" }],
  [{ __proto__x: "1" }, { name: "__proto__x", value: "1" }],
])("names what it does not know and keeps the rest: %j", (part, named) => {
  expect(readQueueQuery({ ...part, q: "q" in part ? part.q : "局" })).toEqual({
    query: "q" in part ? {} : { q: "局" },
    unknown: [named],
  });
});

it("goes with a report and comes back from it", () => {
  const query = { state: "approved", reviewer: "mine", page: 3 } as const;
  const address = new URL(reportHref("101001", 2021, query), "http://x");
  expect(address.pathname).toBe("/review/101001/2021");
  expect(queryOfReport(address.searchParams.get("queue")!)).toEqual(query);
  expect(queueText(queryOfReport("state=nonsense&q=局")!)).toBe("q=%E5%B1%80");
  expect(queryOfReport(undefined)).toBeNull();
  expect(queryOfReport("")).toEqual({});
});
