import { describe, expect, it } from "vitest";
import { PublicLimit } from "./public-limit";

const reader = "203.0.113.7";

/** A limit of sixty a minute, and its clock. */
function limited() {
  const clock = { at: 0 };
  const limit = new PublicLimit(60, () => clock.at);
  const ask = (times: number, url = "/search?q=1", address = reader) =>
    Array.from({ length: times }, () => limit.count(url, address)).filter((wait) => wait === null).length;
  return { clock, limit, ask };
}

describe("what one place in the network may have of the application", () => {
  it("is so much at once, and then as fast as it comes back", () => {
    const { clock, limit, ask } = limited();
    expect(ask(100)).toBe(60);
    expect(limit.count("/search", reader)).toBe(1);
    clock.at += 10_000;
    expect(ask(100)).toBe(10);
    clock.at += 3_600_000;
    expect(ask(100)).toBe(60);
  });

  it("is nobody else's, and not more for whoever has many addresses", () => {
    const { ask } = limited();
    expect(ask(100, "/d/2021", "2001:db8:1:2::1")).toBe(60);
    expect(ask(100, "/d/2021", "2001:db8:1:2:ffff::9")).toBe(0);
    expect(ask(100, "/d/2021", "2001:db8:1:3::1")).toBe(60);
    expect(ask(100, "/d/2021")).toBe(60);
  });

  it("is of everything that is done for whom nobody knows", () => {
    for (const url of [
      "/",
      "/r/1/2021",
      "/d/2021",
      "/embed/d",
      "/search",
      "/rules",
      "/proof",
      "/api/v1/cells",
      "/api/views/x",
      "/share/d",
      "/feeds/all.atom",
      "/sign-in",
      "/api/auth/session",
      "/nowhere",
      "/site/missing.css",
    ])
      expect([url, limited().ask(61, url)]).toEqual([url, url === "/site/missing.css" ? 61 : 60]);
  });

  it("is not of what signed-in people do, of health, and of this machine", () => {
    for (const url of [
      "/desk/1/2021",
      "/review",
      "/admin",
      "/account",
      "/files/1/pdf",
      "/api/health",
      "/_next/static/x",
    ])
      expect([url, limited().ask(61, url)]).toEqual([url, 61]);
    for (const address of ["127.0.0.1", "127.8.8.8", "::1"]) expect(limited().ask(61, "/search", address)).toBe(61);
    // Nobody's address, as a proxy wrote that none knows, is one place as well.
    expect(limited().ask(61, "/search", "unknown")).toBe(60);
  });

  it("takes bounded memory and time, whoever asks", () => {
    const { clock, limit } = limited();
    const before = process.memoryUsage().heapUsed;
    const begun = performance.now();
    for (let at = 0; at < 200_000; at += 1) {
      clock.at += 0.01;
      limit.count("/search", `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`);
    }
    // Some three microseconds each; a look at all places with every request took a millisecond.
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  });
});
