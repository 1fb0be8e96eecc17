import { sharedBy, type ImportLine } from "./difference";
import type { PortalColumnId } from "./portal-columns";
import type { UnderstoodRow } from "./understood-list";

/** A published report that an address can be given for. */
export interface AddressedReport {
  unitId: string;
  unitName: string;
  year: number;
  /** The portal's address now; blank: none. */
  address: string;
}

export interface PortalDeed {
  unitId: string;
  year: number;
  address: string;
}

interface Known {
  /** By the code that it was published under, and the year (`keyOf`). */
  reports: ReadonlyMap<string, AddressedReport>;
  /** Why an address cannot be the portal's; `null` for one that can. */
  problemOf: (address: string) => string | null;
  /** The one spelling of an address. */
  compared: (address: string) => string;
}

export const keyOf = (unitCode: string, year: string | number) => `${unitCode} ${year}`;

/** What a list that came back from the portal's editor would change. A blank address changes nothing. */
export function planPortalImport(
  rows: readonly UnderstoodRow<PortalColumnId>[],
  { reports, problemOf, compared }: Known,
): { lines: ImportLine[]; deeds: PortalDeed[] } {
  const rowKey = ({ cells }: UnderstoodRow<PortalColumnId>) => keyOf(cells.unitCode ?? "", cells.year ?? "");
  const twice = sharedBy(rows, rowKey);
  const owners = new Map<string, Set<string>>();
  const own = (address: string, name: string) => {
    const known = owners.get(address);
    if (known) known.add(name);
    else owners.set(address, new Set([name]));
  };
  const nameOf = ({ unitName, year }: AddressedReport) => `${unitName}${year}年度`;
  const given = new Set(rows.flatMap((row) => (row.cells.address ? [rowKey(row)] : [])));
  // An address that this file replaces is nobody's any more.
  for (const [key, report] of reports)
    if (report.address !== "" && !given.has(key)) own(compared(report.address), nameOf(report));
  const judged = rows.map((row) => {
    const { unitCode = "", year = "", address = "" } = row.cells;
    const report = reports.get(rowKey(row));
    const problems = [...row.problems];
    if (!report) problems.push(`没有单位 ${unitCode} ${year}年度已公开的决算，公开之后才能填网址。`);
    if (twice.has(rowKey(row))) problems.push("同一单位同一年度出现了不止一行，请只保留一行。");
    const problem = address === "" ? null : problemOf(address);
    if (problem !== null) problems.push(problem);
    else if (report && address !== "") own(compared(address), nameOf(report));
    return { row, report, address, problems };
  });
  const deeds: PortalDeed[] = [];
  const lines = judged.map(({ row, report, address, problems }): ImportLine => {
    const others = report && problems.length === 0 && address !== "" ? owners.get(compared(address)) : undefined;
    const shared = [...(others ?? [])].filter((name) => name !== nameOf(report!));
    const line = {
      row: row.row,
      code: row.cells.unitCode ?? "",
      name: report ? nameOf(report) : "",
      problems,
      notes: [...row.notes, ...(shared.length > 0 ? [`与${shared.slice(0, 3).join("、")}的网址相同，请核对。`] : [])],
    };
    if (!report || problems.length > 0) return { ...line, outcome: "problem", deeds: [], changes: [] };
    if (address === "" || address === report.address) return { ...line, outcome: "unchanged", deeds: [], changes: [] };
    deeds.push({ unitId: report.unitId, year: report.year, address });
    const changes = [{ label: "门户网站公开网址", before: report.address, after: address }];
    return { ...line, outcome: report.address === "" ? "new" : "changed", deeds: [], changes };
  });
  return { lines, deeds };
}
