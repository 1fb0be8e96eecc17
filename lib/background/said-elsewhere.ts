import { readSpentByArchive } from "@/lib/documents/open-data/read-year-archive";
import { figures } from "@/lib/domain/questions/figures";
import { fromDecimalYuan } from "@/lib/domain/words/amounts";
import { parseCellId } from "@/lib/domain/words/cell-id";
import { readOpenCells } from "@/lib/features/open-data/data";
import { listAccountSequences } from "@/lib/features/published-figures/data";
import { listYearArchives, readYearArchive } from "@/lib/features/year-archives/data";

/** Reports that are read at a time. */
const REPORTS_AT_A_TIME = 500;

/**
 * What all units of a year spent, in fen, as the interface and the archive of the year say it, by what says so. Accounts
 * of departments, which hold those of their units, are left out. An archive that is behind is not asked.
 */
export async function spentElsewhere(districtId: string, year: number): Promise<Map<string, number>> {
  const sequences = await listAccountSequences(districtId, year);
  return new Map([
    ["开放数据接口（cells）", await spentByInterface(districtId, year, sequences)],
    ...(await spentByArchive(districtId, year, sequences)),
  ]);
}

async function spentByInterface(districtId: string, year: number, sequences: ReadonlySet<number>): Promise<number> {
  const { cell } = figures.expenditure;
  const { table } = parseCellId(cell);
  let spent = 0;
  for (let page = 1; ; page += 1) {
    const { reports } = await readOpenCells(districtId, { year, table, page, pageSize: REPORTS_AT_A_TIME });
    for (const report of reports) {
      if (!sequences.has(report.sequence)) continue;
      const cells = report.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
      spent += fromDecimalYuan(cells.find(({ id }) => id === cell)?.yuan ?? "0");
    }
    if (reports.length < REPORTS_AT_A_TIME) return spent;
  }
}

async function spentByArchive(
  districtId: string,
  year: number,
  sequences: ReadonlySet<number>,
): Promise<[what: string, fen: number][]> {
  const isCurrent = (await listYearArchives(districtId)).some((each) => each.year === year && each.isCurrent);
  const archive = isCurrent ? await readYearArchive(districtId, year) : null;
  if (!archive) return [];
  const said = await readSpentByArchive(archive.bytes);
  const sumOf = (spent: ReadonlyMap<string, number>) =>
    [...spent].reduce((sum, [unit, fen]) => (sequences.has(said.sequences.get(unit)!) ? sum + fen : sum), 0);
  return [
    ["整年数据（CSV）", sumOf(said.csv)],
    ["整年数据（Parquet）", sumOf(said.parquet)],
  ];
}
