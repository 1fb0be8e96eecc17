import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a text file that is there whole or not at all (mode 0600), with the folder it is in (0700). Of several processes
 * that write it at once, each has a draft of its own.
 *
 * @param replaces whether it takes the place of a file of that name; otherwise the one that is there stays as it is.
 */
export function writeWholeText(file: string, text: string, { replaces }: { replaces: boolean }): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
    chmodSync(draft, 0o600);
    if (replaces) renameSync(draft, file);
    else linkIfMissing(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function linkIfMissing(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
