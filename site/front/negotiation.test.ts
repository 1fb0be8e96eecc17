import { describe, expect, it } from "vitest";
import { codingFor, hasPage, tagOf } from "./negotiation";

describe("codingFor", () => {
  it.each([
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.5, gzip;q=0.9", "gzip"],
    ["gzip;q=0, br;q=0", "identity"],
    ["*", "br"],
    ["*;q=0", "identity"],
    ["identity", "identity"],
    ["deflate", "identity"],
    ["br; q=1.0 , gzip", "br"],
    ["br;q=nonsense, gzip", "gzip"],
    [";;,,=", "identity"],
  ] as const)("%s: %s", (header, coding) => {
    expect(codingFor(header)).toBe(coding);
  });
});

describe("hasPage", () => {
  const tag = tagOf("0123456789abcdef0123456789abcdef", "br");

  it("knows the page by its tag, also where a proxy made it weak, and among others", () => {
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) expect(hasPage(header, tag)).toBe(true);
  });

  it("takes no other coding and no other page for it", () => {
    for (const header of [
      undefined,
      "",
      '"other"',
      tagOf("0123456789abcdef0123456789abcdef", "gzip"),
      tag.slice(1, -1),
    ])
      expect(hasPage(header, tag)).toBe(false);
  });
});
