import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { answer } from "@/lib/cli/answer";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { formatMissingSentence } from "@/lib/domain/formats/format-of";
import { createUnit } from "@/lib/features/units/mutations";
import { createUser } from "@/lib/features/users/mutations";
import { db } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { startFromDemoDistrict } from "@/prisma/seed/demo-database";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { realAccounts, realAccountsContinued } from "@/prisma/seed/real-accounts";

// Each call is two processes and a compiler: on a busy machine ten seconds.
vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), "mingzhang-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  code: number;
  out: string;
  errors: string;
}

/** What the command prints and how it ends, without a process of its own: most of its time is the start of one. */
async function cli(...args: readonly string[]): Promise<Answer> {
  const printed = { out: "", errors: "" };
  const spies = [
    vi.spyOn(console, "log").mockImplementation((line: string) => void (printed.out += `${line}\n`)),
    vi.spyOn(console, "error").mockImplementation((line: string) => void (printed.errors += `${line}\n`)),
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      printed.out += Buffer.from(text).toString();
      return true;
    }),
  ];
  try {
    return { code: await answer(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs the command as a person does, in a process of its own. */
function cliProcess(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Answer> {
  const tsx = pathToFileURL(join(process.cwd(), "node_modules/tsx/dist/esm/index.mjs")).href;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", tsx, "lib/cli/main.ts", ...args],
      { env, maxBuffer: 16 * 1024 * 1024 },
      (error, out, errors) => {
        resolve({ code: error ? Number(error.code) : 0, out, errors });
      },
    );
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(() => {
  // What the command sets for itself, so that this file has modules of its own (vitest.config.ts).
  process.env.DATABASE_STATEMENT_SECONDS = "600";
  return startFromDemoDistrict();
});

describe("npm run cli -- export", () => {
  it("writes the package of a published report, equal to the accounts it was made from", async () => {
    const path = join(folder, "exported.json");
    const { code, out } = await cliProcess(["export", "--unit", realUnitCode, "--year", "2021", "--output", path]);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("第1版") });
    expect(readFileSync(path, "utf8")).toBe(writePackage(realAccounts(realUnitCode)));
  });

  it("says what is missing, and that there is no such report", async () => {
    expect(await cli("export", "--unit", realUnitCode)).toMatchObject({
      code: 2,
      errors: expect.stringContaining("--year：请写明年度。"),
    });
    expect(await cli("export", "--unit", "999999", "--year", "2021")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("没有单位999999的2021年度决算"),
    });
  });
});

describe("npm run cli -- import", () => {
  it("replaces a draft, as its preparer, and an export gives the same file back", async () => {
    const text = writePackage(realAccountsContinued(realUnitCode));
    expect(await cliProcess(["import", file("draft.json", text)])).toMatchObject({
      code: 0,
      out: expect.stringContaining("已导入临沂市罗庄区人民政府办公室本级2022年度决算"),
    });
    expect(await cli("export", "--unit", realUnitCode, "--year", "2022")).toMatchObject({
      code: 0,
      out: text,
      errors: "",
    });
    const change = await db().cellChange.findFirst({ where: { how: "import" }, orderBy: { id: "desc" } });
    const preparer = await db().user.findUniqueOrThrow({ where: { username: "preparer" } });
    expect(change!.byId).toBe(preparer.id);
  });

  it("opens a report that nobody has begun, and opens none for a package that belongs elsewhere", async () => {
    const content = realAccountsContinued(realUnitCode);
    const { districtId, parentId } = await db().unitPeriod.findFirstOrThrow({ where: { code: realUnitCode } });
    const unit = { code: "101777", name: "区新设机构", kind: content.unit.kind };
    const created = await createUnit(
      districtId,
      { id: null, name: "test" },
      { level: "unit", parentId, ...unit, founded: null },
    );
    if (!created.ok) throw new Error(created.reasons.join());
    const { unitId } = created.data;
    const person = await createUser(
      districtId,
      { id: null, name: "test" },
      { username: "new-preparer", name: "新人", grants: [{ role: "preparer", unitId }] },
    );
    expect(person.ok).toBe(true);
    const opened = () => db().report.count({ where: { unitId } });

    const misplaced = file("misplaced.json", writePackage({ ...content, unit, tableSetId: "fy2021" }));
    expect(await cli("import", misplaced)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("报告包用的报表格式是山东省2021年度格式"),
    });
    expect(await opened()).toBe(0);

    const text = writePackage({ ...content, unit });
    expect(await cli("import", file("first.json", text))).toMatchObject({
      code: 0,
      errors: "",
      out: expect.stringContaining("已导入区新设机构2022年度决算"),
    });
    expect(await opened()).toBe(1);
    expect(await cli("export", "--unit", unit.code, "--year", "2022")).toMatchObject({ code: 0, out: text });
  });

  it("refuses a published report, another person's name, and a damaged file, and changes nothing", async () => {
    const before = await db().cellChange.count();
    const published = file("published.json", writePackage(realAccounts(realUnitCode)));
    expect(await cli("import", published)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("当前为“已公开”，不能导入"),
    });
    const draft = file("other.json", writePackage(realAccountsContinued(realUnitCode)));
    expect(await cli("import", draft, "--as", "reviewer")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("“reviewer”不是"),
    });
    const damaged = file(
      "damaged.json",
      writePackage(realAccountsContinued(realUnitCode)).replace('"9589275.00"', '"95.892"'),
    );
    expect(await cli("import", damaged)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/facts\[\d+\]\.yuan：须为元/),
    });
    expect(await db().cellChange.count()).toBe(before);
  });
});

describe("a year whose format has left the installation", () => {
  const sentence = formatMissingSentence({ year: 2022, tableSetId: "fy1999" });

  beforeAll(() =>
    db().fiscalYear.updateMany({ where: { year: { in: [2021, 2022] } }, data: { tableSetId: "fy1999" } }),
  );
  afterAll(async () => {
    await db().fiscalYear.updateMany({ where: { year: 2021 }, data: { tableSetId: "fy2021" } });
    await db().fiscalYear.updateMany({ where: { year: 2022 }, data: { tableSetId: "fy2022" } });
  });

  it("gives what was published, and names format and year for what was not", async () => {
    const published = await cli("export", "--unit", realUnitCode, "--year", "2021");
    expect({ ...published, out: (JSON.parse(published.out) as { year: number }).year }).toEqual({
      code: 0,
      out: 2021,
      errors: "",
    });
    expect(await cli("export", "--unit", realUnitCode, "--year", "2022")).toEqual({
      code: 1,
      out: "",
      errors: `${sentence}\n`,
    });
  });

  it("takes nothing in", async () => {
    const before = await db().cellChange.count();
    const draft = file("missing-format.json", writePackage(realAccountsContinued(realUnitCode)));
    expect(await cli("import", draft)).toEqual({ code: 1, out: "", errors: `${sentence}\n` });
    expect(await db().cellChange.count()).toBe(before);
  });
});

describe("npm run cli -- check", () => {
  // Neither a database nor secrets.
  const bare = { PATH: process.env.PATH, HOME: process.env.HOME } as unknown as NodeJS.ProcessEnv;

  it("finds nothing that must be corrected in the real accounts, without a database", async () => {
    const said = await cliProcess(["check", file("real.json", writePackage(realAccounts(realUnitCode)))], bare);
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining("其中强制性0条"), errors: "" });
  });

  it("names the rule, both figures and the difference of what does not reconcile", async () => {
    const wrong = writePackage(realAccounts(realUnitCode)).replace('"2750964.00"', '"2750844.00"');
    const said = await cli("check", file("wrong.json", wrong));
    expect(said.code).toBe(1);
    expect(said.out).toContain("B-33");
    expect(said.out).toContain("120.00");
  });

  it("takes the switches of a district's year where the district is named", async () => {
    const path = file("real.json", writePackage(realAccounts(realUnitCode)));
    const asked = /\[(\S+) 需要说明\]/.exec((await cli("check", path)).out)![1]!;
    const { id: districtId, code } = await db().district.findFirstOrThrow();
    const { id: fiscalYearId } = await db().fiscalYear.findFirstOrThrow({ where: { districtId, year: 2021 } });
    const { id: setById } = await db().user.findFirstOrThrow({ where: { districtId } });
    await db().ruleSwitch.create({
      data: { districtId, fiscalYearId, ruleId: asked, change: "off", reason: "测试", setById, setAt: new Date(0) },
    });
    expect((await cli("check", path)).out).toContain(`[${asked} `);
    const judged = await cli("check", path, "--district", code);
    expect(judged).toMatchObject({ code: 0, errors: "" });
    expect(judged.out).not.toContain(`[${asked} `);
    expect(await cli("check", path, "--district", "999999")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("请用 --district 指明地区"),
    });
  });

  it("checks somebody's text against the figures", async () => {
    const accounts = file("real.json", writePackage(realAccounts(realUnitCode)));
    const text = readFileSync("lib/domain/testing/luozhuang-2021-printed-text.txt", "utf8");
    const said = await cli("check", accounts, "--text", file("published.txt", text));
    // Findings F26, F1 and F13 of the published document.
    expect(said.out).toMatch(/L-55.*等单位/);
    expect(said.out).toMatch(/“93\.9分”应为“91分”/);
    expect(said.out).toMatch(/“96\.24%”应为“96\.3%”/);
    // What the unit wrote in its own words, on its projects, is nobody's to compare: it is counted and listed.
    expect(said.out).toMatch(/情况说明：读出95句，未读出10句，读出而没有可比数据0处：没有全部核对，其余请人工核对。/);
    expect(said.out.match(/\[未读出\] /g)).toHaveLength(10);
    expect(said.out).toContain("[未读出] 项目绩效目标完成情况：一是深入解放了思想。");
    const foreign = await cli(
      "check",
      accounts,
      "--text",
      file(
        "foreign.txt",
        "第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n本年度收支情况总体平稳。\n第三部分 名词解释",
      ),
    );
    expect(foreign.out).toContain("读出0句，未读出1句，读出而没有可比数据0处：没有读出一句，文本没有核对");
    expect(foreign.out).toContain("[未读出] 本年度收支情况总体平稳。");
    expect(foreign.code).not.toBe(0);
    expect(await cli("check", accounts, "--text", file("letter.txt", "会议纪要"))).toMatchObject({
      code: 1,
      errors: expect.stringContaining("没有找到情况说明"),
    });
  });

  it("names a file that is not there and a call it does not understand", async () => {
    expect(await cli("check", join(folder, "absent.json"))).toMatchObject({
      code: 1,
      errors: expect.stringContaining("不存在或不能读取"),
    });
    expect(await cliProcess(["delete", "x"], bare)).toMatchObject({ code: 2, errors: expect.stringContaining("用法") });
    expect(await cli("check", join(folder, "absent.json"), "--txt", "a.docx")).toMatchObject({
      code: 2,
      errors: expect.stringContaining("没有选项“--txt”。可用的选项：--text、--district。"),
    });
  });

  it("says in one sentence that there is no database", async () => {
    const nowhere = { ...process.env, DATABASE_URL: "postgresql://nobody:nothing@127.0.0.1:1/none" };
    const { code, out, errors } = await cliProcess(["export", "--unit", realUnitCode, "--year", "2021"], nowhere);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(errors).toMatch(/\p{Script=Han}/u);
  });
});

describe("npm run cli -- backup, restore", () => {
  const file = join(folder, "installation.tar");

  it("take no passphrase from the command line, and write over nothing", async () => {
    expect(await cli("backup", file, "--passphrase", "四个 足够长的 词语")).toMatchObject({
      code: 2,
      errors: expect.stringContaining("口令不能写在命令里"),
    });
    writeFileSync(file, "somebody's");
    expect(await cli("backup", file)).toMatchObject({ code: 1, errors: expect.stringContaining("没有覆盖") });
    expect(readFileSync(file, "utf8")).toBe("somebody's");
    expect(await cli("restore", file)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("不是明账的备份文件"),
    });
    rmSync(file);
  });

  it("back up what is there, and restore it nowhere where something is", async () => {
    await ownerDb()
      .$executeRaw`INSERT INTO installation (id, kind, since) VALUES (gen_random_uuid(), 'demo', now()) ON CONFLICT DO NOTHING`;
    expect(await cli("backup", file)).toMatchObject({ code: 0, out: expect.stringMatching(/已备份到.*行.*没有加密/) });
    expect(await cli("restore", file)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/只能恢复到空的系统|属于另一套系统/),
    });
    expect(await db().backupRun.findMany()).toMatchObject([{ askedBy: "command", file, problem: null }]);
  });

  it("restore nothing where the heads of another audit log would stay", async () => {
    const ownerUrl = withDatabase(process.env.DATABASE_OWNER_URL!, `cli_restored_${process.pid}`);
    const elsewhere = {
      ...process.env,
      DATABASE_URL: ownerUrl,
      DATABASE_OWNER_URL: "",
      MINGZHANG_DATA: join(folder, "data"),
      SIGNING_KEY_FILE: "",
      // No folder: the file cannot be put aside.
      AUDIT_HEADS_FILE: join(file, "audit-heads.json"),
    };
    try {
      expect(await cliProcess(["restore", file], elsewhere)).toMatchObject({ code: 1 });
      const districts = await withClient(ownerUrl, (client) =>
        client.query("SELECT to_regclass('public.district') AS name"),
      );
      expect(districts.rows).toEqual([{ name: null }]);
    } finally {
      await dropDatabase(ownerUrl);
    }
  });
});
