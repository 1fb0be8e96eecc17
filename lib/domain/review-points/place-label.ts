/** What a place that a point cites is called. */
import type { ReportModel } from "../report/open-report";
import type { CellId } from "../words/cell-id";
import type { FactKey } from "../words/fact-address";
import { quoted } from "../words/quoted";
import { questionAddress } from "./cited-places";

/** What a sentence is named by: its beginning. */
const longestQuote = 24;

/** Which kind of comment an address takes; `null` for what is no single place. */
export function placeKind(model: ReportModel, address: string): "cell" | "sentence" | null {
  if (address === questionAddress || address.startsWith("part:")) return null;
  const [table, row, column] = address.split(".");
  const isCell = row !== undefined && column !== undefined && model.tableSet.tables.some(({ id }) => id === table);
  return isCell || address.split(":").length === 4 ? "cell" : "sentence";
}

/** @param titles of the parts of the report, by id @param said what stands there, or stood */
export function placeLabel(
  model: ReportModel,
  address: string,
  { titles, said }: { titles: ReadonlyMap<string, string>; said: string | null },
): string {
  if (address === questionAddress) return "审核要点的文字";
  if (address.startsWith("part:")) return titles.get(address.slice("part:".length)) ?? "报告的一部分";
  if (placeKind(model, address) === "sentence") {
    const text = said ?? "";
    return `决算说明${quoted(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text)}`;
  }
  return address.includes(":") ? model.labelOfFact(address as FactKey) : model.labelOf(address as CellId);
}
