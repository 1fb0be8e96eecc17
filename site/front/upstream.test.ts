import { createServer, request as send, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Upstream } from "./upstream";

const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A server, and the port of one that hands everything on to it. */
async function behind(
  listener: RequestListener,
  introduction?: Record<string, string>,
): Promise<{ application: Server; port: number }> {
  const application = createServer(listener);
  const upstream = new Upstream(await listen(application), "away", introduction);
  const front = createServer((request, response) => upstream.pass(request, response));
  front.on("upgrade", (request, socket, head) => upstream.join(request, socket, head));
  return { application, port: await listen(front) };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(
  port: number,
  {
    path = "/",
    method = "GET",
    headers = {},
  }: { path?: string; method?: string; headers?: Record<string, string> } = {},
  pieces: readonly string[] = [],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      let body = "";
      answer.on("data", (piece) => (body += String(piece)));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    });
    request.on("error", reject);
    for (const piece of pieces) request.write(piece);
    request.end();
  });
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

test("method, address, headers and body arrive as they were sent, and the answer goes back as it was given", async () => {
  const { port } = await behind(async (request, response) => {
    let body = "";
    for await (const piece of request) body += String(piece);
    response.writeHead(418, { "set-cookie": ["a=1", "b=2"], "x-seen": `${request.method} ${request.url}` });
    response.end(JSON.stringify({ headers: request.headers, body }));
  });
  const headers = { host: "js.example.gov.cn", cookie: "c=3", "x-forwarded-for": "1.2.3.4", te: "trailers" };
  for (const [method, length] of [
    ["POST", true],
    ["POST", false],
    ["DELETE", false],
    ["GET", true],
  ] as const) {
    const sent = { ...headers, ...(length ? { "content-length": "6" } : { "transfer-encoding": "chunked" }) };
    const answer = await ask(port, { method, path: "/x%20y?z=1", headers: sent }, ["abc", "def"]);
    expect(answer).toMatchObject({
      status: 418,
      headers: { "set-cookie": ["a=1", "b=2"], "x-seen": `${method} /x%20y?z=1` },
    });
    const seen = JSON.parse(answer.body) as { headers: Record<string, string>; body: string };
    expect(seen).toMatchObject({
      headers: { host: headers.host, cookie: headers.cookie, "x-forwarded-for": "1.2.3.4" },
      body: "abcdef",
    });
    expect(seen.headers.te).toBeUndefined();
  }
});

test("what is read goes through also where the connection that was kept has just been closed", async () => {
  const { application, port } = await behind((_request, response) => void response.end("read"));
  for (let round = 0; round < 5; round++) {
    expect((await ask(port)).body).toBe("read");
    application.closeAllConnections();
  }
});

test("who goes away is not worked for any more", async () => {
  const { port } = await behind((request, response) => {
    response.write("begun");
    response.on("close", () => (gone = !response.writableFinished));
    request.resume();
  });
  let gone = false;
  await new Promise<void>((resolve) => {
    const request = send({ host: "127.0.0.1", port }, (answer) => {
      answer.on("error", () => undefined);
      answer.once("data", () => {
        request.destroy();
        resolve();
      });
    });
    request.on("error", () => undefined);
    request.end();
  });
  await expect.poll(() => gone).toBe(true);
});

test("an answer that breaks off in the middle breaks off here, too, and is not taken for a whole one", async () => {
  const { port } = await behind((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setTimeout(() => response.destroy(), 50);
  });
  await expect(ask(port)).rejects.toThrow();
});

test("an application that is not there is told to be away, in words", async () => {
  const { application, port } = await behind((_request, response) => void response.end());
  application.close();
  application.closeAllConnections();
  for (const method of ["GET", "POST"])
    expect(await ask(port, { method })).toMatchObject({ status: 503, headers: { "retry-after": "5" }, body: "away" });
});

test("a connection that becomes another protocol is joined in both directions", async () => {
  const { application, port } = await behind((_request, response) => void response.end());
  application.on("upgrade", (_request, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
    socket.on("data", (piece) => socket.write(piece));
  });
  const socket = connect(port, "127.0.0.1");
  let seen = "";
  socket.on("data", (piece) => (seen += String(piece)));
  socket.write("GET /_next/hmr HTTP/1.1\r\nHost: x\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
  await expect.poll(() => seen).toContain("101 Switching Protocols");
  socket.write("hello");
  await expect.poll(() => seen).toContain("hello");
  socket.destroy();
});

test("what the front says of itself stands with every request, whatever the visitor says of it", async () => {
  const { port } = await behind((request, response) => response.end(String(request.headers["x-mingzhang-front"])), {
    "x-mingzhang-front": "of the front",
  });
  expect((await ask(port, { headers: { "x-mingzhang-front": "forged" } })).body).toBe("of the front");
  expect((await ask(port, { method: "POST" }, ["x"])).body).toBe("of the front");
});
