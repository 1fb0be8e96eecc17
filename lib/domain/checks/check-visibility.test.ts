import { expect, it } from "vitest";
import { controlKey, factKey, type FactKey, parseFactKey, priorYearKey } from "../words/fact-address";
import { formatOf, formatsOfRegion } from "../formats/format-of";
import type { SheetRow } from "../formats/sheet-definition";
import { printedCells, priorYearCells, programForFacts } from "../engine/figures";
import type { Facts } from "../words/facts";
import type { UnitKind } from "../words/funds";
import type { Finding } from "../words/finding";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { luozhuangFacts } from "../testing/luozhuang-2021";

const catalogues = cataloguesOf(2021);
const { sheets } = formatOf("fy2021");
const fixedTables = new Set(["incomeExpenditureSummary", "appropriationSummary", "threePublic"]);

/** How a figure is seen: never, only when it contradicts another one, or whenever it changes. */
type Sight = "never" | "contradiction" | "always";

/** Changes that a slip of the pen makes: a little more, a little less, much more, ten times as much, forgotten. */
const slips: readonly ((value: number) => number | null)[] = [
  (value) => value + 1,
  (value) => value - 1,
  (value) => value + 1_000_003,
  (value) => value * 10,
  () => null,
];

/** 核实性 checks ask about magnitudes; they do not tell a right figure from a wrong one. */
const idsOf = (findings: readonly Finding[]) =>
  findings
    .filter(({ ruleClass }) => ruleClass !== "verification")
    .map(({ key, fingerprint }) => `${key} ${fingerprint}`);

/** Every fact of the accounts, by sheet, row and column in words, with how it is seen. */
function sights(facts: Facts, unitKind: UnitKind, tableSetId: string): Map<string, Sight> {
  const tableSet = formatOf(tableSetId);
  const printed = printedCells(programForFacts({ tableSet, ...catalogues, facts }));
  const controls = [...printed]
    .filter(([id]) => id.includes(".total.") || fixedTables.has(id.split(".")[0]!))
    .map(([id, value]) => [controlKey(id), value ?? 0] as const);
  const model = createReportModel({
    identity: { unitName: "某单位", unitKind, year: 2021, tableSetId },
    ...catalogues,
    facts: { amounts: new Map([...facts.amounts, ...controls]), texts: new Map() },
  });
  const known = new Set(idsOf(model.findings()));
  const result = new Map<string, Sight>();
  for (const [key, value] of facts.amounts) {
    const tried = slips.map((slip) => slip(value)).filter((changed) => changed !== value && (changed ?? 0) >= 0);
    const seen = tried.filter((changed) => {
      // A blank is zero to every sum.
      if (changed === null && value === 0) return false;
      model.setAmount(key, changed);
      return idsOf(model.findings()).some((id) => !known.has(id));
    });
    model.setAmount(key, value);
    const possible = tried.filter((changed) => !(changed === null && value === 0)).length;
    const sight: Sight = seen.length === 0 ? "never" : seen.length < possible ? "contradiction" : "always";
    note(result, nameOf(key), sight);
  }
  return result;
}

/** What is seen in one place and not in another is seen sometimes. */
function note(known: Map<string, Sight>, name: string, sight: Sight): void {
  const other = known.get(name);
  known.set(name, other === undefined || other === sight ? sight : "contradiction");
}

/**
 * The accounts with a figure wherever the sheets of fixed rows, the budget and last year's figures have room for one.
 */
function completed(facts: Facts): Facts {
  const amounts = new Map(facts.amounts);
  const fill = (key: FactKey) => amounts.set(key, amounts.get(key) ?? 0);
  for (const sheet of sheets.all)
    if (sheet.rows.kind === "fixed")
      for (const row of sheet.rows.rows as readonly SheetRow[])
        for (const { id } of sheet.columns)
          if (!row.columns || row.columns.includes(id)) fill(factKey(sheet.id, row.id, "", id));
  for (const key of facts.amounts.keys()) {
    const { sheet, row, fund } = parseFactKey(key);
    if (sheet === "expenditure")
      for (const column of ["originalBudget", "adjustedBudget"]) fill(factKey("budget", row, fund, column));
  }
  for (const { cells } of priorYearCells({ comparesThreePublic: true }))
    for (const cell of cells) fill(priorYearKey(cell));
  return { amounts, texts: facts.texts };
}

function nameOf(key: FactKey): string {
  const { sheet: id, row, column } = parseFactKey(key);
  const sheet = sheets.find(id);
  if (!sheet) return "上年数|各项|上年数";
  const rowLabel =
    sheet.rows.kind === "fixed"
      ? sheet.rows.rows.find((each) => each.id === row)!.label.replace(/^其中：/, "")
      : sheet.rows.kind === "balance"
        ? "各资金"
        : "各科目";
  return `${sheet.title}|${rowLabel}|${sheet.columns.find((each) => each.id === column)!.label.replace(/^其中：/, "")}`;
}

function sightsOfAll(): Map<string, Sight> {
  const all = new Map<string, Sight>();
  // The accounts are of 山东省, and so are the sheets that are listed.
  for (const { id } of formatsOfRegion("37"))
    for (const each of [
      sights(completed(luozhuangFacts), "administrative", id),
      sights(completed(fullUnitFacts), "institution", id),
    ])
      for (const [name, sight] of each) note(all, name, sight);
  return all;
}

function sections(found: ReadonlyMap<string, Sight>): string {
  const titles = [...sheets.all.map(({ title }) => title), "上年数"];
  return titles
    .map((title) => {
      const sheet = sheets.all.find((each) => each.title === title);
      const order =
        sheet?.rows.kind === "fixed" ? sheet.rows.rows.map(({ label }) => label.replace(/^其中：/, "")) : [];
      const rows = [...found]
        .map(([name, sight]) => ({ parts: name.split("|"), sight }))
        .filter(({ parts }) => parts[0] === title)
        .sort((one, other) => order.indexOf(one.parts[1]!) - order.indexOf(other.parts[1]!));
      const listed = (sight: Sight) =>
        rows.filter((row) => row.sight === sight).map(({ parts }) => `- ${parts[1]} · ${parts[2]}`);
      const [never, contradiction] = [listed("never"), listed("contradiction")];
      if (never.length + contradiction.length === 0)
        return `## ${title}\n\nEvery figure is seen whenever it changes.\n`;
      return (
        [
          `## ${title}`,
          ...(never.length ? ["Seen by no check:", never.join("\n")] : []),
          ...(contradiction.length ? ["Seen only when it contradicts another figure:", contradiction.join("\n")] : []),
        ].join("\n\n") + "\n"
      );
    })
    .join("\n");
}

it("docs/check-visibility.md lists the figures that no check can see (written anew by vitest -u)", async () => {
  const text = `# Figures that no check can see

The balance, logic and control-total checks compare figures that are stated more than once. A figure that is stated only once
can be wrong without any finding: the accountant has to compare it with the ledger, and the reviewer with the source. This list
says which figures those are, sheet by sheet. The 核实性 checks still ask about unusual magnitudes of some of them.

How it is found: every figure of two sets of accounts (the real accounts of 2021, and an institution that fills every column of
every table) is changed in turn in both table sets: by the smallest unit up and down, by much, tenfold, and left out. Control
totals (控制数) are given for both summaries, the “三公” table and every 合计. Without control totals more is invisible: an
amount left out of income and expenditure alike is missing everywhere.

This file is generated. \`npx vitest run -u lib/domain/checks/check-visibility.test.ts\` writes it anew; the test fails while it is out of date.

${sections(sightsOfAll())}`;
  await expect(text).toMatchFileSnapshot("../../../docs/check-visibility.md");
}, 120_000);
