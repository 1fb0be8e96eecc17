import { describe, expect, it } from "vitest";
import { readPackage } from "@/lib/documents/report-package/read-package";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { counterpartKey, counterpartSlot } from "@/lib/domain/words/counterparts";
import { factKey, parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { runChecks } from "@/lib/features/checks/mutations";
import { readReportPackage, readUpload } from "@/lib/features/report-package/data";
import { importPackage } from "@/lib/features/report-package/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { createUnit } from "@/lib/features/units/mutations";
import { findVersionContext, readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import type { Outcome } from "@/lib/platform/action-result";
import { createTestDistrict, type TestDistrict } from "@/prisma/seed/test-district";

const year = 2021;
const item = "2010301";
const column = "superiorSubsidy";

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
  return outcome.data;
}

async function versionOf(district: TestDistrict): Promise<VersionContext> {
  const { versionId } = value(
    await openReport(district.id, district.users.preparerA.user, {
      unitId: district.units.a,
      fiscalYearId: district.years[year],
    }),
  );
  return (await findVersionContext(district.id, versionId))!;
}

async function addUnit({ id, units }: TestDistrict, code: string, name: string): Promise<string> {
  return value(
    await createUnit(
      id,
      { id: null, name: "测试" },
      { level: "unit", parentId: units.department, kind: "institution", code, name, founded: null },
    ),
  ).unitId;
}

const at = (party: string) => counterpartKey({ column, item, party });
const incomeKey = factKey("income", item, "", column);

async function save(district: TestDistrict, context: VersionContext, amounts: Record<string, string>): Promise<void> {
  await saveCells(district.users.preparerA.user, context, {
    how: "typed",
    unit: "yuan",
    edits: Object.entries(amounts).map(([key, input]) => ({
      address: parseFactKey(key as FactKey),
      input,
      baseRevision: 0,
    })),
  });
}

/** The package of the first district as a file, read as another installation would. */
async function sent({ id }: TestDistrict) {
  const reading = readPackage(
    new TextEncoder().encode(writePackage((await readReportPackage(id, "101001", year))!.package)),
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.package;
}

describe("a report package between two installations", async () => {
  const here = await createTestDistrict("371311");
  const there = await createTestDistrict("371312");
  const gone = await addUnit(here, "101777", "区档案馆");
  const mine = await versionOf(here);
  await save(here, mine, { [incomeKey]: "900", [at(here.units.b)]: "500", [at(gone)]: "300", [at("outside")]: "100" });
  const texts = [
    { slot: counterpartSlot({ column, item, party: "outside" }, "name"), text: "市财政局", baseRevision: 0 },
    { slot: counterpartSlot({ column, item, party: here.units.b }, "year"), text: "2020", baseRevision: 0 },
  ];
  await saveTexts(here.users.preparerA.user, mine, { how: "typed", edits: texts });
  const theirs = await versionOf(there);

  it("names its counterparts by code and name, which the other installation knows", async () => {
    const { parties } = await sent(here);
    expect(parties).toHaveLength(2);
    expect(parties).toContainEqual({ id: here.units.b, code: "101002", name: "区机关服务中心" });
    expect(parties).toContainEqual({ id: gone, code: "101777", name: "区档案馆" });
  });

  it("leads every counterpart to the unit of that name, and says which has none", async () => {
    const { notes } = value(await importPackage(there.users.preparerA.user, theirs, await sent(here)));
    expect(notes).toEqual([
      "往来单位“101777 区档案馆”在本区 2021 年度的名录中没有，300.00 元按原样保留。请在往来单位中删除该笔，改选本区单位或“区外单位”。",
    ]);
    const content = (await readContent(there.id, theirs.versionId))!;
    const amounts = new Map(content.cells.map(({ key, value: amount }) => [key, amount]));
    expect(amounts.get(at(there.units.b))).toBe(500_00);
    expect(amounts.get(at("outside"))).toBe(100_00);
    expect(amounts.get(at(gone))).toBe(300_00);
    const texts = new Map(content.texts.map(({ slot, text }) => [slot, text]));
    expect(texts.get(counterpartSlot({ column, item, party: there.units.b }, "year"))).toBe("2020");
    expect(texts.get(counterpartSlot({ column, item, party: gone }, "name"))).toBe("101777 区档案馆");
  });

  it("is checked as in the first: L-68 speaks of the unmatched one alone, by its name", async () => {
    const { findings } = await runChecks(there.id, theirs.versionId);
    const messages = findings.filter(({ ruleId }) => ruleId === "L-68").map(({ message }) => message);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("“101777 区档案馆”");
  });

  it("comes home as it left", async () => {
    const back = await sent(there);
    expect(value(await importPackage(here.users.preparerA.user, mine, back)).notes).toEqual([]);
    const content = (await readContent(here.id, mine.versionId))!;
    const amounts = new Map(content.cells.map(({ key, value: amount }) => [key, amount]));
    expect([at(here.units.b), at(gone), at("outside")].map((key) => amounts.get(key))).toEqual([
      500_00, 300_00, 100_00,
    ]);
    expect(content.texts.map(({ slot }) => slot)).not.toContain(counterpartSlot({ column, item, party: gone }, "name"));
  });

  it("does not lead to a unit that has the code and another name, and says so", async () => {
    await addUnit(there, "101777", "区文化馆");
    const { notes } = value(await importPackage(there.users.preparerA.user, theirs, await sent(here)));
    expect(notes).toEqual([expect.stringContaining("代码 101777 在本区是“区文化馆”")]);
  });

  it("is shown with the same words before it is taken over at the desk", async () => {
    const upload = value(await readUpload(theirs, Buffer.from(writePackage(await sent(here)))));
    expect(upload.notes).toHaveLength(1);
    expect(new Map(upload.amounts).get(at(there.units.b))).toBe(500_00);
  });

  it("of an earlier release opens; a counterpart that it does not name is kept and told", async () => {
    const { parties: _, ...older } = JSON.parse(
      writePackage((await readReportPackage(here.id, "101001", year))!.package),
    );
    const reading = readPackage(new TextEncoder().encode(JSON.stringify(older)));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { notes } = value(await importPackage(there.users.preparerA.user, theirs, reading.package));
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain("报告包没有写明名称的往来单位");
    const content = (await readContent(there.id, theirs.versionId))!;
    expect(content.cells.find(({ key }) => key === at(here.units.b))?.value).toBe(500_00);
  });
});
