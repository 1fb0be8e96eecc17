/** What a correction changed: facts of two published versions beside each other. */
import { labelOfSheetFact } from "../engine/figures";
import { formatOf, isFormatId } from "../formats/format-of";
import { formatYuan } from "../words/amounts";
import { keyOf, type FactAddress } from "../words/fact-address";

export interface FactsOfVersion {
  tableSetId: string;
  facts: readonly (FactAddress & { measure: "money" | "count" | "score"; value: number })[];
  subjects: readonly { code: string; name: string }[];
}

/** Every fact that differs, in the order of the sheets, in words; blank is written as 空. */
export function correctedFacts(
  before: FactsOfVersion,
  after: FactsOfVersion,
): { what: string; before: string; after: string }[] {
  const was = new Map(before.facts.map((fact) => [keyOf(fact), fact]));
  const is = new Map(after.facts.map((fact) => [keyOf(fact), fact]));
  const names = new Map([...before.subjects, ...after.subjects].map(({ code, name }) => [code, name]));
  const sheets = isFormatId(after.tableSetId) ? formatOf(after.tableSetId).sheets : null;
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const [old, current] = [was.get(key), is.get(key)];
    if (old?.value === current?.value) return [];
    const what = sheets ? labelOfSheetFact(sheets, key, (code) => names.get(code)) : key;
    return [{ what, before: valueText(old), after: valueText(current) }];
  });
}

function valueText(fact: FactsOfVersion["facts"][number] | undefined): string {
  if (!fact) return "空";
  if (fact.measure === "count") return String(fact.value);
  return `${formatYuan(fact.value)}${fact.measure === "money" ? "元" : "分"}`;
}
