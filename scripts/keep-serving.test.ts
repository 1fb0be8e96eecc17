import { request } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepServing, type KeptServer } from "./keep-serving";
import { isPortFree, type ServeOptions } from "./serve";

/** Takes Next's arguments; answers with its process number, and ends by itself when asked to. */
const program = `
import { createServer } from "node:http";
const [, , , , port, , host] = process.argv;
createServer((request, response) => {
  if (request.url === "/fault") process.exit(7);
  if (request.url === "/headers") return response.end(JSON.stringify(request.headers));
  if (request.url === "/which") return response.end(process.env.MINGZHANG_PROCESS);
  response.end(String(process.pid));
}).listen(Number(port), host);
process.on("SIGTERM", () => process.exit(0));
`;

/** Of a database that nobody asks. */
const env = {
  DATABASE_URL: "postgresql://127.0.0.1:1/nothing",
  NEXTAUTH_SECRET: "a secret for tests only, of thirty-two characters",
};

let folder = "";
let options: ServeOptions;
let lines: string[] = [];
let server: KeptServer | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mingzhang-serving-"));
  writeFileSync(join(folder, "server.mjs"), program);
  let port = 4_700 + (process.pid % 200);
  while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
  // In development the front builds nothing before it is asked for a page.
  options = { mode: "dev", port, host: "127.0.0.1", env, program: join(folder, "server.mjs") };
  lines = [];
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const keep = async (limit?: { restarts: number; withinMs: number }) =>
  (server = await keepServing(options, { log: (line) => lines.push(line), ...(limit && { limit }) }));
const answeringPid = async (kept: KeptServer) => Number(await (await fetch(kept.url)).text());

test("a web server that was killed answers again at the same address, and the reason is told", async () => {
  const kept = await keep();
  const [pid] = kept.pids as [number];
  const { url } = kept;
  expect(await answeringPid(kept)).toBe(pid);
  process.kill(pid, "SIGKILL");
  await kept.answersAgain(pid);
  expect(kept.url).toBe(url);
  expect(kept.pids[0]).not.toBe(pid);
  expect(await answeringPid(kept)).toBe(kept.pids[0]);
  expect(lines[0]).toContain("SIGKILL");
});

test("one that ends by a fault of its own is started again as well, with its code in the log", async () => {
  const kept = await keep();
  const [pid] = kept.pids as [number];
  await fetch(`${kept.url}/fault`).catch(() => undefined);
  await kept.answersAgain(pid);
  expect(await answeringPid(kept)).toBe(kept.pids[0]);
  expect(lines[0]).toContain("code 7");
});

test("a front that was killed is started again, and the application behind it goes on", async () => {
  const kept = await keep();
  const { pids, frontPid } = kept;
  process.kill(frontPid, "SIGKILL");
  await kept.answersAgain(frontPid);
  expect(kept.frontPid).not.toBe(frontPid);
  expect(await answeringPid(kept)).toBe(pids[0]);
  expect(lines[0]).toContain("网页前端");
});

test("the front settles what the network says of a request, and the application hears that and nothing else", async () => {
  const kept = await keep();
  const forged = {
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-host": "evil.example.org",
    "x-request-id": "chosen-by-them",
  };
  // By another address of this machine than that by which the front asks the application.
  const { host, port } = new URL(kept.url);
  const [id, heard] = await new Promise<[unknown, Record<string, string>]>((resolve, reject) =>
    request(
      { host: "127.0.0.1", localAddress: "127.0.0.2", port, path: "/headers", headers: { ...forged, host } },
      async (answer) => {
        let text = "";
        for await (const piece of answer) text += String(piece);
        resolve([answer.headers["x-request-id"], JSON.parse(text) as Record<string, string>]);
      },
    )
      .on("error", reject)
      .end(),
  );
  expect(heard).toMatchObject({ host, "x-forwarded-for": "127.0.0.2" });
  expect(heard["x-forwarded-host"]).toBeUndefined();
  expect(heard["x-request-id"]).toMatch(/^[0-9a-f]{10}$/);
  expect(id).toBe(heard["x-request-id"]);
  expect((await fetch(`${kept.url}/%ff`)).status).toBe(400);
  expect(
    (await fetch(kept.url, { method: "POST", body: "x".repeat(9 * 1024 * 1024) }).catch(() => null))?.status ?? 413,
  ).toBe(413);
});

test("while the application is away its front says so", async () => {
  const kept = await keep({ restarts: 5, withinMs: 60_000 });
  const refused: string[] = [];
  // On a busy machine it may be back before the first question is read.
  for (let kill = 0; kill < 5 && refused.length === 0; kill += 1) {
    const [pid] = kept.pids as [number];
    process.kill(pid, "SIGKILL");
    while (kept.pids[0] === pid) {
      const answer = await fetch(kept.url);
      const text = await answer.text();
      if (answer.status === 503) refused.push(text);
    }
    await kept.answersAgain(pid);
  }
  expect(refused[0]).toContain("正在重新启动");
  expect(await answeringPid(kept)).toBe(kept.pids[0]);
});

test("too many ends in a short time are given up with a message, and the port is free once that is done", async () => {
  const kept = await keep({ restarts: 2, withinMs: 60_000 });
  for (let kill = 1; kill <= 2; kill++) {
    const [pid] = kept.pids as [number];
    process.kill(pid, "SIGKILL");
    await kept.answersAgain(pid);
  }
  process.kill(kept.pids[0]!, "SIGKILL");
  expect(await kept.givenUp).toMatch(/第 3 次意外结束.*SIGKILL.*不再重启/);
  // Until then the front answers what needs no application.
  expect((await fetch(kept.url)).status).toBe(503);
  await kept.stop();
  expect(await isPortFree(options.port, "127.0.0.1")).toBe(true);
});

test("ends that lie far apart never add up", async () => {
  const kept = await keep({ restarts: 1, withinMs: 1 });
  for (let kill = 1; kill <= 3; kill++) {
    const [pid] = kept.pids as [number];
    process.kill(pid, "SIGKILL");
    await kept.answersAgain(pid);
  }
  expect(await answeringPid(kept)).toBe(kept.pids[0]);
});

describe("several processes", () => {
  beforeEach(() => (options = { ...options, processes: 3 }));

  /** Of so many answers the processes that gave them. */
  const answering = async (kept: KeptServer, count: number): Promise<Set<number>> => {
    const pids = new Set<number>();
    for (let nth = 0; nth < count; nth += 1) pids.add(await answeringPid(kept));
    return pids;
  };

  test("all of them answer, and each knows which one it is", async () => {
    const kept = await keep();
    expect(new Set(kept.pids).size).toBe(3);
    expect(await answering(kept, 6)).toEqual(new Set(kept.pids));
    const told = new Set<string>();
    for (let nth = 0; nth < 3; nth += 1) told.add(await (await fetch(`${kept.url}/which`)).text());
    expect([...told].sort()).toEqual(["1/3", "2/3", "3/3"]);
  });

  test("one that is killed is started again by itself; meanwhile everybody is answered by the others", async () => {
    const kept = await keep();
    const before = kept.pids;
    process.kill(before[1]!, "SIGKILL");
    let answered = 0;
    const isBack = kept.answersAgain(before[1]!).then(() => true);
    while (!(await Promise.race([isBack, answeringPid(kept).then(() => false)]))) answered += 1;
    expect(answered).toBeGreaterThan(0);
    expect([kept.pids[0], kept.pids[2]]).toEqual([before[0], before[2]]);
    expect(lines[0]).toContain("网页服务（2/3）意外结束");
    await expect.poll(() => answering(kept, 6)).toEqual(new Set(kept.pids));
  });

  test("one that ends too often is given up with its number, and all stop", async () => {
    const kept = await keep({ restarts: 0, withinMs: 60_000 });
    process.kill(kept.pids[2]!, "SIGKILL");
    expect(await kept.givenUp).toMatch(/^网页服务（3\/3）/);
    await kept.stop();
    expect(await isPortFree(options.port, "127.0.0.1")).toBe(true);
  });
});

test("one that is told to stop stays stopped", async () => {
  const kept = await keep();
  await kept.stop();
  expect(lines).toEqual([]);
  expect(await isPortFree(options.port, "127.0.0.1")).toBe(true);
});
