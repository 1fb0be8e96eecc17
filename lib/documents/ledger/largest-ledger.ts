/** The largest ledger or statement of an office program that is read, in bytes. */
export const MAX_LEDGER_BYTES = 5 * 1024 * 1024;
