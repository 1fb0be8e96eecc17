import { spawn, type ChildProcess } from "node:child_process";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doorOrders } from "@/lib/platform/door-orders";
import { MAX_BODY_BYTES } from "@/lib/platform/request-limits";

/** Answers with the headers it was given and the length of the body it read; knows nothing of the door. */
const program = `
  const http = require("node:http");
  const server = http.createServer(async (request, response) => {
    if (request.url === "/hands-on") {
      const { "content-length": _length, "transfer-encoding": _coding, connection: _connection, ...headers } = request.headers;
      const inner = await fetch("http://127.0.0.1:" + server.address().port + "/", { method: "POST", body: request, duplex: "half", headers: { ...headers, "x-forwarded-host": headers.host } });
      return response.end(await inner.text());
    }
    let bytes = 0;
    try { for await (const piece of request) bytes += piece.length; } catch { return; }
    response.end(JSON.stringify({ headers: request.headers, bytes, memory: process.memoryUsage().rss }));
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
`;

interface Seen {
  headers: Record<string, string>;
  bytes: number;
  memory: number;
}

async function behindTheDoor(
  trustedProxies: string | undefined,
  siteAddress?: string,
): Promise<{ port: number; child: ChildProcess }> {
  const door = pathToFileURL(join(process.cwd(), "scripts/door.mjs")).href;
  const child = spawn(process.execPath, ["--import", door, "-e", program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...doorOrders(trustedProxies, { siteAddress }) },
  });
  return {
    port: await new Promise<number>((resolve) => child.once("message", (port) => resolve(port as number))),
    child,
  };
}

const servers: ChildProcess[] = [];
const ports: Record<"0" | "1" | "2", number> = { 0: 0, 1: 0, 2: 0 };
beforeAll(async () => {
  for (const hops of ["0", "1", "2"] as const) {
    const { port, child } = await behindTheDoor(hops);
    ports[hops] = port;
    servers.push(child);
  }
});
afterAll(() => servers.forEach((child) => child.kill()));

async function seen(hops: "0" | "1" | "2", headers: Record<string, string>): Promise<Record<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${ports[hops]}/`, { headers });
  const { headers: got } = (await answer.json()) as Seen;
  expect(answer.headers.get("x-request-id")).toBe(got["x-request-id"]);
  return got;
}

const forged = {
  "x-forwarded-for": "6.6.6.6, 10.0.0.7, 10.0.0.2",
  "x-forwarded-host": "evil.example.org",
  "x-forwarded-proto": "https",
  "x-forwarded-port": "443",
  forwarded: "for=6.6.6.6",
  "x-real-ip": "6.6.6.6",
  "x-mingzhang-path": "/elsewhere",
  "x-request-id": "chosen-by-the-client",
};

describe("a request that the server hands on to itself", () => {
  it("keeps what was settled of its origin, and its body", async () => {
    const headers = { ...forged, host: "js.example.gov.cn", "transfer-encoding": "chunked" };
    const answer = await new Promise<string>((resolve) => {
      request({ port: ports["0"], host: "127.0.0.1", path: "/hands-on", method: "POST", headers }, (response) => {
        let text = "";
        response.on("data", (piece) => (text += String(piece))).on("end", () => resolve(text));
      }).end("a body of 23 characters");
    });
    const { headers: got, bytes } = JSON.parse(answer) as Seen;
    expect(got).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "js.example.gov.cn" });
    expect(bytes).toBe(23);
  });

  it("is not taken for one by what a client says", async () => {
    const got = await seen("0", { ...forged, "x-mingzhang-handed-on": "1" });
    expect(got["x-forwarded-host"]).toBeUndefined();
    expect(got["x-mingzhang-handed-on"]).not.toBe("1");
  });
});

describe("the address of a request", () => {
  it("is the socket's when no proxy is trusted, and nothing that a client says remains", async () => {
    const got = await seen("0", forged);
    expect(got["x-forwarded-for"]).toBe("127.0.0.1");
    for (const name of Object.keys(forged).filter((name) => name !== "x-forwarded-for" && name !== "x-request-id"))
      expect(got[name], name).toBeUndefined();
    expect(got["x-request-id"]).toMatch(/^[0-9a-f]{10}$/);
    expect(JSON.stringify(got)).not.toContain("6.6.6.6");
  });

  it.each([
    ["1", "10.0.0.2"],
    ["2", "10.0.0.7"],
  ] as const)("is what the outermost of %s trusted proxies saw: %s", async (hops, address) => {
    const got = await seen(hops, forged);
    expect(got).toMatchObject({
      "x-forwarded-for": address,
      "x-forwarded-host": "evil.example.org",
      "x-forwarded-proto": "https",
      "x-request-id": "chosen-by-the-client",
    });
    for (const name of ["forwarded", "x-real-ip", "x-forwarded-port", "x-mingzhang-path"])
      expect(got[name], name).toBeUndefined();
  });

  it.each([
    ["10.0.0.7:51234", "10.0.0.7"],
    ["[2001:DB8::7]:51234", "2001:db8::7"],
    ["[2001:db8::7]", "2001:db8::7"],
    ["::FFFF:10.0.0.7", "10.0.0.7"],
    ["fe80::1%eth0", "fe80::1"],
    ["unknown", "127.0.0.1"],
    ["_hidden", "127.0.0.1"],
    ["<script>", "127.0.0.1"],
    ["10.0.0.7.evil", "127.0.0.1"],
    ["1".repeat(2_000), "127.0.0.1"],
  ])("that a trusted proxy writes as %s is %s", async (written, address) =>
    expect((await seen("1", { "x-forwarded-for": written }))["x-forwarded-for"]).toBe(address),
  );

  it("is the socket's when the trusted proxy says nothing", async () =>
    expect((await seen("1", {}))["x-forwarded-for"]).toBe("127.0.0.1"));

  it("takes only a number of proxies", () => {
    for (const wrong of ["yes", "-1", "1.5", "99", "10.0.0.1"])
      expect(() => doorOrders(wrong), wrong).toThrow("TRUSTED_PROXIES");
    for (const right of [undefined, "", "0", "3"]) expect(() => doorOrders(right)).not.toThrow();
  });
});

/** Sends a body over a socket and returns what was answered and how much could be sent. */
function send(head: string, pieces: Iterable<Buffer>): Promise<{ answer: string; sent: number }> {
  return new Promise((resolve) => {
    const socket = connect(ports[0], "127.0.0.1");
    const waiting = pieces[Symbol.iterator]();
    let answer = "";
    let sent = 0;
    const end = () => resolve({ answer, sent });
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
      if (answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("}")) socket.end();
    });
    socket.on("error", end).on("close", end);
    socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n`);
    const more = () => {
      for (;;) {
        const next = waiting.next();
        if (next.done || socket.destroyed) return;
        sent += next.value.length;
        if (!socket.write(next.value)) return void socket.once("drain", more);
      }
    };
    more();
  });
}

function* chunks(total: number, ended = true): Generator<Buffer> {
  const piece = Buffer.alloc(64 * 1024, "x");
  for (let at = 0; at < total; at += piece.length)
    yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]);
  if (ended) yield Buffer.from("0\r\n\r\n");
}

describe("a request that Next has no answer for", () => {
  it.each(["/r/%ff/2022", "/files/%c0%af/pdf", "/%"])("%s is no address, and is told so", async (path) => {
    const answer = await fetch(`http://127.0.0.1:${ports[0]}${path}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalidAddress", title: expect.stringContaining("网址") });
    expect(answer.headers.get("x-request-id")).toMatch(/^[\da-f]{10}$/);
  });

  it.each(["http://evil.example/admin", "HTTPS://evil.example", "http:///x", "*"])(
    "the target %s, which only a proxy is asked for, leads nowhere",
    async (target) => {
      for (const method of ["GET", "OPTIONS"]) {
        const { statusCode, headers } = await new Promise<IncomingMessage>((resolve) =>
          request({ port: ports[0], method, path: target }, resolve).end(),
        );
        expect([statusCode, headers.location]).toEqual([400, undefined]);
      }
    },
  );

  it("%E5 and a query with a lone percent sign are for Next to judge", async () => {
    for (const path of ["/search/%E5%86%B3", "/search?q=%"])
      expect((await fetch(`http://127.0.0.1:${ports[0]}${path}`)).status).toBe(200);
  });

  it("TRACE is not allowed", async () => {
    const status = await new Promise((resolve) =>
      request({ port: ports[0], method: "TRACE", path: "/" }, ({ statusCode }) => resolve(statusCode)).end(),
    );
    expect(status).toBe(405);
  });
});

describe("the body of a request", () => {
  it("is read up to the limit, whether it says its length or not", async () => {
    const { answer } = await send("Transfer-Encoding: chunked", chunks(MAX_BODY_BYTES));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain(`"bytes":${MAX_BODY_BYTES}`);
  });

  it("that does not say its length is cut off by the bytes that came", async () => {
    const { answer } = await send("Transfer-Encoding: chunked", chunks(60 * 1024 * 1024));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("上传的内容过大");
    const after = (await (await fetch(`http://127.0.0.1:${ports[0]}/`)).json()) as Seen;
    expect(after.memory).toBeLessThan(200 * 1024 * 1024);
  });

  // Both wait until the door has done with throwing away what comes.
  it.concurrent("that says it is too long is refused before it is read", async () => {
    const { answer } = await send(`Content-Length: ${MAX_BODY_BYTES + 1}`, []);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("上传的内容过大");
  });

  it.concurrent("one that never ends is not listened to for long", async () => {
    const begin = performance.now();
    const { answer } = await send("Transfer-Encoding: chunked", chunks(MAX_BODY_BYTES + 1024 * 1024, false));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});

describe("what is no request", () => {
  const answerTo = (head: string) =>
    new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(ports["0"], "127.0.0.1", () => socket.write(head));
      socket.on("data", (piece) => (text += String(piece))).on("close", () => resolve(text));
      socket.on("error", () => undefined);
    });

  it("is answered in words: an address of ten thousand codes, and noise", async () => {
    const codes = Array.from({ length: 10_000 }, (_, at) => 100_000 + at).join(",");
    const tooLong = await answerTo(`GET /d/compare?units=${codes} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect(tooLong).toMatch(/^HTTP\/1\.1 431 .*content-type: text\/plain; charset=utf-8.*网址过长/s);
    expect(await answerTo("NOISE\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 .*网址/s);
  });
});

describe("https", () => {
  const told = async (port: number, headers: Record<string, string> = {}) =>
    (await fetch(`http://127.0.0.1:${port}/`, { headers })).headers.get("strict-transport-security");

  it("is asked of browsers where our own proxy says that they speak it, and not where a client says so", async () => {
    expect(await told(ports["1"], { "x-forwarded-proto": "https" })).toBe("max-age=31536000");
    expect(await told(ports["1"], { "x-forwarded-proto": "http" })).toBeNull();
    expect(await told(ports["0"], { "x-forwarded-proto": "https" })).toBeNull();
  });

  it("is asked of them at every site whose address says so", async () => {
    const { port, child } = await behindTheDoor("0", "https://js.example.gov.cn");
    servers.push(child);
    expect(await told(port)).toBe("max-age=31536000");
  });
});
