/** What files of the nightly backup are called: whose they are, when, and whether a passphrase opens them. */
export interface BackupName {
  name: string;
  at: Date;
}

/** `mingzhang-1b9d6bcd-20261130T181500Z.tar`, `….tar.age` */
export function nameOfBackup(installationId: string, at: Date, isEncrypted: boolean): string {
  const moment = at.toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
  return `${prefixOf(installationId)}${moment}.tar${isEncrypted ? ".age" : ""}`;
}

/** Those of a folder's files that are backups of an installation. */
export function backupsAmong(names: readonly string[], installationId: string): BackupName[] {
  return names.flatMap((name) => {
    if (!name.startsWith(prefixOf(installationId))) return [];
    const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar(?:\.age)?$/.exec(
      name.slice(prefixOf(installationId).length),
    );
    if (!found) return [];
    const [, year, month, day, hour, minute, second] = found;
    return [{ name, at: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) }];
  });
}

/** Two installations may share a folder. */
function prefixOf(installationId: string): string {
  return `mingzhang-${installationId.slice(0, 8)}-`;
}
