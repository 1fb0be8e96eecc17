import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAddress, usualAskingLimits, type OutsideAnswer } from "./ask-address";
import { isOpen, readSubnets } from "./networks";

const here = readSubnets("127.0.0.1/32, ::1/128");
const limits = { ...usualAskingLimits, milliseconds: 700, startBytes: 10_000, pdfBytes: 100_000 };
const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(50_000, "x")]);
let server: Server;
let port: number;
let asked: string[] = [];

const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  "/page": (_request, response) => response.setHeader("content-type", "text/html").end("<p>区政府办公室</p>"),
  "/packed": (_request, response) => response.setHeader("content-encoding", "gzip").end(gzipSync("区政府办公室")),
  "/cut": (_request, response) =>
    response.setHeader("content-encoding", "gzip").end(gzipSync("x".repeat(99)).subarray(0, 12)),
  "/missing": (_request, response) => response.writeHead(404).end("没有"),
  "/error": (_request, response) => response.writeHead(500).end(),
  "/pdf": (_request, response) => response.setHeader("content-type", "application/octet-stream").end(pdf),
  "/loop": (_request, response) => response.writeHead(302, { location: "/loop" }).end(),
  "/on": (_request, response) => response.writeHead(301, { location: "page" }).end(),
  "/to-file": (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/to-inside": (_request, response) => response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
  "/huge": (_request, response) => void endless(response, "x"),
  "/huge.pdf": (_request, response) => void endless(response, "%PDF-1.7"),
  "/silent": () => undefined,
  "/slow": (_request, response) => {
    const timer = setInterval(() => response.write("."), 50);
    response.on("close", () => clearInterval(timer));
  },
  "/broken": (_request, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("abc");
    setTimeout(() => response.destroy(), 20);
  },
};

async function endless(response: ServerResponse, beginning: string): Promise<void> {
  response.write(beginning);
  while (!response.destroyed)
    if (!response.write(Buffer.alloc(16_384, "y"))) await new Promise((resolve) => setTimeout(resolve, 1));
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    pages[request.url!]!(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, host = "127.0.0.1", subnets = here): Promise<OutsideAnswer> =>
  askAddress(`http://${host}:${port}${path}`, { subnets, limits });

describe("an address outside", () => {
  it("is read as it answers, its redirects followed", async () => {
    expect(await ask("/page")).toMatchObject({
      state: "answered",
      status: 200,
      contentType: "text/html",
      sha256: null,
    });
    const led = await ask("/on");
    expect(led.state === "answered" && led.start.toString()).toContain("区政府办公室");
    const packed = await ask("/packed");
    expect(packed.state === "answered" && packed.start.toString()).toBe("区政府办公室");
    expect(await ask("/missing")).toMatchObject({ state: "answered", status: 404 });
    expect(await ask("/error")).toMatchObject({ state: "answered", status: 500 });
  });

  it("that is a PDF is hashed whole, whatever the server calls it", async () => {
    const sha256 = createHash("sha256").update(pdf).digest("hex");
    expect(await ask("/pdf")).toMatchObject({ state: "answered", status: 200, sha256 });
  });

  it("that never ends as a page is read as far as the limit", async () => {
    const answer = await ask("/huge");
    expect(answer.state === "answered" && answer.start.length).toBe(limits.startBytes);
  });

  it.each([
    ["/huge.pdf", "tooLarge"],
    ["/loop", "tooManyRedirects"],
    ["/to-file", "badRedirect"],
    ["/to-inside", "closedNetwork"],
    ["/silent", "slow"],
    ["/slow", "slow"],
    ["/broken", "broken"],
    ["/cut", "broken"],
  ])("%s is given up as %s", async (path, why) => expect(await ask(path)).toEqual({ state: "failed", why }));

  it("where nobody listens, or of no host, is told so", async () => {
    expect(await askAddress("http://127.0.0.1:1/", { subnets: here, limits })).toEqual({
      state: "failed",
      why: "refused",
    });
    expect(await askAddress("http://nothing.invalid/", { subnets: here })).toEqual({ state: "failed", why: "noHost" });
  });

  it("on this machine or an inner network is not asked while nobody has opened it", async () => {
    asked = [];
    for (const host of ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"])
      expect([host, await ask("/page", host, [])]).toEqual([host, { state: "failed", why: "closedNetwork" }]);
    expect(asked).toEqual([]);
    expect(await ask("/page", "localhost")).toMatchObject({ state: "answered" });
  });
});

describe("networks", () => {
  it.each([
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "224.0.0.1",
  ])("%s is closed", (address) => expect(isOpen(address, [])).toBe(false));
  it.each(["::1", "::", "fe80::1", "fd12::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"])(
    "%s is closed",
    (address) => expect(isOpen(address, [])).toBe(false),
  );
  it.each(["114.114.114.114", "2400:3200::1", "::ffff:114.114.114.114"])("%s is open", (address) =>
    expect(isOpen(address, [])).toBe(true),
  );
  it("that an installation has named are open, and no others", () => {
    const subnets = readSubnets("10.20.0.0/16 fd12::/16");
    expect(["10.20.3.4", "10.21.3.4", "fd12::5", "fd13::5"].map((address) => isOpen(address, subnets))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(() => readSubnets("10.20.0.0")).toThrow();
  });
});
