import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { defectsOf, glancesOf, LIST_EDITION, type UnitInspection } from "@/lib/domain/inspection/inspection";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { addOwnDays, removeOwnDay, saveDecisionRule } from "@/lib/features/decision-rules/mutations";
import { inspectUnits, listInspected, readInspections, readJudgedYear } from "@/lib/features/inspections/data";
import { keepInspections } from "@/lib/features/inspections/mutations";
import { setPortalAddress } from "@/lib/features/portal-addresses/mutations";
import { createUnit } from "@/lib/features/units/mutations";
import { db, pool } from "@/lib/platform/db";
import { forge, ownerPool } from "@/lib/platform/postgres/test-owner";
import type { VersionContext } from "@/lib/features/versions/data";
import {
  actorOf,
  correctTestReport,
  createFreshDistrict,
  createReportIn,
  exemptTestUnit,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;
const yearOf = async (): Promise<FiscalYearRow> =>
  toFiscalYearRow(await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } }));
const byCode = <T extends { code: string }>(rows: T[]) => rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));

const rowOf = ({ unit, departmentCode, inspection }: UnitInspection) => ({
  code: unit.disclosure.unitCode,
  name: unit.disclosure.unitName,
  department: departmentCode,
  departmentName: unit.disclosure.departmentName,
  defects: defectsOf(inspection),
  glances: glancesOf(unit, inspection),
});

async function kept() {
  const rows = await db().inspectedUnit.findMany({ where: { districtId: district.id, year: 2021 } });
  return byCode(
    rows.map(({ unitCode, unitName, departmentCode, departmentName, defects, glances }) => ({
      code: unitCode,
      name: unitName,
      department: departmentCode,
      departmentName,
      defects,
      glances,
    })),
  );
}

/** Brings the list up to date, and compares it with what is judged without it. */
async function listAndFresh() {
  const year = await yearOf();
  await keepInspections(district.id, year);
  const [list, fresh] = await Promise.all([kept(), readInspections(district.id, year)]);
  return { list, fresh: byCode(fresh.map(rowOf)) };
}

beforeAll(async () => {
  district = await createFreshDistrict();
  context = await createReportIn(district, ["submit", "beginReview"]);
  await keepInspections(district.id, await yearOf());
}, 60_000);

afterEach(() => {
  vi.useRealTimers();
});

describe("the bureau's list of 公开体检 is what a fresh look would find", () => {
  const changes: [string, () => Promise<unknown>][] = [
    ["a report is approved", () => stepTestReport(context, district.users.reviewer, "approve")],
    [
      "the department's own part is published",
      async () => {
        await ownerPool().query("UPDATE unit_period SET is_departments_own = true WHERE unit_id = $1", [
          district.units.a,
        ]);
        await listAndFresh();
        return stepTestReport(context, district.users.secondReviewer, "publish");
      },
    ],
    ["a correction waits and is published", () => correctTestReport(district, context, { yuan: "120" })],
    ["a unit need not publish", () => exemptTestUnit(district, district.units.b, "涉及国家秘密（保守国家秘密法）")],
    ["a unit has to publish again", () => exemptTestUnit(district, district.units.b, null)],
    [
      "an address of the portal is given",
      () =>
        setPortalAddress(district.id, actorOf(district.users.reviewer), {
          unitId: district.units.a,
          year: 2021,
          address: "https://www.example.gov.cn/a",
          known: "",
        }).then((outcome) => expect(outcome).toMatchObject({ ok: true })),
    ],
    [
      "the watch finds something there",
      () =>
        db().portalAddress.updateMany({
          where: { districtId: district.id },
          data: {
            askedAt: new Date(),
            findings: [{ kind: "unreachable", text: "网站回答状态 404", since: "2022-09-30T19:00:00.000Z" }],
          },
        }),
    ],
    [
      "the content is judged otherwise",
      () =>
        ownerPool().query(
          `CREATE TEMP TABLE judged AS SELECT * FROM published_account WHERE district_id = '${district.id}';
           UPDATE judged SET inspection = '{"scanOnly": {"state": "found", "evidence": [{"text": "只有图片。", "place": null}]}}';
           DELETE FROM published_account WHERE district_id = '${district.id}';
           INSERT INTO published_account SELECT * FROM judged; DROP TABLE judged`,
        ),
    ],
    [
      "a unit is founded",
      async () => {
        await createUnit(
          district.id,
          { id: null, name: "测试" },
          {
            level: "unit",
            parentId: district.units.department,
            kind: "institution",
            code: "101003",
            name: "区档案馆",
            founded: null,
          },
        );
        await ownerPool().query(
          `INSERT INTO obligation (district_id, year, unit_id)
           SELECT $1, 2021, unit_id FROM unit_period WHERE district_id = $1 AND code = '101003' ON CONFLICT DO NOTHING`,
          [district.id],
        );
      },
    ],
    [
      "a unit is called otherwise",
      () =>
        ownerPool().query("UPDATE unit_period SET name = '区机关事务服务中心' WHERE unit_id = $1", [district.units.b]),
    ],
    [
      "a department is called otherwise",
      () =>
        ownerPool().query("UPDATE unit_period SET name = '区政府办' WHERE unit_id = $1", [district.units.department]),
    ],
    [
      "a day becomes free",
      () =>
        addOwnDays(district.id, actorOf(district.users.admin), {
          from: "2031-03-03",
          to: "2031-03-03",
          isWorked: false,
          name: "放假",
        }),
    ],
    ["it is worked again", () => removeOwnDay(district.id, actorOf(district.users.admin), "2031-03-03")],
    [
      "the rule of the year changes",
      async () => {
        const { id, rule } = await yearOf();
        await saveDecisionRule(district.id, actorOf(district.users.admin), {
          fiscalYearId: id,
          rule: { ...rule, publicationDays: 1 },
          known: rule,
        });
      },
    ],
  ];

  it.each(changes)("after %s", async (_what, change) => {
    await keepInspections(district.id, await yearOf());
    await change();
    expect((await readJudgedYear(district.id, 2021)).marks).not.toEqual([]);
    const { list, fresh } = await listAndFresh();
    expect(list).toEqual(fresh);
    expect((await readJudgedYear(district.id, 2021)).marks).toEqual([]);
  });

  it("and has units that are missing, unreadable, and found with defects by then", async () => {
    const { list } = await listAndFresh();
    expect(new Set(list.flatMap(({ glances }) => glances))).toEqual(new Set(["missing", "unreadable"]));
    expect(list.find(({ code }) => code === "101001")!.defects).toEqual(["brokenLink", "scanOnly"]);
  });
});

describe("the list", () => {
  it("is judged anew on another day, by other judges, and past the triggers by the next day", async () => {
    await keepInspections(district.id, await yearOf());
    await forge("UPDATE inspected_unit SET defects = '{}', found = 0, unit_name = 'x' WHERE district_id = $1", [
      district.id,
    ]);
    const forged = await listAndFresh();
    expect(forged.list).not.toEqual(forged.fresh);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
    const next = await listAndFresh();
    expect(next.list).toEqual(next.fresh);
    await forge("UPDATE inspected_year SET edition = $2 WHERE district_id = $1", [district.id, LIST_EDITION + 1]);
    await forge("DELETE FROM inspected_unit WHERE district_id = $1", [district.id]);
    const upgraded = await listAndFresh();
    expect(upgraded.list).toEqual(upgraded.fresh);
  });

  it("asked for by many at once while it changes is right for all of them afterwards", async () => {
    const year = await yearOf();
    for (let round = 0; round < 5; round += 1)
      await Promise.all([
        keepInspections(district.id, year),
        exemptTestUnit(district, district.units.b, round % 2 === 0 ? "涉及国家秘密（保守国家秘密法）" : null),
        keepInspections(district.id, year),
        keepInspections(district.id, year),
      ]);
    const { list, fresh } = await listAndFresh();
    expect(list).toEqual(fresh);
  });

  it("is not written over by who judged earlier and writes later", async () => {
    const year = await yearOf();
    await keepInspections(district.id, year);
    await ownerPool().query("INSERT INTO inspection_mark (district_id, year) VALUES ($1, 2021)", [district.id]);
    // Locked, so that whoever judges first stands before its rows until a later change was judged.
    const holder = await ownerPool().connect();
    await holder.query("BEGIN");
    await holder.query("SELECT FROM inspected_year WHERE district_id = $1 FOR UPDATE", [district.id]);
    const early = keepInspections(district.id, year);
    await vi.waitFor(async () => {
      const { rows } = await pool().query(
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE inspected_year%'",
      );
      expect(rows.length).toBeGreaterThan(0);
    });
    await exemptTestUnit(district, district.units.b, "另有依据");
    await holder.query("UPDATE inspected_year SET turn = turn + 1 WHERE district_id = $1", [district.id]);
    await holder.query("COMMIT");
    holder.release();
    await early;
    expect(await kept()).toEqual(byCode((await readInspections(district.id, year)).map(rowOf)));
    expect((await readJudgedYear(district.id, 2021)).marks).toEqual([]);
  });

  it("is narrowed and counted in the database as a fresh look is", async () => {
    const year = await yearOf();
    await keepInspections(district.id, year);
    const all = await readInspections(district.id, year);
    const list = (query: object) => listInspected(district.id, 2021, { page: 1, department: undefined, ...query });
    const codes = async (query: object) => {
      const { unitIds, total } = await list(query);
      expect(total).toBe(unitIds.length);
      const inspected = await inspectUnits(district.id, year, unitIds);
      return unitIds.map((id) => inspected.get(id)!.unit.disclosure.unitCode);
    };
    const worstFirst = all
      .map(rowOf)
      .toSorted((one, other) => other.defects.length - one.defects.length || (one.code < other.code ? -1 : 1))
      .map(({ code }) => code);
    expect(await codes({})).toEqual(worstFirst);
    expect(await codes({ defect: "brokenLink" })).toEqual(["101001"]);
    expect(await codes({ glance: "unreadable" })).toEqual(["101001"]);
    expect(await codes({ department: "101" })).toEqual(worstFirst);
    expect(await codes({ department: "102" })).toEqual([]);
    expect(await codes({ q: "档案" })).toEqual(["101003"]);
    expect(await codes({ q: "10100" })).toEqual(worstFirst);
    expect(await codes({ q: "%" })).toEqual([]);
    const { count, tally, departments } = await list({ q: "nobody" });
    expect(count).toBe(all.length);
    expect(departments).toEqual([{ code: "101", name: "区政府办" }]);
    expect(tally.defects).toMatchObject({ brokenLink: 1, scanOnly: 1, departmentOnly: 1 });
    expect(tally.glances.missing).toBe(
      all.filter(({ unit, inspection }) => glancesOf(unit, inspection).includes("missing")).length,
    );
    expect(await list({ page: 2 })).toMatchObject({ unitIds: [], total: all.length });
  });

  it("is nobody's outside the district", async () => {
    const other = await createFreshDistrict();
    const { unitIds } = await listInspected(other.id, 2021, { page: 1, department: undefined });
    expect(unitIds).toEqual([]);
  });
});
