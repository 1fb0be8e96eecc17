import { beforeAll, describe, expect, it } from "vitest";
import { workOn } from "@/lib/background/worker";
import { writeList } from "@/lib/documents/lists/write-list";
import { countOutcomes } from "@/lib/domain/lists/difference";
import { districtRoles, grantKey, unitRoles, type RoleGrant } from "@/lib/domain/report/roles";
import type { ListColumn } from "@/lib/domain/lists/list-column";
import { loadRowsOfList } from "@/lib/features/list-exports/data";
import { listUnits, readUnitRegister } from "@/lib/features/units/data";
import { createUser } from "@/lib/features/users/mutations";
import { rolesHeldBy } from "@/lib/features/session/data";
import { listUsers } from "@/lib/features/users/data";
import { databaseRefusalOf } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { verifyPassword } from "@/lib/platform/passwords";
import { actorOf, createFreshDistrict, createTestDistrict, type TestDistrict } from "@/prisma/seed/test-district";
import { viewImport } from "./data";
import { applyListImport, issuePasswordsOfImport, readListImport } from "./mutations";
import type { ImportKindId, ImportView } from "./schema";

let district: TestDistrict;
const admin = () => ({ id: district.users.admin.user.id, name: "管理员" });

const csv = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(",")).join("\n")).toString("base64");

async function read(kind: ImportKindId, content: string, catalogueId: string | null = null): Promise<ImportView> {
  const taken = await readListImport(district.id, admin(), { kind, fileName: "名单.csv", catalogueId, content });
  if (!taken.ok) throw new Error(taken.reasons.join());
  return (await viewImport(district.id, admin().id, taken.data.importId))!;
}

const apply = ({ id, digest }: ImportView) => applyListImport(district.id, admin(), { importId: id, digest });
const again = ({ id }: ImportView) => viewImport(district.id, admin().id, id);

const heads = ["单位代码", "单位名称", "层级", "主管部门代码", "单位类型", "登记事由", "生效日期", "文号", "文件日期"];
const initial = (code: string, name: string, department = "101") => [
  code,
  name,
  "单位",
  department,
  "事业单位",
  "期初登记",
  "",
  "",
  "",
];
const dated = ["2021-07-01", "罗编〔2021〕9号", "2021-06-20"];

beforeAll(async () => {
  district = await createTestDistrict("371391");
});

describe("units of a file", () => {
  it("are shown first and written as a whole, with their events, obligations and records", async () => {
    const view = await read(
      "units",
      csv(heads, initial("101009", "区档案馆"), ["101002", "区机关事务中心", "", "", "", "", ...dated]),
    );
    expect(countOutcomes(view.lines)).toEqual({ problem: 0, new: 1, changed: 1, unchanged: 0, absent: 2 });
    expect(view.questions).toEqual([
      "2020年度应报单位：增加 1 个（区档案馆）。",
      "2021年度应报单位：增加 1 个（区档案馆）。",
    ]);
    expect((await listUnits(district.id)).map(({ code }) => code)).not.toContain("101009");

    expect(await apply(view)).toEqual({ ok: true, data: { jobId: null } });
    const units = await listUnits(district.id);
    expect(units.find(({ code }) => code === "101002")?.name).toBe("区机关事务中心");
    const founded = units.find(({ code }) => code === "101009")!;
    expect(await db().obligation.count({ where: { districtId: district.id, unitId: founded.id } })).toBe(2);
    const { events } = await readUnitRegister(district.id);
    expect(events.map(({ kind, document }) => [kind, document.number])).toEqual([["rename", "罗编〔2021〕9号"]]);
    const actions = await db().auditEvent.findMany({ where: { districtId: district.id }, orderBy: { at: "asc" } });
    expect(
      actions
        .slice(-3)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(["unit.created", "unit.updated", "units.imported"]);

    const after = (await again(view))!;
    expect(after).toMatchObject({ applied: { by: expect.any(String) }, lines: view.lines });
    expect(await apply(view)).toMatchObject({ ok: false, reasons: ["这个文件已经导入过。"] });
    expect(
      databaseRefusalOf(
        await ownerDb()
          .listImport.delete({ where: { districtId_id: { districtId: district.id, id: view.id } } })
          .catch((error: unknown) => error),
      ),
    ).not.toBeNull();
  });

  it("the same file again changes nothing, and says so", async () => {
    const view = await read(
      "units",
      csv(heads, initial("101009", "区档案馆"), ["101002", "区机关事务中心", "", "", "", "", ...dated]),
    );
    expect(countOutcomes(view.lines)).toMatchObject({ problem: 0, new: 0, changed: 0, unchanged: 2 });
    expect(await apply(view)).toMatchObject({ ok: false, reasons: [expect.stringContaining("与系统中的数据一致")] });
  });

  it("of two administrators the second is told, and nothing of theirs is written", async () => {
    const views = [
      await read("units", csv(heads, ["101002", "区机关服务处", "", "", "", "", "2021-08-01", "甲", "2021-07-20"])),
      await read("units", csv(heads, ["101002", "区机关保障处", "", "", "", "", "2021-08-01", "乙", "2021-07-20"])),
    ];
    const outcomes = await Promise.all(views.map(apply));
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reasons: [expect.stringContaining("重新核对后再导入")] });
    const winner = outcomes[0]!.ok ? "区机关服务处" : "区机关保障处";
    expect((await listUnits(district.id)).find(({ code }) => code === "101002")?.name).toBe(winner);
  });

  it("with one row that has a problem nothing is written", async () => {
    const view = await read("units", csv(heads, initial("101010", "区史志办"), initial("101011", "区信访局", "999")));
    expect(await apply(view)).toMatchObject({ ok: false, reasons: [expect.stringContaining("还有 1 行有问题")] });
    expect((await listUnits(district.id)).map(({ code }) => code)).not.toContain("101010");
  });

  it("a file is of its district only", async () => {
    const view = await read("units", csv(heads, initial("101012", "区统计局")));
    const other = await createFreshDistrict();
    expect(await viewImport(other.id, other.users.admin.user.id, view.id)).toBeNull();
    await expect(
      applyListImport(other.id, actorOf(other.users.admin), { importId: view.id, digest: view.digest }),
    ).rejects.toThrow(/notFound/);
  });
});

const peopleHeads = ["用户名", "姓名", "全区角色", "填报人单位代码", "填报人部门代码"];

describe("people of a file", () => {
  it("get their roles, cannot sign in before a password is issued, and it is told once", async () => {
    const view = await read(
      "users",
      csv(peopleHeads, ["zhang.san", "张三", "", "101001", ""], ["LI.SI", "李四", "审核人", "", "101"]),
    );
    expect(countOutcomes(view.lines)).toMatchObject({ problem: 0, new: 2 });
    expect(await apply(view)).toMatchObject({ ok: true });
    const users = await listUsers(district.id);
    expect(users.find(({ username }) => username === "zhang.san")?.grants).toHaveLength(1);
    const li = users.find(({ username }) => username === "li.si")!;
    expect(li.grants).toEqual(
      expect.arrayContaining([{ role: "reviewer" }, { role: "preparer", departmentId: expect.any(String) }]),
    );
    // The reviewer's role and the department's units, as they are counted at a request.
    expect((await rolesHeldBy(district.id, [li.id])).get(li.id)!.length).toBeGreaterThan(3);

    const { withoutPassword } = (await again(view))!;
    expect(withoutPassword.map(({ username }) => username).toSorted()).toEqual(["li.si", "zhang.san"]);
    const userIds = withoutPassword.map(({ userId }) => userId);
    const stranger = district.users.reviewer.user.id;
    const issued = await issuePasswordsOfImport(district.id, admin(), {
      importId: view.id,
      userIds: [...userIds, stranger],
    });
    if (!issued.ok) throw new Error();
    expect(issued.data.issued.map(({ userId }) => userId)).toEqual(userIds);
    for (const { userId, password } of issued.data.issued) {
      const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: userId } });
      expect(await verifyPassword(password, passwordHash)).toBe(true);
      const written = await db().$queryRaw<{ found: bigint }[]>`
        SELECT (SELECT count(*) FROM audit_event WHERE details::text LIKE ${`%${password}%`})
          + (SELECT count(*) FROM list_import WHERE result::text LIKE ${`%${password}%`}) AS found`;
      expect(Number(written[0]!.found)).toBe(0);
    }
    // Whoever has signed in keeps their password.
    await db().user.updateMany({ where: { id: userIds[0]! }, data: { lastSignInAt: new Date() } });
    const once = await issuePasswordsOfImport(district.id, admin(), { importId: view.id, userIds });
    expect(once.ok && once.data.issued.map(({ userId }) => userId)).toEqual(userIds.slice(1));
  });

  it("nobody gives themselves a role, and the last administrator stays", async () => {
    const { username } = district.users.admin.user;
    const own = await read("users", csv(peopleHeads, [username, "admin", "管理员、审核人", "", ""]));
    expect(own.lines[0]!.problems).toEqual(["不能通过导入改变自己的角色。"]);
    const less = await read("users", csv(peopleHeads, [username, "admin", "审核人", "", ""]));
    expect(less.lines[0]!.problems).toEqual(["不能通过导入改变自己的角色。"]);
  });

  it("a user name of another district is taken", async () => {
    const other = await createFreshDistrict();
    await createUser(
      other.id,
      { id: null, name: "测试" },
      { username: "wang.wu", name: "王五", grants: [{ role: "reviewer" }] },
    );
    const view = await read("users", csv(peopleHeads, ["wang.wu", "王五", "审核人", "", ""]));
    expect(view.lines[0]!.problems).toEqual(["该用户名已被使用，请换一个。"]);
  });
});

describe("subjects of a file", () => {
  it("a new catalogue is compared with the newest one, and what reports use cannot go", async () => {
    const view = await read(
      "subjects",
      csv(["科目编码", "科目名称"], ["201", "一般公共服务支出"], ["20199", "其他"]),
      "test-371391",
    );
    expect(view.lines.find(({ code }) => code === "212")?.deeds).toEqual(["不再列入"]);
    expect(await apply(view)).toMatchObject({ ok: true });
    const stored = await db().functionalSubject.findMany({ where: { catalogueId: "test-371391" } });
    expect(stored.map(({ code, initials }) => [code, initials])).toEqual(
      expect.arrayContaining([
        ["201", "ybggfwzc"],
        ["20199", "qt"],
      ]),
    );
  });

  it("a catalogue that other districts' years use is left alone", async () => {
    await createFreshDistrict();
    const view = await read("subjects", csv(["科目编码", "科目名称"], ["201", "改名"]), "test");
    expect(view.refusals.join()).toMatch(/也用于其他地区的年度/);
    expect(await apply(view)).toMatchObject({ ok: false });
  });
});

describe("people with every kind of role", () => {
  it("come in as they went out, in both formats", async () => {
    district = await createFreshDistrict();
    const { a, b, department } = district.units;
    // As many as there are ways to have a role: of the district, of one or several units, of a department, of its letters.
    const ways: RoleGrant[][] = [
      ...districtRoles.map((role): RoleGrant[] => [{ role }]),
      ...unitRoles.flatMap((role): RoleGrant[][] => [
        [{ role, unitId: a }],
        [
          { role, unitId: a },
          { role, unitId: b },
        ],
        [{ role, departmentId: department }],
        [{ role, unitId: department }],
      ]),
    ];
    // Every way alone, and every two together.
    const all = ways.flatMap((one, at) => [one, ...ways.slice(at + 1).map((other) => [...one, ...other])]);
    for (const [at, grants] of all.entries()) {
      const unique = [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()];
      const name = { username: `way${at}-${district.id.slice(-8)}`, name: `人员${at}`, grants: unique };
      const created = await createUser(district.id, { id: null, name: "测试" }, name);
      if (!created.ok) throw new Error(created.reasons.join());
    }
    // One unit ends afterwards; the roles for it stay with their people.
    const ended = { where: { districtId: district.id, unitId: b }, data: { validTo: new Date("2022-01-01") } };
    await db().unitPeriod.updateMany(ended);
    for (const format of ["xlsx", "csv"] as const) {
      const stream = writeList(await loadRowsOfList("users", district.users.admin, {}), format);
      const file = Buffer.from(await new Response(stream).arrayBuffer());
      if (format === "csv") expect(file.toString("utf8")).toMatch(/,101002\(已终止\),/);
      const content = file.toString("base64");
      const { lines } = await read("users", content);
      expect(lines.flatMap(({ problems }) => problems)).toEqual([]);
      const { unchanged, ...others } = countOutcomes(lines);
      expect(others).toEqual({ problem: 0, new: 0, changed: 0, absent: 0 });
      expect(unchanged).toBeGreaterThan(all.length);
    }
  });
});

// A minute of a busy machine is not enough for so many.
describe("2,000 units and 300 people", { timeout: 240_000 }, () => {
  const department = (at: number) => String(200 + (at % 60));

  it("go through a workbook and a background job; the same workbook again changes nothing", async () => {
    district = await createFreshDistrict();
    const units = [
      ...Array.from({ length: 60 }, (_, at) => [department(at), `主管部门${at}`, "主管部门", "", "", "期初登记"]),
      ...Array.from({ length: 2_000 }, (_, at) => [
        `${department(at)}${1000 + at}`,
        `单位${at}`,
        "单位",
        department(at),
        "事业单位",
        "期初登记",
      ]),
    ];
    const people = Array.from({ length: 300 }, (_, at) => [`person${at}`, `人员${at}`, "", "", department(at)]);
    for (const [kind, rows, columns] of [
      ["units", units, heads],
      ["users", people, peopleHeads],
    ] as const) {
      const content = await workbook(columns, rows);
      const view = await read(kind, content);
      expect(view.lines.flatMap(({ problems }) => problems).slice(0, 3)).toEqual([]);
      expect(countOutcomes(view.lines)).toMatchObject({ problem: 0, new: rows.length });
      const asked = await apply(view);
      if (!asked.ok || asked.data.jobId === null) throw new Error("not a job");
      await workOn({ districtId: district.id, jobId: asked.data.jobId });
      const job = await db().backgroundJobItem.findFirstOrThrow({ where: { jobId: asked.data.jobId } });
      expect(job).toMatchObject({ state: "done", reasons: [] });
      const same = await read(kind, content);
      expect(countOutcomes(same.lines)).toMatchObject({ problem: 0, new: 0, changed: 0, unchanged: rows.length });
    }
    const roles = await db().roleAssignment.findMany({ where: { districtId: district.id, role: "preparer" } });
    expect(roles.filter(({ departmentId }) => departmentId !== null)).toHaveLength(300);
    const held = await rolesHeldBy(
      district.id,
      roles.map(({ userId }) => userId),
    );
    expect([...held.values()].flat().length).toBeGreaterThan(9_000);
  });

  it("what is exported is imported again without a difference", async () => {
    for (const [kind, list] of [
      ["units", "units"],
      ["users", "users"],
    ] as const) {
      for (const format of ["xlsx", "csv"] as const) {
        const stream = writeList(await loadRowsOfList(list, district.users.admin, {}), format);
        const content = Buffer.from(await new Response(stream).arrayBuffer()).toString("base64");
        const { lines } = await read(kind, content);
        const { unchanged, ...others } = countOutcomes(lines);
        expect(others).toEqual({ problem: 0, new: 0, changed: 0, absent: 0 });
        expect(unchanged).toBeGreaterThan(300);
      }
    }
  });
});

async function workbook(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  const declared = columns.map(
    (heading, at): ListColumn<readonly string[]> => ({
      id: heading,
      heading,
      width: 10,
      value: (row) => row[at] ?? "",
      read: null,
    }),
  );
  async function* all() {
    await Promise.resolve();
    yield rows;
  }
  const stream = writeList({ name: "名单", columns: declared, rows: all() }, "xlsx");
  return Buffer.from(await new Response(stream).arrayBuffer()).toString("base64");
}
