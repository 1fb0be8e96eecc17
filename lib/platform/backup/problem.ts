import { toAppError } from "@/lib/platform/errors";

/** Why a backup could not be made, read or restored, in words for whoever operates the installation. */
export class BackupProblem extends Error {
  override readonly name = "BackupProblem";
}

/** Why there is no backup, in words that the administrator may read. */
export const problemOf = (error: unknown): string =>
  error instanceof BackupProblem ? error.message : toAppError(error).sentence;
