// What a monitoring and the administrator are told of a running installation.
import { createServer, request as send, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { GET } from "./route";
import { askOfHouse } from "@/lib/features/background-jobs/mutations";
import { listProcesses, readDatabase, readDisks, readJobs } from "@/lib/features/operation/data";
import { saySoOfProcess, takeLeaveOfProcess } from "@/lib/features/operation/mutations";
import { processOrders } from "@/lib/platform/application-process";
import { action, anyone } from "@/lib/platform/action";
import { pool } from "@/lib/platform/db";
import { startMeasuring } from "@/lib/platform/metrics";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";
import { measuredBy } from "@/site/front/answer-measured";
import { Upstream } from "@/site/front/upstream";

const token = "a token of tests only";
const missing = "/nowhere/at/all";
process.env.METRICS_TOKEN = token;
process.env.BACKUP_FOLDER = missing;

let district: TestDistrict;
let server: Server;

beforeAll(async () => {
  district = await createFreshDistrict();
  startMeasuring();
  const measured = measuredBy(new Upstream([], "away"));
  server = createServer((request, response) => {
    const answer = measured.get(request.url!);
    if (answer) return answer(request, response);
    response.statusCode = request.url!.startsWith("/r/101001/2021") ? 200 : 404;
    response.end("x");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => void server.close());

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<[number, string]> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const request = send({ host: "127.0.0.1", port, path, method, headers }, async (answer) => {
      let body = "";
      for await (const piece of answer) body += String(piece);
      resolve([answer.statusCode!, body]);
    });
    request.on("error", reject).end();
  });
}

const bearer = { authorization: `Bearer ${token}` };
const asked = (headers: Record<string, string>) => GET(new Request("http://localhost/metrics", { headers }));

describe("measurements", () => {
  it("are for who has the token, of the application and of its front", async () => {
    for (const headers of [{}, { authorization: token }, { authorization: `Bearer ${token}x` }] as never[]) {
      expect((await asked(headers)).status).toBe(401);
      expect((await ask("/metrics/front", headers))[0]).toBe(401);
    }
    const answer = await asked(bearer);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(await ask("/metrics/front", bearer)).toEqual([200, expect.stringContaining("mingzhang_request_seconds")]);
  });

  it("tell of requests, actions, the process, the database, work and room, and of nobody", async () => {
    await ask(`/r/101001/2021?from=${encodeURIComponent("王小明")}`);
    await ask("/desk/101001/2022", { "next-action": "1" }, "POST");
    const run = action("saveCellsAction", {
      input: z.string(),
      permission: anyone,
      run: async () => ({ ok: true, data: 1 }),
    });
    await run("罗庄区第一小学");
    const items = [{ label: "罗庄区第一小学", code: "101001", input: {} }];
    await askOfHouse(district.id, { kind: "backup", subject: "罗庄区第一小学", items });
    const text = await (await asked(bearer)).text();
    for (const line of [
      /^mingzhang_request_seconds_count\{process="1",class="report",status="200"\} 1$/,
      /^mingzhang_request_seconds_count\{process="1",class="action",status="404"\} 1$/,
      /^mingzhang_action_seconds_count\{process="1",action="saveCellsAction",outcome="done"\} 1$/,
      /^mingzhang_database_up 1$/,
      /^mingzhang_database_connections\{state="most",process="1"\} \d+$/,
      /^mingzhang_jobs\{kind="backup",state="waiting"\} \d+$/,
      /^mingzhang_rings\{queue="background_long",state="created"\} \d+$/,
      /^mingzhang_disk_free_bytes\{folder="temporary"\} \d+/,
      /^process_resident_memory_bytes\{process="1"\} \d+$/,
      /^nodejs_eventloop_lag_p99_seconds\{process="1"\} [\d.]+$/,
    ])
      expect(
        text.split("\n").filter((each) => line.test(each)),
        String(line),
      ).toHaveLength(1);
    // No backup was made yet.
    expect(text).not.toContain("mingzhang_backup_last");
    expect(text).not.toMatch(/101001|小学|王小明|%E7|罗庄|371311/);
    // Every label is one that this list knows.
    const names = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
    const known = [
      "class",
      "status",
      "action",
      "outcome",
      "state",
      "kind",
      "queue",
      "folder",
      "process",
      "le",
      "type",
      "space",
      "version",
    ];
    expect([...names].filter((name) => ![...known, "major", "minor", "patch"].includes(name!))).toEqual([]);
  });

  it("are answered while every connection is taken, and say so", async () => {
    const taken = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
    const begun = performance.now();
    const text = await (await asked(bearer)).text();
    for (const client of taken) client.release();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(text).toMatch(/^mingzhang_database_connections\{state="idle",process="1"\} 0$/m);
    expect(text).toMatch(/^mingzhang_database_up 1$/m);
    expect(text).not.toContain("mingzhang_jobs{");
  });
});

describe("what the administrator is told", () => {
  it("counts the jobs of the district that wait, are worked on and have failed within a day", async () => {
    const own = await createFreshDistrict();
    const job = (state: string, ended: string, itemState: string) =>
      ownerPool().query(
        `WITH job AS (INSERT INTO background_job (district_id, id, kind, subject, asked_at, state, ended_at)
           VALUES ($1, gen_random_uuid(), 'files', 'x', now() - interval '1 hour', $2, ${ended}) RETURNING *)
         INSERT INTO background_job_item (district_id, job_id, position, label, input, state)
         SELECT district_id, id, 0, 'x', '{}', $3 FROM job`,
        [own.id, state, itemState],
      );
    await job("waiting", "NULL", "waiting");
    await job("running", "NULL", "waiting");
    await job("done", "now() - interval '2 hours'", "failed");
    await job("done", "now() - interval '2 days'", "failed");
    await job("done", "now() - interval '2 hours'", "done");
    await job("failed", "now() - interval '2 hours'", "waiting");
    const jobs = await readJobs(own.id);
    expect(jobs).toMatchObject({ waiting: 1, working: 1, failedLastDay: 2 });
    expect(Date.now() - jobs.waitingSince!.getTime()).toBeGreaterThan(3_500_000);
    expect(await readJobs((await createFreshDistrict()).id)).toEqual({
      waiting: 0,
      working: 0,
      waitingSince: null,
      failedLastDay: 0,
    });
  });

  it("knows the database and the disks, a backup folder that is gone among them", async () => {
    const database = await readDatabase();
    expect(database).toMatchObject({ version: expect.stringMatching(/^\d+/) as string, areRolesSeparate: true });
    expect(database.bytes).toBeGreaterThan(1_000_000);
    expect(database.startedAt.getTime()).toBeLessThan(Date.now());
    const [data, temporary, backup] = await readDisks();
    for (const { space } of [data!, temporary!]) expect(space!.free).toBeLessThanOrEqual(space!.total);
    expect(backup).toEqual({ id: "backup", folder: missing, space: null });
  });

  it("knows every process that serves, which left, and which says nothing any more", async () => {
    const numbers = async () => (await listProcesses()).map(({ number }) => number);
    for (const number of [1, 2]) {
      Object.assign(process.env, processOrders({ number, of: 2 }));
      await saySoOfProcess();
    }
    const [first, second] = await listProcesses();
    expect([first!.number, second!.number]).toEqual([1, 2]);
    expect(second!.startedAt.getTime()).toBeCloseTo(performance.timeOrigin, -1);
    expect(second!.memory).toBeGreaterThan(10_000_000);
    expect(second!.delay).toBeGreaterThanOrEqual(0);
    expect(second!.connections).toMatchObject({ waiting: 0, most: 5 });
    expect(second).toMatchObject({ publicReads: null, host: first!.host });
    await takeLeaveOfProcess();
    expect(await numbers()).toEqual([1]);

    // Another machine's, which was killed: silent for an hour, and then forgotten with the next word of anybody.
    const killed = (ago: string) =>
      ownerPool().query(
        `INSERT INTO serving_process SELECT 'elsewhere', 7, release, started_at, now() - $1::interval, said FROM serving_process
         WHERE number = 1 ON CONFLICT (host, number) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
        [ago],
      );
    await killed("2 minutes");
    expect((await listProcesses()).find(({ number }) => number === 7)!.silentFor).toBeCloseTo(120, -1);
    await killed("61 minutes");
    await saySoOfProcess();
    expect(await numbers()).toEqual([1, 2]);
    // What another release says in its own way is passed over.
    await ownerPool().query("UPDATE serving_process SET said = '{}' WHERE number = 1");
    expect(await numbers()).toEqual([2]);
    Object.assign(process.env, processOrders({ number: 1, of: 1 }));
  });
});
