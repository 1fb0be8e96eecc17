import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

describe("an address from a request", () => {
  it.each([
    ["/desk", "/desk"],
    ["/desk/101001/2022?sheet=income#row", "/desk/101001/2022?sheet=income#row"],
    ["/search?q=学校", "/search?q=%E5%AD%A6%E6%A0%A1"],
    ["/search?q=https://example.org", "/search?q=https://example.org"],
    ["/a/../desk", "/desk"],
    // An encoded slash or backslash is part of a name, for browsers too.
    ["/%2F%2Fexample.org", "/%2F%2Fexample.org"],
    ["/%5Cexample.org", "/%5Cexample.org"],
    ["/%09/example.org", "/%09/example.org"],
  ])("%j stays on our own site as %j", (address, path) => expect(ownPath(address)).toBe(path));

  it.each([
    "//example.org",
    "/\\example.org",
    "\\\\example.org",
    "/\t/example.org",
    "/\n/example.org",
    "/\r\n/example.org",
    "\t//example.org",
    " //example.org",
    "/\t\\example.org",
    "/.//example.org",
    "/..//example.org",
    "/a/..//example.org",
    "/.\\\\example.org",
    "https://example.org",
    "https:example.org",
    "http:/\\example.org",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "desk",
    "@example.org",
    "",
    `/${"x".repeat(3_000)}`,
    undefined,
    ["/desk", "//example.org"],
  ])("%j is not followed", (address) => expect(ownPath(address)).toBeNull());

  it("leads nowhere else when a browser reads the answer", () => {
    for (const first of ["/", "/.", "/..", "/%2e", "/%2E%2e/", "/a/../"]) {
      for (const second of ["/", "\\", "\t/", "\n\\", "/./", "//", "\t\t//", "/\u0000/", "/\u00a0/"]) {
        const path = ownPath(`${first}${second}example.org`);
        if (path !== null)
          expect(new URL(path, "https://js.example.gov.cn").origin, JSON.stringify(first + second)).toBe(
            "https://js.example.gov.cn",
          );
      }
    }
  });
});
