import {
  writeYearArchive,
  type ArchivedReport,
  type ArchiveOf,
  type WrittenArchive,
} from "@/lib/documents/open-data/year-archive";

/** An archive with its bytes. */
export interface WholeArchive extends WrittenArchive {
  bytes: Uint8Array<ArrayBuffer>;
}

/** The archive of a year in one piece, which it is nowhere but in tests. */
export async function wholeArchive(of: ArchiveOf, reports: AsyncIterable<ArchivedReport>): Promise<WholeArchive> {
  const parts: Uint8Array[] = [];
  const written = await writeYearArchive(of, reports, (bytes) => parts.push(bytes));
  return { ...written, bytes: new Uint8Array(Buffer.concat(parts)) };
}
