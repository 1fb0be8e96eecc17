import { fork, type ChildProcess } from "node:child_process";
import type { WorkbookOpening } from "@/lib/documents/excel/read-workbook";
import type { ListReading } from "@/lib/documents/lists/read-list";
import type { LedgerReading } from "@/lib/documents/ledger/read-ledger";
import type { TextReading } from "@/lib/documents/plain-text/read-text";
import {
  HelperEnded,
  HelperProcesses,
  HelpersBusy,
  type EndOfHelper,
} from "@/lib/documents/processes/helper-processes";
import { projectFile } from "@/lib/documents/project-file";
import type { PackageReading } from "@/lib/documents/report-package/read-package";

/** The kinds of file that somebody else made, and what comes of reading one. */
export interface Readings {
  workbook: WorkbookOpening;
  ledger: LedgerReading;
  list: ListReading;
  package: PackageReading;
  pdfPackage: PackageReading;
  text: TextReading;
}
export type FileKind = keyof Readings;

/** What reading-process.ts is asked, and what it answers; `null` when the reader failed. */
export interface ReadingJob {
  kind: FileKind;
  bytes: Uint8Array;
  processorTimeMs: number;
}
export interface ReadingAnswer {
  reading: Readings[FileKind] | null;
}

/**
 * About three times what the largest file of each kind needs that is not refused for its size. It is processor time, so
 * that a busy machine refuses nothing. Texts come over the command line only, where nobody else waits; a PDF of 400
 * pages takes 3 seconds.
 */
const processorTimeMs: Record<FileKind, number> = {
  workbook: 2_500,
  ledger: 2_500,
  list: 2_500,
  package: 2_500,
  pdfPackage: 2_500,
  text: 5_000,
};

/** A process has 110 MB when it starts, and 350 MB after the largest ledger. */
const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;
/** Below the limit of all memory, so that garbage is collected in time. */
const HEAP_LIMIT_MB = 400;

const processes = new HelperProcesses<ReadingJob, ReadingAnswer>({
  start: startReading,
  size: 2,
  keep: 1,
  maxWaiting: 10,
  // The processor time has its own limit: this ends a process that is given none.
  timeLimitMs: 30_000,
  memoryToKeepBytes: 256 * 1024 * 1024,
  idleMs: 60_000,
});

/** What is said when the reading itself was given up. The person's next step depends on who made the file. */
const endings: Record<EndOfHelper | "busy", string> = {
  time: "文件内容过多或结构异常，读取时间超过限度，已停止。",
  memory: "文件展开后过大，读取已停止。",
  crash: "文件无法读取，可能已损坏。",
  busy: "正在读取的文件较多，本文件尚未读取。请稍候片刻，再选择一次。",
};
const waysOut: Record<FileKind, string> = {
  workbook: "请重新从系统导出工作簿，填写后再导入。",
  ledger: "请在 Excel 或 WPS 中打开，只保留要导入的工作表和行列，另存为 .xlsx 后再导入。",
  list: "请在 Excel 或 WPS 中打开，只保留要导入的工作表和行列，另存为 .xlsx 后再导入。",
  package: "请从系统重新导出后再导入。",
  pdfPackage: "请选择由本系统导出的 PDF。",
  text: "请在 Word 或 WPS 中打开，删去图片和附件，另存后再试。",
};
const refusals: { [Kind in FileKind]: (message: string) => Readings[Kind] } = {
  workbook: (message) => ({ ok: false, problems: [{ cell: "", message }] }),
  ledger: (problem) => ({ ok: false, problem }),
  list: (problem) => ({ ok: false, problem }),
  package: (message) => ({ ok: false, problems: [{ path: "", message }] }),
  pdfPackage: (message) => ({ ok: false, problems: [{ path: "", message }] }),
  text: (problem) => ({ ok: false, problem }),
};

/**
 * The one door through which a file of somebody else's making comes in: it is opened in a process of its own, with
 * limits of processor time and memory, without the environment's secrets. What goes beyond is refused with a sentence,
 * as is who comes when too many are waiting.
 */
export async function openFile<Kind extends FileKind>(kind: Kind, bytes: Uint8Array): Promise<Readings[Kind]> {
  const refuse = (reason: EndOfHelper | "busy") =>
    refusals[kind](reason === "busy" ? endings.busy : endings[reason] + waysOut[kind]);
  try {
    const { reading } = await processes.run({ kind, bytes, processorTimeMs: processorTimeMs[kind] });
    return reading === null ? refuse("crash") : (reading as Readings[Kind]);
  } catch (error) {
    if (error instanceof HelpersBusy) return refuse("busy");
    if (error instanceof HelperEnded) return refuse(error.reason);
    throw error;
  }
}

/** Variables that a process needs to run at all; it has no use for the others, the secrets among them. */
const neededVariables = ["PATH", "TMPDIR", "TMP", "TEMP", "SystemRoot", "NODE_ENV"] as const;

function startReading(): ChildProcess {
  const env = Object.fromEntries(
    neededVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  return fork(
    /* turbopackIgnore: true */ projectFile("lib/documents/reading/start-reading.mjs"),
    [String(MEMORY_LIMIT_BYTES)],
    {
      serialization: "advanced",
      execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
      cwd: projectFile("."),
      // The library of PDF would load every font of the system, 200 MB, to draw what nobody draws here.
      env: { ...env, DISABLE_SYSTEM_FONTS_LOAD: "1" } as unknown as NodeJS.ProcessEnv,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
}
