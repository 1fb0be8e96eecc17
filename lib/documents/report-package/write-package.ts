import { toDecimalYuan } from "@/lib/domain/words/amounts";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { performanceSlot } from "@/lib/domain/words/facts";
import { sheetIds } from "@/lib/domain/words/fact-address";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import { formatOf } from "@/lib/domain/formats/format-of";
import { PACKAGE_FORMAT, PACKAGE_VERSION, type ReportPackage } from "@/lib/documents/report-package/schema";

/** What a package is made from. Values are fen, counts or hundredths of a score. */
export interface PackageContent {
  unit: ReportPackage["unit"];
  year: number;
  tableSetId: string;
  /** `measure`: as it was stored with the value; that of the format if absent. */
  values: readonly { address: FactAddress; value: number; measure?: Measure }[];
  texts: ReportPackage["texts"];
  projects: ReportPackage["projects"];
  keyEvaluations: ReportPackage["keyEvaluations"];
  /** Who the counterparts among the values are; none where there are none. */
  parties?: ReportPackage["parties"];
}

/** The package of a report. The order of facts and texts is fixed, so that equal content gives an equal file. */
export function toPackage({
  unit,
  year,
  tableSetId,
  values,
  texts,
  projects,
  keyEvaluations,
  parties = [],
}: PackageContent): ReportPackage {
  return {
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    year,
    tableSetId,
    facts: values
      .map(({ address: { sheet, row, fund, column }, value, measure: stored }) => {
        const address = { sheet, row, fund, column };
        const measure = stored ?? formatOf(tableSetId).sheets.measureOf(address);
        if (measure === "count") return { ...address, count: value };
        return measure === "money"
          ? { ...address, yuan: toDecimalYuan(value) }
          : { ...address, score: toDecimalYuan(value) };
      })
      .sort(
        (a, b) =>
          sheetIds.indexOf(a.sheet) - sheetIds.indexOf(b.sheet) ||
          compare(a.row, b.row) ||
          compare(a.fund, b.fund) ||
          compare(a.column, b.column),
      ),
    texts: texts
      .filter(({ slot, text }) => text !== "" && slot !== performanceSlot)
      .map(({ slot, text }) => ({ slot, text }))
      .sort((a, b) => compare(a.slot, b.slot)),
    projects,
    keyEvaluations,
    parties: [...parties].sort((a, b) => compare(a.id, b.id)),
  };
}

/** The file: one fact a line, so that two packages can be compared with ordinary tools. */
export function writePackage(content: ReportPackage): string {
  const { facts, texts, projects, keyEvaluations, parties, ...head } = content;
  const list = (items: readonly unknown[]) =>
    items.length === 0 ? "[]" : `[\n    ${items.map((item) => JSON.stringify(item)).join(",\n    ")}\n  ]`;
  const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const lists = Object.entries({ facts, texts, projects, keyEvaluations, ...(parties.length > 0 && { parties }) });
  return `{\n${[...fields, ...lists.map(([name, items]) => `  "${name}": ${list(items)}`)].join(",\n")}\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
