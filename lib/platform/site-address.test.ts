import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const asked = new Request("http://127.0.0.1:3000/feeds/all.atom", { headers: { host: "evil.example.org" } });

/** The module as of an installation that was told its address, or was not. */
async function load(address: string) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://unused");
  vi.stubEnv("NEXTAUTH_SECRET", "x".repeat(32));
  vi.stubEnv("NEXTAUTH_URL", address);
  return import("./site-address");
}

beforeEach(() => vi.unstubAllEnvs());
afterEach(() => vi.unstubAllEnvs());

describe("the address of the site", () => {
  it("is what was configured, whatever whoever asks calls it; caches may keep that", async () => {
    const { addressing, addressFor, publicAddress } = await load("https://js.example.gov.cn");
    const { addressOf, headers } = addressing(asked);
    expect(addressOf("/r/1")).toBe("https://js.example.gov.cn/r/1");
    expect(headers).toEqual({});
    expect(addressFor(asked.headers, "/d")).toBe("https://js.example.gov.cn/d");
    expect(publicAddress("/d")).toBe("https://js.example.gov.cn/d");
  });

  it("is what the request says where nothing was configured, and then no cache keeps the answer", async () => {
    const { addressing, publicAddress } = await load("");
    const { addressOf, headers } = addressing(asked);
    expect(addressOf("/r/1")).toBe("http://evil.example.org/r/1");
    expect(headers).toEqual({ "cache-control": "private, no-store" });
    expect(publicAddress("/d")).toBeUndefined();
  });
});
