import { beforeAll, describe, expect, it } from "vitest";
import { read } from "hucre";
import { readSpentByArchive } from "@/lib/documents/open-data/read-year-archive";
import { viewAsCsv, viewAsJson, viewAsWorkbook } from "@/lib/documents/questions/write-view";
import { formsThatDiffer } from "@/lib/documents/questions/compare-forms";
import { ask, type Question } from "@/lib/domain/questions/question";
import type { View } from "@/lib/domain/questions/view";
import { answerOf } from "@/lib/features/questions/loaders";
import { listYearArchives, readYearArchive } from "@/lib/features/year-archives/data";
import { makeYearArchive } from "@/lib/features/year-archives/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import type { LetterKind } from "@/lib/platform/generated/prisma/enums";
import {
  correctTestReport,
  createFreshDistrict,
  createReportIn,
  exemptTestUnit,
  openTestReport,
  fillTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let other: TestDistrict;

async function view(question: Question, of = district): Promise<View> {
  const stored = await db().district.findUniqueOrThrow({ where: { id: of.id } });
  const answer = await answerOf(question, stored);
  if (!answer.ok) throw new Error(answer.problem.detail);
  return answer.view;
}

const codesOf = ({ rows }: View) => rows.map(({ values }) => values.code);

beforeAll(async () => {
  district = await createFreshDistrict();
  other = await createFreshDistrict();
  const { units, users } = district;
  const published = ["submit", "beginReview", "approve", "publish"] as const;
  await createReportIn(district, published, { year: 2020 });
  await createReportIn(district, published, { year: 2021 });
  await createReportIn(district, published, { unitId: units.b, by: users.preparerB, year: 2021 });
  await createReportIn(other, published, { year: 2021 });
});

describe("questions about a year", () => {
  it("are answered out of the published units of the district, each level of a subject alike", async () => {
    for (const code of ["201", "20103", "2010301"]) {
      const { rows, total } = await view(ask("subject", { year: 2021, code }));
      expect(
        rows.map(({ values }) => [values.code, values.amount, values.prior]),
        code,
      ).toEqual([
        ["101001", 10_000, 10_000],
        ["101002", 10_000, null],
      ]);
      expect(total!.values.amount).toBe(20_000);
    }
    expect((await view(ask("economic", { year: 2021, code: "30101" }))).total!.values.amount).toBe(20_000);
    expect((await view(ask("economic", { year: 2021, code: "301" }))).total!.values.amount).toBe(20_000);
    expect((await view(ask("rank", { year: 2021, figure: "expenditure" }), other)).total!.values.amount).toBe(10_000);
  });

  it("compare the units that published both years, and say so", async () => {
    const { rows } = await view(ask("year", { year: 2021 }));
    expect(rows.find(({ values }) => values.figure === "本年支出")!.values).toMatchObject({
      amount: 20_000,
      units: 2,
      same: 10_000,
      prior: 10_000,
      change: 0,
    });
  });

  it("can be narrowed to a kind and a department, and paged", async () => {
    const of = (more: Partial<Question>) => view(ask("rank", { year: 2021, figure: "expenditure", ...more }));
    expect(codesOf(await of({ kind: "institution" }))).toEqual(["101002"]);
    expect(codesOf(await of({ department: "101" }))).toEqual(["101001", "101002"]);
    await expect(of({ department: "102" })).rejects.toThrow("没有代码为“102”的主管部门");
    await expect(of({ page: 2 })).rejects.toThrow("没有第2页，共1页");
    expect((await of({ page: "all" })).rows).toHaveLength(2);
  });

  it("say of an item that nobody has that nobody has it", async () => {
    const { rows, empty, notes } = await view(ask("rank", { year: 2021, figure: "officialReception" }));
    expect(rows).toEqual([]);
    expect(empty).toContain("没有单位的公开决算有“公务接待费”数");
    expect(notes[0]).toContain("另有2个");
  });

  it("have no answer for a year of which nothing is public, a subject and a unit that there are not", async () => {
    const stored = await db().district.findUniqueOrThrow({ where: { id: district.id } });
    for (const question of [
      ask("year", { year: 2019 }),
      ask("subject", { year: 2021, code: "299" }),
      ask("unit", { code: "999999" }),
      ask("status", { year: 1999 }),
    ])
      expect(await answerOf(question, stored), question.view).toMatchObject({ ok: false, problem: { status: 404 } });
    expect(await answerOf(ask("year", { year: 2019 }), stored)).toMatchObject({
      problem: { detail: expect.stringContaining("2021、2020") },
    });
  });
});

describe("chosen units side by side", () => {
  const compare = (more: Partial<Question>) => view(ask("compare", more));

  it("are compared in the newest year, or in the years that are asked for", async () => {
    const newest = await compare({ units: ["101002", "101001"] });
    expect(newest.rows.map(({ values }) => [values.code, values.year, values.expenditure])).toEqual([
      ["101002", "2021年度", 10_000],
      ["101001", "2021年度", 10_000],
    ]);
    const both = await compare({ units: ["101001", "101002"], years: [2021, 2020] });
    expect(both.rows.map(({ values }) => `${String(values.code)} ${String(values.year)}`)).toEqual([
      "101001 2020年度",
      "101001 2021年度",
      "101002 2021年度",
    ]);
    expect(both.notes.join()).toContain("没有公开2020年度的决算");
    expect(both.notes.join()).toContain("不是同类比较");
    expect(await formsThatDiffer(both)).toEqual([]);
  });

  it("leave out what nobody has and what comes twice, and are cited by what there is", async () => {
    const { question, rows, notes } = await compare({ units: ["101001", "nobody", "101001", "101002"] });
    expect(rows).toHaveLength(2);
    expect(question.units).toEqual(["101001", "101002"]);
    expect(notes.slice(0, 2)).toEqual([expect.stringContaining("“nobody”"), expect.stringContaining("“101001”")]);
  });

  it("are found by name and code, those that have published", async () => {
    const found = async (q: string) => (await compare({ q })).finder!.found!.links.map(({ label }) => label);
    expect(await found("服务中心")).toEqual([expect.stringMatching(/^101002 /)]);
    expect(await found("101")).toHaveLength(2);
    expect(await found("没有这样的单位")).toEqual([]);
    const draftsOnly = await view(ask("compare", { q: "服务中心" }), other);
    expect(draftsOnly.finder!.found!.links, "has published nothing").toEqual([]);
  });
});

describe("who has published", () => {
  it("is told with day and basis, and nothing of what a report says", async () => {
    await exemptTestUnit(district, district.units.b, "保守国家秘密法", 2020);
    const { rows, answer } = await view(ask("status", { year: 2020 }));
    expect(rows.map(({ values }) => [values.code, values.state, values.basis])).toEqual([
      ["101002", "不予公开", "保守国家秘密法"],
      ["101001", "已公开", expect.stringContaining("自批复之日")],
    ]);
    expect(answer).toBe("不予公开1个、已公开1个。");
  });

  it("is counted over all, listed by page, state, words and department, and waits for the letter that counts", async () => {
    const waiting = await createFreshDistrict();
    const { units, users } = waiting;
    const approved = await createReportIn(waiting, ["submit", "beginReview", "approve"], { year: 2021 });
    const stateOf = async () => {
      const { rows, answer } = await view(ask("status", { year: 2021 }), waiting);
      return [rows.map(({ values }) => `${values.code} ${values.state}`).join("，"), answer];
    };
    expect(await stateOf()).toEqual(["101001 待公开，101002 人大批准日期未登记", "待公开1个、人大批准日期未登记1个。"]);
    const only = async (narrowing: Partial<Question>) =>
      codesOf(await view(ask("status", { year: 2021, ...narrowing }), waiting));
    expect(await only({ state: "due" })).toEqual(["101001"]);
    expect(await only({ state: "published" })).toEqual([]);
    expect(await only({ q: "101" })).toEqual(["101001", "101002"]);
    expect(await only({ q: "服务中心" })).toEqual(["101002"]);
    expect(await only({ q: "01002" }), "codes by their beginning").toEqual([]);
    await expect(only({ department: "102" })).rejects.toThrow("没有代码为“102”的主管部门");
    expect((await view(ask("status", { year: 2021, department: "101" }), waiting)).sentence).toContain("所属单位");

    // Past the triggers: what letters do on their way is tested with them.
    const letter = async (kind: LetterKind, issuer: string | null, addressee: string) => {
      const { versionId, reportId } = approved;
      const by = users.reviewer.user.id;
      await ownerDb().$transaction(async (transaction) => {
        await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
        await transaction.approvalLetter.create({
          data: {
            districtId: waiting.id,
            fiscalYearId: waiting.years[2021],
            kind,
            issuerId: issuer,
            addresseeId: addressee,
            number: `〔2022〕1号`,
            numberYear: 2022,
            status: "received",
            content: {},
            contentHash: "0",
            editedById: by,
            editedAt: new Date(),
            issuedOn: new Date("2022-07-08"),
            issuedById: by,
            issuedAt: new Date(),
            receivedOn: new Date("2022-07-11"),
            receivedById: by,
            receivedAt: new Date(),
            reports: { create: { versionId, reportId, kind, contentHash: "0", status: "received" } },
          },
        });
      });
    };
    await letter("bureauToDepartment", null, units.department);
    expect((await stateOf())[0], "approved in the system, and not by its department").toBe(
      "101001 待批复，101002 人大批准日期未登记",
    );
    const { rows } = await view(ask("status", { year: 2021, state: "unapproved" }), waiting);
    expect(rows[0]!.values).toMatchObject({ due: "2022-07-26", basis: expect.stringContaining("待主管部门批复") });
    await letter("departmentToUnit", units.department, units.a);
    expect((await stateOf())[0]).toBe("101001 已逾期未公开，101002 人大批准日期未登记");
  });
});

describe("a correction that is published", () => {
  const year = ask("year", { year: 2021 });
  const spent = async (question: Question, of: TestDistrict) => {
    const { rows, total, corrected } = await view(question, of);
    const row = total ?? rows.find(({ values }) => values.figure === "本年支出") ?? rows[0]!;
    return [row.values.amount ?? row.values.expenditure ?? row.values.spent, corrected];
  };

  it("moves every figure of the year with the next question, in every form, and the answer says so and leads to it", async () => {
    const moved = await createFreshDistrict();
    const { units, users } = moved;
    const published = ["submit", "beginReview", "approve", "publish"] as const;
    const first = await createReportIn(moved, published, { year: 2021 });
    await createReportIn(moved, published, { unitId: units.b, by: users.preparerB, year: 2021 });
    const questions = [
      year,
      ask("functions", { year: 2021 }),
      ask("departments", { year: 2021 }),
      ask("rank", { year: 2021, figure: "expenditure" }),
      ask("subject", { year: 2021, code: "201" }),
      ask("economic", { year: 2021, code: "301" }),
    ];
    for (const question of questions) expect(await spent(question, moved), question.view).toEqual([20_000, undefined]);
    const archive = async () => {
      const { isCurrent, reports } = (await listYearArchives(moved.id))[0]!;
      const { csv } = await readSpentByArchive((await readYearArchive(moved.id, 2021))!.bytes);
      return [isCurrent, reports, [...csv.values()].reduce((sum, fen) => sum + fen, 0)];
    };
    await makeYearArchive(moved.id, 2021);
    expect(await archive()).toEqual([true, 2, 20_000]);
    await correctTestReport(moved, first, { yuan: "150" });
    const notice = [{ label: "2021年度的数用了1份更正后的决算", href: "/r/101001/2021/v/2/changes" }];
    for (const question of questions) expect(await spent(question, moved), question.view).toEqual([25_000, notice]);

    const shown = await view(year, moved);
    expect(JSON.parse(viewAsJson(shown))).toMatchObject({ corrected: notice });
    const workbook = await read(await viewAsWorkbook(shown));
    expect(workbook.sheets[1]!.rows).toContainEqual(["更正", `${notice[0]!.label}，见 ${notice[0]!.href}`]);
    expect(viewAsCsv(await view(questions[3]!, moved))).toContain("250.00");
    // A list that it is not in is silent, one unit over the years and units side by side tell their own.
    const rank = questions[3]!;
    expect((await view({ ...rank, kind: "institution" }, moved)).corrected).toBeUndefined();
    expect((await view({ ...rank, kind: "administrative", department: "101" }, moved)).corrected).toEqual(notice);
    expect((await view(ask("unit", { code: "101001" }), moved)).corrected).toEqual(notice);
    expect((await view(ask("unit", { code: "101002" }), moved)).corrected).toBeUndefined();
    expect((await view(ask("compare", { units: ["101002", "101001"] }), moved)).corrected).toEqual(notice);
    expect((await view(ask("years"), moved)).corrected).toEqual(notice);

    // The archive of the year is called out of date at once, and made anew with the corrected figures.
    expect(await archive()).toEqual([false, 2, 20_000]);
    await makeYearArchive(moved.id, 2021);
    expect(await archive()).toEqual([true, 2, 25_000]);
  });

  it("of the year before is told where that stands beside the year", async () => {
    const before = await createFreshDistrict();
    const published = ["submit", "beginReview", "approve", "publish"] as const;
    const of2020 = await createReportIn(before, published, { year: 2020 });
    await createReportIn(before, published, { year: 2021 });
    await correctTestReport(before, of2020, { yuan: "80" });
    const notice = [{ label: "2020年度的数用了1份更正后的决算", href: "/r/101001/2020/v/2/changes" }];
    const { rows, corrected } = await view(year, before);
    expect(rows.find(({ values }) => values.figure === "本年支出")!.values).toMatchObject({
      prior: 8_000,
      change: 25_00,
    });
    expect(corrected).toEqual(notice);
    expect((await view(ask("funds", { year: 2021 }), before)).corrected).toBeUndefined();
  });
});

describe("what is being written", () => {
  it("is in no answer: neither a first version nor a correction", async () => {
    const draft = await openTestReport(other, { unitId: other.units.b, by: other.users.preparerB });
    await fillTestReport(other, draft, other.users.preparerB);
    await stepTestReport(draft, other.users.preparerB, "submit");
    const everything = async () =>
      JSON.stringify(
        await Promise.all(
          [
            ask("year", { year: 2021 }),
            ask("functions", { year: 2021 }),
            ask("rank", { year: 2021, figure: "expenditure" }),
            ask("subject", { year: 2021, code: "201" }),
            ask("unit", { code: "101001" }),
            ask("years"),
          ].map((question) => view(question, other)),
        ),
      );
    const before = await everything();
    expect(before).not.toContain("101002");
    const published = await db().reportVersion.findFirstOrThrow({
      where: { districtId: other.id, status: "published" },
    });
    const context = { ...draft, versionId: published.id, unitId: other.units.a, reportId: published.reportId };
    expect(await stepTestReport(context, other.users.reviewer, "correct", "更正")).toMatchObject({ ok: true });
    expect(await everything()).toBe(before);
  });
});
