import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sealSession } from "@/lib/platform/session-cookie";
import { createFront } from "./front";
import type { Pages } from "./pages";
import { PublicLimit } from "./public-limit";
import { isOfSession } from "./session-of-request";
import { Upstream } from "./upstream";

vi.hoisted(() => {
  process.env.NEXTAUTH_SECRET = "a secret for tests only, thirty-two characters";
  process.env.DATABASE_URL = "postgresql://nobody@localhost/none";
});

const reader = "203.0.113.7";

/** A limit of sixty a minute, and its clock. */
function limited() {
  const clock = { at: 0 };
  const limit = new PublicLimit(60, isOfSession, () => clock.at);
  const count = (url: string, address = reader, cookie?: string) =>
    limit.count({ url, headers: { "x-forwarded-for": address, cookie } } as unknown as IncomingMessage);
  const ask = (times: number, url = "/search?q=1", address = reader) =>
    Array.from({ length: times }, () => count(url, address)).filter((wait) => wait === null).length;
  return { clock, count, ask };
}

describe("what one place in the network may have of the application", () => {
  it("is so much at once, and then as fast as it comes back", () => {
    const { clock, count, ask } = limited();
    expect(ask(100)).toBe(60);
    expect(count("/search")).toBe(1);
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

  it("is of everything that is done for whom nobody knows, wherever it leads", () => {
    const urls = [
      "/",
      "/r/1/2021",
      "/d/2021",
      "/embed/d",
      "/search",
      "/rules",
      "/api/v1/cells",
      "/api/views/x",
      "/share/d",
    ];
    const others = [
      "/feeds/all.atom",
      "/sign-in",
      "/api/auth/session",
      "/nowhere",
      "/site/missing.css",
      "/_next/image",
    ];
    const closed = ["/desk/1/2021", "/review", "/admin", "/account", "/files/1/pdf", "/api/health/x"];
    for (const url of [...urls, ...others, ...closed]) expect([url, limited().ask(61, url)]).toEqual([url, 60]);
  });

  it("is not of health, files as they are, and this machine", () => {
    for (const url of ["/api/health?x", "/metrics", "/_next/static/x.js"])
      expect([url, limited().ask(61, url)]).toEqual([url, 61]);
    for (const address of ["127.0.0.1", "127.8.8.8", "::1"]) expect(limited().ask(61, "/search", address)).toBe(61);
    // Nobody's address, as a proxy wrote that none knows, is one place as well.
    expect(limited().ask(61, "/search", "unknown")).toBe(60);
  });

  it("is not of who has signed in, behind an address that an office shares; a cookie of one's own making does not help", async () => {
    const ids = { sessionId: "019338c0-0000-7000-8000-000000000001", userId: "019338c0-0000-7000-8000-000000000002" };
    const sealed = await sealSession({ ...ids, startedAt: Math.floor(Date.now() / 1000) });
    const { ask, count } = limited();
    expect(ask(61)).toBe(60);
    expect(await count("/desk", reader, `a=b; next-auth.session-token=${sealed}`)).toBeNull();
    for (const made of ["x", `${sealed.slice(0, -3)}abc`, ""])
      expect(await count("/desk", reader, `next-auth.session-token=${made}`)).toBe(1);
    expect(await count("/desk", reader, `other.next-auth.session-token=${sealed}`)).toBe(1);
  });

  it("takes bounded memory and time, whoever asks", () => {
    const { clock, count } = limited();
    const before = process.memoryUsage().heapUsed;
    const begun = performance.now();
    for (let at = 0; at < 200_000; at += 1) {
      clock.at += 0.01;
      void count("/search", `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`);
    }
    // Some three microseconds each; a look at all places with every request took a millisecond.
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  });
});

describe("in the front", () => {
  let application: Server;
  let front: Server;
  /** What the application was asked for. */
  const asked: string[] = [];
  const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  const made = { sha256: "0".repeat(64), gzip: gzipSync("made"), brotli: Buffer.from(""), state: "now" };
  const ask = (path: string, address = reader, method = "GET") =>
    fetch(`http://127.0.0.1:${portOf(front)}${path}`, {
      method,
      headers: { "x-forwarded-for": address, "accept-encoding": "identity" },
    });

  beforeAll(async () => {
    application = createServer((request, response) => {
      asked.push(request.url!);
      response.end("made now");
    });
    await listen(application);
    const pages = { find: async ({ year }: { year: number }) => (year === 2021 ? made : null) } as unknown as Pages;
    const upstream = new Upstream([portOf(application)], "away");
    front = createServer(
      createFront({
        pages,
        assets: { find: async () => null } as never,
        upstream,
        limit: new PublicLimit(3, isOfSession),
      }),
    );
    await listen(front);
  });

  afterAll(() => {
    for (const server of [front, application]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it("who asks for too much is told when to come again, and the application hears nothing of it", async () => {
    for (const path of ["/search?q=1", "/api/v1/units", "/r/101001/2020"]) expect((await ask(path)).status).toBe(200);
    const before = asked.length;
    for (const [path, method] of [
      ["/search?q=1", "GET"],
      ["/r/101001/2020", "GET"],
      ["/", "POST"],
      ["/d/2021", "HEAD"],
      ["/desk", "GET"],
      ["/site/missing.css", "GET"],
    ] as const) {
      const refused = await ask(path, reader, method);
      expect([path, refused.status, refused.headers.get("retry-after")]).toEqual([path, 429, "20"]);
      expect(refused.headers.get("cache-control")).toBe("no-store");
      if (method !== "HEAD") expect(await refused.text()).toBe("操作过于频繁，请稍后再试。");
    }
    expect(asked).toHaveLength(before);
    // What is made already and everybody else go on.
    expect(await (await ask("/r/101001/2021")).text()).toBe("made");
    expect((await ask("/search?q=1", "198.51.100.1")).status).toBe(200);
  });
});
