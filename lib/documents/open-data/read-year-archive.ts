// Reads back what an archive of a year says that units spent: what a comparison with everything else needs of it.
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { parse as parseWhole } from "csv-parse/sync";
import { Inflate, unzipSync } from "fflate";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { fromDecimalYuan } from "@/lib/domain/words/amounts";

/** What units spent, in fen, by their code. */
type SpentByUnit = Map<string, number>;

export interface SaidByArchive {
  csv: SpentByUnit;
  parquet: SpentByUnit;
  /** The publication that each unit's lines are of. */
  sequences: Map<string, number>;
}

/** Adds up the expenditure of every unit in both forms of the lines, part by part: a year has a million of them. */
export async function readSpentByArchive(bytes: Uint8Array): Promise<SaidByArchive> {
  const sizes = new Map<string, number>();
  const files = unzipSync(bytes, {
    filter: ({ name, size }) => {
      sizes.set(name, size);
      return name === "reports.csv" || name === "lines.parquet";
    },
  });
  const reports = parseWhole(Buffer.from(files["reports.csv"]!), { columns: true }) as Record<string, string>[];
  return {
    csv: await spentInCsv(firstFile(bytes, sizes.get("lines.csv")!)),
    parquet: await spentInParquet(files["lines.parquet"]!),
    sequences: new Map(reports.map((report) => [report.unit_code!, Number(report.sequence)])),
  };
}

/** The lines stand first in the zip: its compressed bytes, behind their local header (APPNOTE 4.3.7). */
function firstFile(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return bytes.subarray(start, start + size);
}

/** Compressed bytes that are read at a time; in between, others have their turn. */
const STEP = 65_536;

function* inflated(compressed: Uint8Array): Generator<Uint8Array> {
  const parts: Uint8Array[] = [];
  const inflate = new Inflate((part) => parts.push(part));
  for (let at = 0; at < compressed.length; at += STEP) {
    inflate.push(compressed.subarray(at, at + STEP), at + STEP >= compressed.length);
    yield* parts.splice(0);
  }
}

const spentSheet = "expenditure";

function add(spent: SpentByUnit, unit: string, fen: number): void {
  spent.set(unit, (spent.get(unit) ?? 0) + fen);
}

async function spentInCsv(compressed: Uint8Array): Promise<SpentByUnit> {
  const spent: SpentByUnit = new Map();
  const lines = Readable.from(inflated(compressed), { objectMode: false }).pipe(parse());
  let at = { unit: -1, sheet: -1, amount: -1 };
  for await (const line of lines as AsyncIterable<string[]>) {
    if (at.unit < 0)
      at = { unit: line.indexOf("unit_code"), sheet: line.indexOf("sheet"), amount: line.indexOf("amount") };
    else if (line[at.sheet] === spentSheet && line[at.amount])
      add(spent, line[at.unit]!, fromDecimalYuan(line[at.amount]!));
  }
  return spent;
}

async function spentInParquet(parquet: Uint8Array): Promise<SpentByUnit> {
  const spent: SpentByUnit = new Map();
  const file = parquet.slice().buffer;
  const metadata = parquetMetadata(file);
  let rowStart = 0;
  for (const { num_rows: rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(rows);
    const columns = ["unit_code", "sheet", "amount"];
    for (const line of await parquetReadObjects({ file, metadata, columns, rowStart, rowEnd }))
      if (line.sheet === spentSheet && line.amount !== null && line.amount !== undefined)
        add(spent, String(line.unit_code), Math.round(Number(line.amount) * 100));
    rowStart = rowEnd;
  }
  return spent;
}
