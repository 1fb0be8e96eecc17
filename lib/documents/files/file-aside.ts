import { fork } from "node:child_process";
import { freezeDocument, type FrozenDocument } from "@/lib/domain/document/frozen-document";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import type { ReportModelInput } from "@/lib/domain/report/open-report";
import type { Subject } from "@/lib/domain/words/subjects/catalogue";
import type { WorkbookOptions } from "@/lib/documents/excel/write-workbook";
import { documentFile, type FileSource } from "@/lib/documents/files/document-file";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { HelperProcesses } from "@/lib/documents/processes/helper-processes";
import { projectFile } from "@/lib/documents/project-file";

/** What making-process.ts is asked, and what it answers. */
export type MakingJob =
  | { format: "docx"; frozen: Frozen; options: FileOptions }
  | { format: "xlsx"; accounts: Accounts; options: WorkbookOptions };
export type MakingAnswer = { bytes: Uint8Array; problem?: never } | { bytes?: never; problem: string };

/** A document as it passes between processes: the calculations of its numbers in words. */
interface Frozen {
  document: FrozenDocument;
  unitCode: string;
  unitName: string;
  year: number;
  tables: PrintedTable[];
}

/** What a model is made from, as it passes between processes. */
type Accounts = Pick<ReportModelInput, "identity" | "facts"> & {
  functional: readonly Subject[];
  economic: readonly Subject[];
};

const processes = new HelperProcesses<MakingJob, MakingAnswer>({
  start: () =>
    fork(/* turbopackIgnore: true */ projectFile("lib/documents/files/start-making.mjs"), [], {
      serialization: "advanced",
      execArgv: [],
      cwd: projectFile("."),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    }),
  size: 1,
  keep: 0,
  maxWaiting: Infinity,
  timeLimitMs: 120_000,
  memoryToKeepBytes: 380 * 1024 * 1024,
  idleMs: 60_000,
});

/**
 * The same file as `documentFile` gives, byte for byte, made where it keeps no request waiting: Word and Excel take up
 * to a second of processor time. A PDF is set in a process of its own in any case.
 *
 * @throws RareCharacterError when a character of the document stands in no font of a PDF; HelperEnded when the process
 * died.
 */
export async function documentFileAside(
  format: DocumentFormat,
  source: FileSource,
  options: Parameters<typeof documentFile>[2],
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === "pdf") return documentFile(format, source, options);
  const { document } = source;
  const fileOptions = { publication: options.publication, date: options.date };
  const answer = await processes.run(
    format === "docx"
      ? { format, frozen: frozenOf(document), options: fileOptions }
      : { format, accounts: accountsOf(source), options: { unitCode: document.unitCode, ...fileOptions } },
  );
  if (answer.problem !== undefined) throw new Error(answer.problem);
  return Uint8Array.from(answer.bytes);
}

function frozenOf(document: FileSource["document"]): Frozen {
  const { unitCode, unitName, year, parts } = document;
  const tables = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "statutoryTable" ? [block.table] : [])),
  );
  return { document: freezeDocument(document), unitCode, unitName, year, tables };
}

function accountsOf({ model }: FileSource): Accounts {
  const { identity, facts, functional, economic } = model().input();
  return { identity, facts, functional: functional.subjects, economic: economic.subjects };
}
