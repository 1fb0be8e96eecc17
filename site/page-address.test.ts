import { expect, it } from "vitest";
import { pageAddressOf, pagePath } from "./page-address";

it.each([
  ["/r/101001/2021", { unitCode: "101001", year: 2021 }],
  ["/r/101001/2021/v/1", { unitCode: "101001", year: 2021, number: 1 }],
  ["/r/A-1/2021/v/9999", { unitCode: "A-1", year: 2021, number: 9999 }],
])("%s is the address of a page, and the name that it is stored under", (path, address) => {
  expect(pageAddressOf(path)).toEqual(address);
  expect(pagePath(address)).toBe(path);
});

it.each([
  "/r/../2021",
  "/r/..%2f..%2fetc%2fpasswd/2021",
  "/r/101001%2F2021",
  "/r/101001%00/2021",
  "/r/101001/2021%00",
  "/r//2021",
  "/r/101001//2021",
  "/r/101001/2021/",
  "/r/101001/2021/v/",
  "/r/101001/2021/v/0",
  "/r/101001/2021/v/01",
  "/r/101001/2021/v/10000",
  "/r/101001/0021",
  "/r/101001/20210",
  "/r/101001/2021/v/1/..",
  "/r/101001.gz/2021",
  "/r/101 001/2021",
  "/r/一中/2021",
  `/r/${"1".repeat(31)}/2021`,
  "/R/101001/2021",
  "//r/101001/2021",
  "/r/101001/2021\n",
  "",
])("%j is none: the application answers it", (path) => {
  expect(pageAddressOf(path)).toBeNull();
});
