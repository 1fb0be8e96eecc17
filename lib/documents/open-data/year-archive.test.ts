import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import { luozhuangFacts } from "@/lib/domain/testing/luozhuang-2021";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { dataPackage, fiscalColumns } from "./testing/data-package";
import { wholeArchive, type WholeArchive } from "@/lib/documents/testing/whole-archive";
import { lineColumns, type ArchivedReport } from "./year-archive";

const facts = [...luozhuangFacts.amounts].map(([key, value]) => {
  const address = parseFactKey(key);
  return { ...address, value, measure: address.sheet === "stateAssets" ? "count" : "money" };
});
const report: ArchivedReport = {
  sequence: 3,
  number: 1,
  publishedAt: new Date("2022-08-01T02:00:00Z"),
  contentHash: "a".repeat(64),
  correctionReason: null,
  unit: { code: "101001", name: "办公室，“本级”", kind: "administrative" },
  department: { code: "101", name: "办公室" },
  facts,
  subjects: [
    { classification: "functional", code: "208", name: "社会保障和就业支出" },
    { classification: "functional", code: "2080505", name: "机关事业单位基本养老保险缴费支出" },
    { classification: "economic", code: "30217", name: "公务接待费" },
  ],
};
const other: ArchivedReport = {
  ...report,
  sequence: 7,
  number: 2,
  unit: { ...report.unit, code: "101002" },
  department: null,
};
const of = {
  district: { code: "371311", name: "罗庄区" },
  year: 2021,
  noun: "单位决算",
  addressOf: (path: string) => `https://js.example.gov.cn${path}`,
};

async function* given(...reports: ArchivedReport[]) {
  yield* reports;
}

let archive: WholeArchive;
let files: Record<string, Uint8Array>;
const rowsOf = (path: string) => parse(Buffer.from(files[path]!), { columns: true }) as Record<string, string>[];

beforeAll(async () => {
  archive = await wholeArchive(of, given(report, other));
  files = unzipSync(archive.bytes);
});

describe("the archive of a year", () => {
  it("has every published number once, in CSV and Parquet alike", async () => {
    const lines = rowsOf("lines.csv");
    expect(lines).toHaveLength(2 * facts.length);
    expect(archive).toMatchObject({ reports: 2, lines: 2 * facts.length, sequence: 7 });
    const fen = lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    const money = facts.filter(({ measure }) => measure === "money").reduce((sum, { value }) => sum + value, 0);
    expect(fen).toBe(2 * money);
    const { buffer, byteOffset, byteLength } = files["lines.parquet"]!;
    const parquet = await parquetReadObjects({
      file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    });
    const asText = (value: unknown, name: string) =>
      value === null || value === undefined ? "" : name === "amount" ? Number(value).toFixed(2) : String(value);
    expect(
      parquet.map((row) => Object.fromEntries(lineColumns.map(({ name }) => [name, asText(row[name], name)]))),
    ).toEqual(lines);
  });

  it("says of a number whose, what for and at which stage", () => {
    const [line] = rowsOf("lines.csv").filter(({ sheet, row }) => sheet === "expenditure" && row === "2080505");
    expect(line).toMatchObject({
      year: "2021",
      unit_code: "101001",
      unit_name: "办公室，“本级”",
      direction: "expenditure",
      phase: "executed",
      functional_1: "208",
      functional_2: "20805",
      functional_3: "2080505",
      economic_1: "",
      subject_name: "机关事业单位基本养老保险缴费支出",
      currency: "CNY",
      amount: "773700.00",
      quantity: "",
    });
    const reception = rowsOf("lines.csv").find(({ sheet, row }) => sheet === "basicExpenditure" && row === "30217");
    expect(reception).toMatchObject({ economic_1: "302", economic_2: "30217", functional_1: "", amount: "138600.00" });
    expect(rowsOf("lines.csv").find(({ sheet }) => sheet === "budget")).toMatchObject({ phase: "approved" });
    expect(rowsOf("lines.csv").find(({ sheet }) => sheet === "stateAssets")).toMatchObject({
      amount: "",
      currency: "",
    });
  });

  it("is described by a data package whose lengths, hashes and headings are those of the files", () => {
    const descriptor = JSON.parse(strFromU8(files["datapackage.json"]!)) as {
      resources: {
        path: string;
        bytes: number;
        hash: string;
        format: string;
        schema: { fields: { name: string }[] };
      }[];
    };
    expect(descriptor).toMatchObject({
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: "final-accounts-371311-2021",
      version: "2021.7",
      licenses: [{ path: "https://js.example.gov.cn/data#licence" }],
    });
    expect(descriptor.resources.map(({ path }) => path)).toEqual([
      "lines.csv",
      "lines.parquet",
      "reports.csv",
      "subjects.csv",
    ]);
    for (const { path, bytes, hash, format, schema } of descriptor.resources) {
      const file = files[path]!;
      expect([path, file.length]).toEqual([path, bytes]);
      expect([path, `sha256:${createHash("sha256").update(file).digest("hex")}`]).toEqual([path, hash]);
      if (format === "csv")
        expect(strFromU8(file).split("\n")[0]).toBe(schema.fields.map(({ name }) => name).join(","));
    }
    expect(strFromU8(files["lines.csv"]!).startsWith("year,"), "no byte order mark").toBe(true);
    expect(Object.keys(files)).toContain("README.md");
  });

  it("is described as Data Package v2 and Fiscal Data Package ask, also where the site does not know its address", async () => {
    const unknown = unzipSync((await wholeArchive({ ...of, addressOf: () => undefined }, given(report))).bytes);
    for (const each of [files, unknown]) {
      const descriptor: unknown = JSON.parse(strFromU8(each["datapackage.json"]!));
      expect(dataPackage.safeParse(descriptor).error?.issues).toBeUndefined();
      const types = dataPackage
        .parse(descriptor)
        .resources[0]!.schema.fields.flatMap(({ columnType }) => columnType ?? []);
      expect(types).toEqual(expect.arrayContaining([...fiscalColumns]));
      expect(new Set(types).size, "a column type stands once").toBe(types.length);
    }
  });

  it("and a descriptor that is not so is found out", () => {
    const descriptor = JSON.parse(strFromU8(files["datapackage.json"]!)) as Record<string, unknown>;
    const [first] = descriptor.resources as Record<string, unknown>[];
    for (const wrong of [
      { licenses: [{ title: "可自由使用" }] },
      { resources: [] },
      { resources: [first, first] },
      { resources: [{ ...first, path: "../lines.csv" }] },
      { resources: [{ ...first, hash: "sha256" }] },
      { created: "2022" },
      { lisences: [] },
    ])
      expect(dataPackage.safeParse({ ...descriptor, ...wrong }).success, JSON.stringify(wrong).slice(0, 80)).toBe(
        false,
      );
  });

  it("is the same bytes when it is made again, in any zone, and others when a report has changed", async () => {
    const hash = ({ bytes }: WholeArchive) => createHash("sha256").update(bytes).digest("hex");
    const zone = process.env.TZ;
    try {
      for (const TZ of ["Asia/Shanghai", "America/New_York"]) {
        process.env["TZ"] = TZ;
        expect([TZ, hash(await wholeArchive(of, given(report, other)))]).toEqual([TZ, hash(archive)]);
      }
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
    expect(hash(await wholeArchive(of, given(report, { ...other, number: 3 })))).not.toBe(hash(archive));
  });

  it("of a year without a report has its headings", async () => {
    const empty = await wholeArchive(of, given());
    expect(empty).toMatchObject({ reports: 0, lines: 0, sequence: 0 });
    expect(strFromU8(unzipSync(empty.bytes)["lines.csv"]!).split("\n")[1]).toBe("");
  });
});
