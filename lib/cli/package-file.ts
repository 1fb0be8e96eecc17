import { readFile, stat } from "node:fs/promises";
import { openFile } from "@/lib/documents/reading/open-file";
import { sizeProblem, type PackageProblem } from "@/lib/documents/report-package/read-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";

/** Reads and validates a package file. Prints every problem and answers `null` when it is none. */
export async function openPackageFile(file: string): Promise<ReportPackage | null> {
  const bytes = await readBytes(file, sizeProblem);
  if (!bytes) return null;
  const reading = await openFile("package", bytes);
  if (reading.ok) return reading.package;
  printProblems(file, reading.problems);
  return null;
}

/** A file as it is. Says so and answers `null` when there is none, or when it is too large to be looked at. */
export async function readBytes(
  file: string,
  problemOfSize: (bytes: number) => PackageProblem | undefined,
): Promise<Uint8Array | null> {
  try {
    const tooLarge = problemOfSize((await stat(file)).size);
    if (!tooLarge) return await readFile(file);
    printProblems(file, [tooLarge]);
    return null;
  } catch {
    console.error(`文件“${file}”不存在或不能读取。`);
    return null;
  }
}

/** One line a problem: where in the file, and what. */
export function printProblems(file: string, problems: readonly PackageProblem[]): void {
  console.error(`文件“${file}”有${problems.length}处问题，未作任何处理：`);
  for (const { path, message } of problems) console.error(path === "" ? `  ${message}` : `  ${path}：${message}`);
}
