import { formatOf } from "@/lib/domain/formats/format-of";
import { keyOf, parseFactKey } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { explainFinding, judgeExplanation, runChecks } from "@/lib/features/checks/mutations";
import { takeStep } from "@/lib/features/report-steps/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { findVersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { demoPeople } from "@/prisma/seed/demo-people";
import { findDraft } from "@/scripts/drill";
import { randomAccounts, shapes } from "./accounts";
import { randomFrom } from "./random";

/** A unit of the demo district with a report in preparation, and none of the year before. */
const UNIT = { code: "301004", year: 2021 };

const noDataSheets = ["balance", "threePublic", "agencyOperatingCost", "procurement", "stateAssets", "performance"];

const EXPLANATION = "本年度工作任务有调整，金额已与会计账核对。";

/** How often the unit answers what still stands in the way of 上报. */
const ROUNDS = 3;

/**
 * Fills a draft of the demo district with accounts of sixty subjects, gives every reason that they ask for, and takes it to
 * 批复. @returns where it will be read, and what 公开 needs.
 */
export async function approveLargestReport(
  databaseUrl: string,
): Promise<{ unitCode: string; year: number; versionId: string; districtId: string }> {
  const versionId = await findDraft(databaseUrl, UNIT.code, UNIT.year);
  const { districtId } = await db().reportVersion.findFirstOrThrow({ where: { id: versionId } });
  const context = (await findVersionContext(districtId, versionId))!;
  const person = async ({ username }: { username: string }) =>
    db().user.findFirstOrThrow({ where: { districtId, username }, select: { id: true, name: true } });
  const [preparer, reviewer] = [await person(demoPeople.preparerOfSchools), await person(demoPeople.reviewer)];

  const { catalogueId, tableSetId } = await db().fiscalYear.findFirstOrThrow({
    where: { districtId, year: UNIT.year },
  });
  const { sheets } = formatOf(tableSetId);
  const shape = { ...shapes.at(-1)!, carryOver: false };
  const { facts } = randomAccounts(randomFrom(7), await readCatalogues(catalogueId), shape);
  const stored = await db().budgetLine.findMany({ where: { districtId, versionId } });
  const revisions = new Map(
    stored.map(({ sheet, row, fund, column, revision }) => [`${sheet}:${row}:${fund}:${column}`, revision]),
  );
  const keys = new Set<string>([...revisions.keys(), ...facts.amounts.keys()]);
  await saveCells(preparer, context, {
    how: "typed",
    unit: "yuan",
    edits: Array.from(keys, (key) => {
      const address = parseFactKey(key);
      const amount = facts.amounts.get(keyOf(address));
      const given = sheets.measureOf(address) === "count" ? String(amount) : ((amount ?? 0) / 100).toFixed(2);
      return { address, input: amount === undefined ? "" : given, baseRevision: revisions.get(key) ?? 0 };
    }),
  });
  // What the year took over from the one before is locked, and stays.
  const locked = stored.filter(({ isLocked }) => isLocked).map(({ sheet }) => sheet);
  const filled = new Set<string>([...locked, ...Array.from(facts.amounts.keys(), (key) => parseFactKey(key).sheet)]);
  const write = (texts: readonly { slot: string; text: string }[]) =>
    saveTexts(preparer, context, { how: "typed", edits: texts.map((text) => ({ ...text, baseRevision: 0 })) });
  await write([
    ...noDataSheets.filter((sheet) => !filled.has(sheet)).map((sheet) => ({ slot: noDataSlot(sheet), text: "none" })),
    { slot: textSlots.duties, text: "负责机关日常事务。" },
    { slot: textSlots.structure, text: "内设办公室。" },
  ]);

  const step = async (name: "submit" | "beginReview" | "approve", by: { id: string; name: string }) => {
    const { revision } = await db().reportVersion.findFirstOrThrow({ where: { districtId, id: versionId } });
    return takeStep(districtId, by, { versionId, revision, step: name });
  };
  const explanations = async () => {
    const { findings } = await runChecks(districtId, versionId);
    return findings
      .filter(({ severity }) => severity === "explain")
      .map(({ key: findingKey, fingerprint }) => ({ versionId, findingKey, fingerprint, text: EXPLANATION }));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const given of await explanations()) await explainFinding(districtId, preparer.id, given);
    const outcome = await step("submit", preparer);
    if (outcome.ok) break;
    const missing = outcome.blockers.flatMap((each) => (each.code === "missingTexts" ? each.slots : []));
    if (missing.length === 0 || round === ROUNDS - 1) throw new Error(outcome.reasons.join(" "));
    await write(missing.map((slot) => ({ slot, text: "本年度工作任务有调整。" })));
  }
  const accept = async () => {
    for (const given of await explanations())
      await judgeExplanation(districtId, reviewer, { ...given, isAccepted: true, reason: "" });
  };
  for (const name of ["beginReview", "approve"] as const) {
    if (name === "approve") await accept();
    const outcome = await step(name, reviewer);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reasons.join(" ")}`);
  }
  return { unitCode: UNIT.code, year: UNIT.year, versionId, districtId };
}
