// Strangers verify an installation over HTTP: by the lines of docs/verification.md, and by the command.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { answer } from "@/lib/cli/answer";
import { changeKey, signPublications } from "@/lib/features/proof/mutations";
import { readProofHead } from "@/lib/features/proof/data";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { createReportIn, createTestDistrict, type TestDistrict } from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { coveredPages } from "@/site/covered-pages";
import { makePagesOfYear } from "@/site/make-page";
import { serveInterface } from "./testing/serve";

let district: TestDistrict;
let site: Awaited<ReturnType<typeof serveInterface>>;
const folder = mkdtempSync(join(tmpdir(), "mingzhang-verify-"));
const steps = ["submit", "beginReview", "approve", "publish"] as const;

const addFile = (sequence: number, format: string) =>
  ownerPool().query(
    `INSERT INTO publication_file (district_id, sequence, format, bytes, sha256, made_at)
     VALUES ($1, $2, $3, $4::bytea, encode(sha256($4::bytea), 'hex'), now())`,
    [district.id, sequence, format, Buffer.from(`${sequence}.${format}`)],
  );

beforeAll(async () => {
  district = await createTestDistrict("100000");
  const { a, b } = district.units;
  await createReportIn(district, steps, { year: 2020, unitId: a });
  await createReportIn(district, steps, { year: 2020, unitId: b, by: district.users.preparerB });
  for (const sequence of [1, 2]) for (const format of ["pdf", "docx", "xlsx"]) await addFile(sequence, format);
  await signPublications(district.id);
  await changeKey(null);
  await createReportIn(district, steps, { year: 2021, unitId: a });
  await signPublications(district.id);
  for (const format of ["pdf", "docx", "xlsx"]) await addFile(3, format);
  await buildSiteIfNeeded();
  for (const [unitCode, year] of [
    ["101001", 2020],
    ["101002", 2020],
    ["101001", 2021],
  ] as const)
    await makePagesOfYear({ unitCode, year });
  await signPublications(district.id, coveredPages());
  site = await serveInterface();
}, 90_000);

afterAll(async () => {
  await site.close();
  await db().publishedPage.deleteMany({});
  rmSync(folder, { recursive: true, force: true });
});

/** What the command prints and how it ends. */
async function cli(...words: string[]): Promise<{ code: number; out: string; errors: string }> {
  const printed = { out: "", errors: "" };
  const spies = [
    vi.spyOn(console, "log").mockImplementation((line: string) => void (printed.out += `${line}\n`)),
    vi.spyOn(console, "error").mockImplementation((line: string) => void (printed.errors += `${line}\n`)),
  ];
  try {
    return { code: await answer(words), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What a program says on both streams, and how it ends. */
function ran(program: string, ...words: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(program, words, (error, out, errors) =>
      resolve({ code: error ? Number(error.code) : 0, out: out + errors }),
    );
  });
}

const fromDocument = (lines: RegExp) => lines.exec(readFileSync("docs/verification.md", "utf8"))![1]!;

/** The lines of the document, as somebody copies them. */
function documentedLines(): Promise<{ code: number; out: string }> {
  const file = join(folder, "verify.mjs");
  writeFileSync(file, fromDocument(/```js verify\.mjs\n([\s\S]*?)```/));
  return ran(process.execPath, file, site.url);
}

/** What is found while a statement of a superuser holds. */
async function whileTampered<T>(statement: string, back: string, look: () => Promise<T>): Promise<T> {
  const client = await ownerPool().connect();
  try {
    await client.query("SET session_replication_role = replica");
    const run = (sql: string) => client.query(sql.replaceAll("$D", `district_id = '${district.id}'`));
    await run(`CREATE TEMP TABLE kept AS SELECT * FROM ${back} WHERE $D`);
    await run(statement);
    const found = await look();
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(column_name) AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
      [back],
    );
    const columns = rows.map(({ name }) => name).join(", ");
    await run(`DELETE FROM ${back} WHERE $D`);
    await run(`INSERT INTO ${back} (${columns}) SELECT ${columns} FROM kept`);
    return found;
  } finally {
    client.release(true);
  }
}

const damage: readonly (readonly [what: string, table: string, statement: string, lines: RegExp, command: RegExp])[] = [
  // First: what is done to a file leads to other pages.
  [
    "a page",
    "published_page",
    `UPDATE published_page SET gzip = decode('1f8b08000000000000034b040043beb7e801000000', 'hex') WHERE $D AND address = '/r/101001/2020/v/1'`,
    /\/r\/101001\/2020\/v\/1/,
    /公开第 1 号.*页面 \/r\/101001\/2020\/v\/1 与清单不一致.*稍后再核对/,
  ],
  [
    "a snapshot",
    "publication",
    `UPDATE publication SET snapshot = jsonb_set(snapshot, '{number}', '4') WHERE $D AND sequence = 2`,
    /101002\/2020\.snapshot\.json/,
    /公开第 2 号.*snapshot\.json 与清单不一致/,
  ],
  [
    "a file",
    "publication_file",
    `UPDATE publication_file SET bytes = 'x'::bytea, sha256 = encode(sha256('x'::bytea), 'hex') WHERE $D AND sequence = 1 AND format = 'docx'`,
    /101001\/2020\.docx/,
    /公开第 1 号.*101001-2020-v1\.docx 与清单不一致/,
  ],
  [
    "an entry with its hash",
    "proof_entry",
    `UPDATE proof_entry SET body = replace(body, '"year":2020', '"year":2019'), hash = encode(sha256(convert_to(replace(body, '"year":2020', '"year":2019'), 'UTF8')), 'hex') WHERE $D AND entry = 2`,
    /entry 2/,
    /第一处：第 2 条：签名不符/,
  ],
  [
    "an entry deleted",
    "proof_entry",
    "DELETE FROM proof_entry WHERE $D AND entry = 3",
    /entry 4/,
    /第一处：第 4 条：其前缺少第 3 条/,
  ],
  [
    "a publication deleted",
    "publication",
    "DELETE FROM publication WHERE $D AND sequence = 2",
    /101002\/2020\.snapshot\.json/,
    /公开第 2 号）：不见了/,
  ],
];

describe("the lines of the document", () => {
  it("verify a whole installation, a change of keys within", async () => {
    const head = await readProofHead(district.id);
    expect(await documentedLines()).toEqual({
      code: 0,
      out: `3 publications are as they were signed; head ${head!.hash}\n`,
    });
  });
  it("give the content hash of one publication with the tools of every system (P10)", async () => {
    const commands = fromDocument(/## One file\n```sh\n([\s\S]*?)```/)
      .replaceAll("https://js.example.gov.cn", site.url)
      .replaceAll("/2021", "/2020");
    expect(commands.trim().split("\n")).toHaveLength(2);
    const { contentHash } = await db().publication.findFirstOrThrow({
      where: { districtId: district.id, unitCode: "101001", year: 2020 },
    });
    expect(await ran("sh", "-c", commands)).toEqual({
      code: 0,
      out: expect.stringMatching(new RegExp(`^${contentHash}  -\n"content":"${contentHash}"\n$`)) as string,
    });
  });
  it.each(damage)("stop at %s", async (_what, table, statement, lines) => {
    const found = await whileTampered(statement, table, documentedLines);
    expect([found.code, found.out]).toEqual([1, expect.stringMatching(lines)]);
  });
});

describe("npm run cli -- verify", () => {
  it("verifies a whole installation by its address", async () => {
    const { entry, hash } = (await readProofHead(district.id))!;
    const { code, out } = await cli("verify", site.url);
    expect(out).toMatch(
      new RegExp(`^相符　清单日志 ${entry} 条，公开 3 份、文件 12 个、页面 6 个都相符；链头 ${entry}:${hash}`),
    );
    expect(code).toBe(0);
  });
  it.each(damage)("names %s", async (_what, table, statement, _lines, command) => {
    const found = await whileTampered(statement, table, () => cli("verify", site.url));
    expect([found.code, found.out + found.errors]).toEqual([1, expect.stringMatching(command)]);
  });
  it("misses what was cut off, where somebody has kept the head", async () => {
    const { entry, hash } = (await readProofHead(district.id))!;
    expect((await cli("verify", site.url, "--head", `${entry}:${hash}`)).code).toBe(0);
    const found = await whileTampered(`DELETE FROM proof_entry WHERE $D AND entry = ${entry}`, "proof_entry", () =>
      cli("verify", site.url, "--head", `${entry}:${hash}`),
    );
    expect([found.code, found.out]).toEqual([1, expect.stringContaining("其后部分被删去")]);
    expect((await cli("verify", site.url, "--key", "0".repeat(64))).out).toContain("没有所知的密钥");
  });
  it("says what it could not reach", async () => {
    const none = await cli("verify", "http://127.0.0.1:9");
    expect([none.code, none.out]).toEqual([3, expect.stringMatching(/^未核对　.*没有取到/)]);
  }, 60_000);

  const save = async (name: string, path: string) => {
    const file = join(folder, name);
    writeFileSync(file, new Uint8Array(await (await fetch(site.url + path)).arrayBuffer()));
    return file;
  };
  it("verifies a folder of what was downloaded, and a file beside its manifest", async () => {
    const one = join(folder, "one");
    mkdirSync(one);
    const of = (format: string) =>
      save(`one/101001-2020-v1.${format}`, `/api/v1/reports/101001/2020.${format}?version=1`);
    const pdf = await of("pdf");
    const manifest = await of("manifest.json");
    const snapshot = await of("snapshot.json");
    await save("one/log.json", "/api/v1/proof/entries?after=0");
    const whole = await cli("verify", one);
    expect([whole.code, whole.out.match(/^相符/gm)?.length, whole.errors]).toEqual([0, 4, ""]);
    const alone = await cli("verify", pdf);
    expect([alone.code, alone.out]).toEqual([0, expect.stringMatching(/101001-2020-v1\.pdf：与 .*的清单一致/)]);

    const text = readFileSync(snapshot, "utf8");
    writeFileSync(snapshot, `${text} `);
    writeFileSync(pdf, "another");
    const found = await cli("verify", one);
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/不符　101001-2020-v1\.pdf：不是 .*清单中的文件/);
    expect(found.out).toMatch(/不符　101001-2020-v1\.snapshot\.json：写的是 .*但内容与清单不符/);

    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("2020", "2021"));
    expect((await cli("verify", manifest)).out).toMatch(/不符　101001-2020-v1\.manifest\.json：内容与校验值不符/);
    rmSync(manifest);
    const lone = await cli("verify", pdf);
    expect([lone.code, lone.out]).toEqual([3, expect.stringMatching(/没有清单/)]);
    expect((await cli("verify", join(folder, "nothing"))).code).toBe(1);
  });
  it("names a snapshot that was cut short, which says nothing of whose it is any more", async () => {
    const cut = join(folder, "cut");
    mkdirSync(cut);
    const snapshot = await save(
      "cut/101001-2020-v1.snapshot.json",
      "/api/v1/reports/101001/2020.snapshot.json?version=1",
    );
    await save("cut/101001-2020-v1.manifest.json", "/api/v1/reports/101001/2020.manifest.json?version=1");
    expect((await cli("verify", cut)).code).toBe(0);
    writeFileSync(snapshot, readFileSync(snapshot).subarray(0, 900));
    const found = await cli("verify", cut);
    expect([found.code, found.out]).toEqual([1, expect.stringMatching(/不符　101001-2020-v1\.snapshot\.json：/)]);
  });
  it("refuses options that are none", async () => {
    expect((await cli("verify", site.url, "--head", "x")).errors).toContain("链头写作 条号:校验值");
    expect((await cli("key", "replace")).errors).toContain("--reason");
    expect((await cli("key", "rotate", "--reason", "x")).errors).toContain("其他不用写");
  });
});

const report = "/api/v1/reports/101001/2020";
/** Everything that can be downloaded of a publication and is covered. */
const kinds = [
  ["101001-2020-v1.pdf", `${report}.pdf?version=1`],
  ["101001-2020-v1.docx", `${report}.docx?version=1`],
  ["101001-2020-v1.xlsx", `${report}.xlsx?version=1`],
  ["101001-2020-v1.snapshot.json", `${report}.snapshot.json?version=1`],
  ["101001-2020-v1.html", "/r/101001/2020/v/1"],
  ["101001-2020-v1.manifest.json", `${report}.manifest.json?version=1`],
] as const;

async function downloaded(into: string): Promise<string> {
  const target = join(folder, into);
  mkdirSync(target);
  for (const [name, path] of kinds)
    writeFileSync(join(target, name), new Uint8Array(await (await fetch(site.url + path)).arrayBuffer()));
  return target;
}

/** Another byte near the end. */
function changed(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  other[bytes.length - 2]! ^= 1;
  return other;
}

describe("npm run cli -- verify FILE", () => {
  const tampered = [
    ["changed", changed],
    ["emptied", () => Buffer.alloc(0)],
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ["made longer", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from("\n")])],
    [
      "reordered",
      (bytes: Buffer) => Buffer.concat([bytes.subarray(bytes.length >> 1), bytes.subarray(0, bytes.length >> 1)]),
    ],
  ] as const;
  let target: string;
  beforeAll(async () => {
    target = await downloaded("files");
  });

  it.each(kinds)("%s is right as it was downloaded, and named whatever was done to it", async (name) => {
    const file = join(target, name);
    const bytes = readFileSync(file);
    const right = await cli("verify", file);
    expect([right.code, right.out]).toEqual([0, expect.stringContaining(`相符　${name}：`)]);
    for (const [what, tamper] of tampered) {
      writeFileSync(file, tamper(bytes));
      const found = await cli("verify", file);
      // A manifest with a blank behind it says the same.
      const isSame = name.endsWith(".manifest.json") && what === "made longer";
      expect([found.code, found.out], what).toEqual([
        isSame ? 0 : 1,
        expect.stringContaining(`${isSame ? "相符" : "不符"}　${name}：`),
      ]);
    }
    writeFileSync(file, bytes);
  });
});

/** Every command is three processes and a compiler: on a busy machine ten seconds. */
describe("npm run cli -- verify, as a person types it", { timeout: 180_000 }, () => {
  const typed = (...words: string[]) => ran("npm", "run", "--silent", "cli", "--", "verify", ...words);

  it("a file and a folder: every file in it, the broken ones by their names", async () => {
    const target = await downloaded("typed");
    const [pdf] = kinds[0];
    const one = await typed(join(target, pdf));
    expect([one.code, one.out.match(/^相符　/gm)?.length]).toEqual([0, 2]);
    const whole = await typed(target);
    expect([whole.code, whole.out.match(/^相符　/gm)?.length]).toEqual([0, kinds.length]);
    for (const [name] of kinds.slice(0, -1))
      writeFileSync(join(target, name), changed(readFileSync(join(target, name))));
    const found = await typed(target);
    expect(found.code).toBe(1);
    const named = found.out.match(/^不符　.*/gm)!.map((line) => line.slice(3, line.indexOf("：")));
    expect(named.toSorted()).toEqual(
      kinds
        .slice(0, -1)
        .map(([name]) => name)
        .toSorted(),
    );
    expect(found.out).toContain(`发现 ${named.length} 处不符，第一处：`);
  });

  it("an address: the whole site, and what is broken on it by its place", async () => {
    const whole = await typed(site.url);
    const all = /^相符　清单日志 \d+ 条，公开 3 份、文件 12 个、页面 6 个都相符/m;
    expect([whole.code, whole.out]).toEqual([0, expect.stringMatching(all)]);
    const [, table, statement, , place] = damage[2]!;
    const found = await whileTampered(statement, table, () => typed(site.url));
    expect([found.code, found.out]).toEqual([1, expect.stringMatching(place)]);
  });

  it("nothing: this installation, and what is broken in it by its place", async () => {
    const own = ["--district", "100000"];
    const whole = await typed(...own);
    const all = /^相符　测试区100000：清单日志 \d+ 条、公开 3 份及其文件、页面 6 个都相符/m;
    expect([whole.code, whole.out]).toEqual([0, expect.stringMatching(all)]);
    const [, table, statement] = damage[2]!;
    const found = await whileTampered(statement, table, () => typed(...own));
    const place = /第一处：101001 .*公开第 1 号.*101001-2020-v1\.docx 与清单不一致/;
    expect([found.code, found.out]).toEqual([1, expect.stringMatching(place)]);
  });

  it("what is not there, and what is no option, is told with what to write", async () => {
    const none = await typed(join(folder, "nothing"));
    expect([none.code, none.out]).toEqual([1, expect.stringContaining("网址请连同 http:// 或 https:// 一起写")]);
    const wrong = await typed("--head", "x");
    expect([wrong.code, wrong.out]).toEqual([2, expect.stringMatching(/链头写作 条号:校验值[\s\S]*用法：/)]);
  });
});
