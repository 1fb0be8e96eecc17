/**
 * Every printed cell, sentence, term, attachment and finding of all demo reports, one a line. Written before a change
 * and compared after it, they show what the change has changed:
 *
 *   npm run compare-reports -- write FILE
 *   npm run compare-reports -- compare FILE
 */
import { readFileSync, writeFileSync } from "node:fs";
import { factsOfPackage } from "@/lib/documents/report-package/read-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { controlCells, priorYearCells } from "@/lib/domain/engine/figures";
import { performanceOf } from "@/lib/domain/performance/stored-performance";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import { narrativeOf } from "@/lib/domain/text/narrative";
import { askedTextsOf } from "@/lib/domain/text/writing/reasons";
import type { Facts } from "@/lib/domain/words/facts";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { demoAccounts } from "@/prisma/seed/demo-accounts";
import { departments, realUnitCode } from "@/prisma/seed/demo-units";
import { realAccounts, realAccountsContinued } from "@/prisma/seed/real-accounts";

const years = [
  { year: 2020, tableSetId: "fy2021" },
  { year: 2021, tableSetId: "fy2021" },
  { year: 2022, tableSetId: "fy2022" },
] as const;

/** Differences that are shown. */
const SHOWN = 40;

function cataloguesOf(year: number) {
  const rows = readCatalogueRows(year);
  const subjects = (list: typeof rows.functional): Subject[] =>
    list.map((row) => ({ ...row, level: row.level as Subject["level"], initials: "" }));
  return {
    functional: createCatalogue("functional", subjects(rows.functional)),
    economic: createCatalogue("economic", subjects(rows.economic)),
  };
}

function accountsOf(unit: (typeof departments)[number]["units"][number], year: number, tableSetId: string) {
  if (unit.code !== realUnitCode)
    return demoAccounts(unit, year, {
      code: unit.code,
      tableSetId,
      idOf: (code) => `00000000-0000-4000-8000-${code.padStart(12, "0")}`,
    });
  if (year === 2020) return null;
  return year === 2021 ? realAccounts(unit.code) : realAccountsContinued(unit.code);
}

function modelOf(content: ReportPackage, facts: Facts, lastYear: ReportPackage | null): ReportModel {
  return createReportModel({
    identity: {
      unitName: content.unit.name,
      unitKind: content.unit.kind,
      year: content.year,
      tableSetId: content.tableSetId,
    },
    ...cataloguesOf(content.year),
    facts,
    performance: performanceOf(content),
    ...(lastYear && { priorYear: { facts: factsOfPackage(lastYear) } }),
  });
}

/** Everything a report shows, as lines that begin with its unit and year. */
function linesOf(content: ReportPackage, lastYear: ReportPackage | null): string[] {
  const given = factsOfPackage(content);
  const places = askedTextsOf(narrativeOf({ model: modelOf(content, given, lastYear), texts: given.texts }));
  const reasons = places.flatMap(({ slot, text }) => (text === "" ? [[slot, `原因${slot}`] as const] : []));
  return [
    ...shownIn(modelOf(content, given, lastYear), content, "as entered"),
    // Once more with every reason typed, so that each sentence is printed.
    ...shownIn(
      modelOf(content, { ...given, texts: new Map([...given.texts, ...reasons]) }, lastYear),
      content,
      "with every reason",
    ),
  ];
}

function shownIn(model: ReportModel, { unit, year }: ReportPackage, state: string): string[] {
  const { texts } = model.facts();
  const document = statutoryDocument({
    unitCode: unit.code,
    model,
    functional: cataloguesOf(year).functional,
    texts,
  });
  const line = (kind: string, value: unknown) => `${unit.code} ${year} ${state} ${kind} ${JSON.stringify(value)}`;
  const stated = [...controlCells((table) => model.tableRows(table)), ...priorYearCells(model.tableSet)];
  return [
    line("title", document.title),
    ...document.parts.flatMap(({ id, heading, blocks }) => [
      line("part", { id, heading }),
      ...blocks.flatMap((block) =>
        block.kind === "statutoryTable"
          ? [
              line("table", { ...block.table, header: undefined, rows: undefined }),
              ...block.table.header.map((row) => line("head", row)),
              ...block.table.rows.map((row) => line("row", row)),
            ]
          : block.kind === "paragraph"
            ? block.sentences.map((sentence) => line("sentence", sentence))
            : [line("block", block)],
      ),
    ]),
    ...model.findings().map((finding) => line("finding", finding)),
    ...stated.map((group) => line("stated", group)),
  ];
}

function linesOfAll(): string[] {
  return departments.flatMap(({ units }) =>
    units.flatMap((unit) =>
      years.flatMap(({ year, tableSetId }, at) => {
        const before = years[at - 1];
        const content = accountsOf(unit, year, tableSetId);
        return content ? linesOf(content, before ? accountsOf(unit, before.year, before.tableSetId) : null) : [];
      }),
    ),
  );
}

function compare(before: readonly string[], after: readonly string[]): number {
  const [known, now] = [new Set(before), new Set(after)];
  const gone = before.filter((line) => !now.has(line)).map((line) => `- ${line}`);
  const come = after.filter((line) => !known.has(line)).map((line) => `+ ${line}`);
  const differences = [...gone, ...come];
  for (const line of differences.slice(0, SHOWN)) console.log(line);
  const isMoved = differences.length === 0 && before.some((line, at) => line !== after[at]);
  console.log(
    `${before.length} lines before, ${after.length} after: ${differences.length} differ${isMoved ? ", but not in the same order" : ""}`,
  );
  return differences.length === 0 && !isMoved ? 0 : 1;
}

const [command, file] = process.argv.slice(2);
if ((command !== "write" && command !== "compare") || file === undefined) {
  console.error("npm run compare-reports -- write|compare FILE");
  process.exit(1);
}
const lines = linesOfAll();
if (command === "write") {
  writeFileSync(file, lines.join("\n"));
  console.log(`${lines.length} lines written to ${file}`);
} else process.exit(compare(readFileSync(file, "utf8").split("\n"), lines));
