import { readFile, stat } from "node:fs/promises";
import { readPackage, sizeProblem, type PackageProblem } from "@/lib/documents/report-package/read-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";

/** Reads and validates a package file. Prints every problem and answers `null` when it is none. */
export async function openPackageFile(file: string): Promise<ReportPackage | null> {
  let bytes: Uint8Array;
  try {
    const tooLarge = sizeProblem((await stat(file)).size);
    if (tooLarge) {
      printProblems(file, [tooLarge]);
      return null;
    }
    bytes = await readFile(file);
  } catch {
    console.error(`文件“${file}”不存在或不能读取。`);
    return null;
  }
  const reading = readPackage(bytes);
  if (reading.ok) return reading.package;
  printProblems(file, reading.problems);
  return null;
}

/** One line a problem: where in the file, and what. */
export function printProblems(file: string, problems: readonly PackageProblem[]): void {
  console.error(`文件“${file}”有${problems.length}处问题，未作任何处理：`);
  for (const { path, message } of problems) console.error(path === "" ? `  ${message}` : `  ${path}：${message}`);
}
