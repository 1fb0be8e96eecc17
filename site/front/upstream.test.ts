import { createServer, request as send, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
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
  const upstream = new Upstream([await listen(application)], "away", introduction);
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

describe("several processes", () => {
  /** Two that answer with their letter once they are let, and say what they were asked; the front's address. */
  async function twoBehind(): Promise<{
    servers: Record<"A" | "B", Server>;
    asked: string[];
    hold: Set<string>;
    letGo: () => void;
    port: number;
    ports: number[];
  }> {
    const asked: string[] = [];
    const hold = new Set<string>();
    const held: (() => void)[] = [];
    const make = (name: string) =>
      createServer(async (request, response) => {
        let body = "";
        for await (const piece of request) body += String(piece);
        asked.push(`${name} ${request.method} ${request.url} ${body}`);
        const answer = () => response.end(name);
        if (hold.has(name)) held.push(answer);
        else answer();
      });
    const both = { A: make("A"), B: make("B") };
    const ports = [await listen(both.A), await listen(both.B)];
    const upstream = new Upstream(ports, "away");
    const front = createServer((request, response) => upstream.pass(request, response));
    return {
      servers: both,
      asked,
      hold,
      letGo: () => held.splice(0).forEach((answer) => answer()),
      port: await listen(front),
      ports,
    };
  }

  const end = (server: Server) => {
    server.close();
    server.closeAllConnections();
  };
  const bodies = async (count: number, port: number, method = "GET") => {
    const answers: string[] = [];
    for (let nth = 0; nth < count; nth += 1) answers.push((await ask(port, { method })).body);
    return answers;
  };

  test("each has its turn; one that is busy has fewer requests than the other", async () => {
    const { hold, letGo, asked, port } = await twoBehind();
    expect((await bodies(6, port)).sort().join("")).toBe("AAABBB");
    hold.add("A");
    // One of the two next ones stays with A, which then has one more than B each time.
    const held = [ask(port), ask(port)];
    await expect.poll(() => asked.length).toBe(8);
    expect(await bodies(5, port)).toEqual(["B", "B", "B", "B", "B"]);
    letGo();
    expect((await Promise.all(held)).map(({ body }) => body).sort()).toEqual(["A", "B"]);
  });

  test("what reached nobody goes to the other, a body whole and once; one that is back has its turn again", async () => {
    const { servers: both, asked, port, ports } = await twoBehind();
    end(both.A);
    for (let nth = 0; nth < 6; nth += 1) {
      const sent = { method: "POST", path: `/${nth}`, headers: { "content-length": "6" } };
      expect(await ask(port, sent, ["abc", "def"])).toMatchObject({ status: 200, body: "B" });
    }
    expect(asked).toEqual([0, 1, 2, 3, 4, 5].map((nth) => `B POST /${nth} abcdef`));
    const again = createServer((_request, response) => response.end("A again"));
    servers.push(again);
    await new Promise<void>((resolve) => again.listen(ports[0], "127.0.0.1", resolve));
    await expect.poll(() => bodies(2, port)).toContain("A again");
  });

  test("what one may have read is sent to nobody else, also where that one dies over it", async () => {
    const { servers: both, asked, hold, port } = await twoBehind();
    hold.add("A").add("B");
    const sent = { method: "POST", headers: { "content-length": "4" } };
    const answer = ask(port, sent, ["save"]);
    await expect.poll(() => asked.length).toBe(1);
    end(both[asked[0]![0] as "A" | "B"]);
    expect(await answer).toMatchObject({ status: 503, body: "away" });
    expect(asked).toHaveLength(1);
  });

  test("where all are away it is said, and the first that is back is found", async () => {
    const { servers: both, port, ports } = await twoBehind();
    end(both.A);
    end(both.B);
    for (const method of ["GET", "POST"]) expect((await ask(port, { method })).status).toBe(503);
    const again = createServer((_request, response) => response.end("B again"));
    servers.push(again);
    await new Promise<void>((resolve) => again.listen(ports[1], "127.0.0.1", resolve));
    expect(await bodies(3, port, "POST")).toEqual(["B again", "B again", "B again"]);
  });
});
