/** Signs that are stored and compared, and that nobody sees: of no width, of direction, of control. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A name as names are compared: one width of every sign, without white space and without what nobody sees. */
export function comparedName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\s\p{Cc}\p{Cf}]/gu, "")
    .toLowerCase();
}

/** Whether a name has signs in it that nobody sees: two names would look the same. */
export function hasUnseenSigns(name: string): boolean {
  return unseen.test(name);
}
