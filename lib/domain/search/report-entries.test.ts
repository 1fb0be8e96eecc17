import { describe, expect, it } from "vitest";
import { freezeDocument } from "../document/frozen-document";
import { createReportModel } from "../report/open-report";
import type { StoredProjectForm } from "../performance/stored-performance";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { reportEntries } from "./report-entries";

const catalogues = cataloguesOf(2021);
const tables = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts }).printedTables();
const project: StoredProjectForm = {
  name: "热线运行经费",
  implementer: "",
  supervisor: "",
  phone: "",
  funding: [{ id: "total", originalBudget: "1234567.89", adjustedBudget: "", executed: "1234500" }],
  goal: "全年培训费压减到1.75万元，一共节约 2,000.5 元。",
  attainment: "",
  executionScore: "",
  statedScore: "",
  lowScorePlan: "",
  indicators: [],
};
const entries = reportEntries({
  tables,
  texts: [
    ...[...luozhuangFacts.texts].map(([slot, text]) => ({ slot, text })),
    { slot: "profile.duties", text: "承办有关打击走私的工作。" },
    { slot: "noData.governmentFund", text: "none" },
  ],
  subjects: ["201", "2080505"]
    .map((code) => catalogues.functional.get(code)!)
    .concat(catalogues.economic.get("30217")!),
  projects: [project],
  keyEvaluations: [],
  document: freezeDocument({ title: "", parts: [] } as never),
});

describe("what is found of the real accounts", () => {
  it("is every subject with what was spent on it, and the items of “三公”", () => {
    const of = (code: string) => entries.subjects.find((entry) => entry.code === code);
    expect(of("2080505")).toEqual({
      code: "2080505",
      name: "机关事业单位基本养老保险缴费支出",
      fen: 77_370_000,
      place: "expenditure.2080505.total",
    });
    expect(of("30217")).toMatchObject({
      name: "公务接待费",
      fen: 13_860_000,
      place: "generalPublicBasicExpenditure.30217.amount",
    });
    expect(of("actualOfficialReception")).toMatchObject({
      name: "公务接待费",
      fen: 13_860_000,
      place: "threePublic.figures.actualOfficialReception",
    });
    expect(of("actualTotal")).toMatchObject({ name: "“三公”经费", fen: 24_860_000 });
    expect(of("actualVehicles")).toMatchObject({ name: "公务用车购置及运行维护费" });
  });

  it("is every printed amount at each of its cells, with its place in words", () => {
    const printed = tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.flatMap(({ fen, cellId }) => (fen && cellId ? [`${fen} ${cellId}`] : []))),
    );
    const inTables = entries.amounts.filter(
      ({ place }) => /^[A-Za-z]+\.\w+\.\w+$/.test(place) && !/^attach/.test(place),
    );
    expect(inTables.map(({ fen, place }) => `${fen} ${place}`).sort()).toEqual([...new Set(printed)].sort());
    expect(entries.amounts.filter(({ fen }) => fen === 77_370_000).slice(0, 2)).toEqual([
      {
        fen: 77_370_000,
        label: "收入决算表 2080505 机关事业单位基本养老保险缴费支出 本年收入合计",
        place: "income.2080505.total",
      },
      expect.objectContaining({ place: "income.2080505.appropriation" }),
    ]);
  });

  it("is the money of projects, and what texts say", () => {
    const of = (fen: number) => entries.amounts.find((entry) => entry.fen === fen);
    const place = "attachments.form.1";
    expect(of(123_456_789)).toEqual({ fen: 123_456_789, label: "项目“热线运行经费” 年度资金总额·年初预算数", place });
    expect(of(123_450_000)).toMatchObject({ label: expect.stringContaining("全年执行数"), place });
    expect(of(1_750_000)).toEqual({ fen: 1_750_000, label: "热线运行经费", place });
    expect(of(200_050), "a unit apart").toMatchObject({ place });
  });

  it("is every typed text, and no statement that a sheet is empty", () => {
    expect(entries.texts.map(({ title }) => title)).toContain("增减变动原因");
    expect(entries.texts).toContainEqual({
      kind: "text",
      title: "单位职责",
      body: "承办有关打击走私的工作。",
      place: "profile",
    });
    expect(entries.texts.filter(({ body }) => body === "none")).toEqual([]);
  });
});
