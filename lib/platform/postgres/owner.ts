/**
 * Address for whoever works on a whole database as the owner of its tables: backups and restores.
 *
 * @param url of the database that the application uses.
 */
export function ownersAddress(url: string): string {
  return url;
}
