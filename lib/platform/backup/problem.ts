/** Why a backup could not be made, read or restored, in words for whoever operates the installation. */
export class BackupProblem extends Error {
  override readonly name = "BackupProblem";
}
