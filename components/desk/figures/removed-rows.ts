/** Rows that a person took off the sheets, by place (`placeKey`). */
export type RemovedRows = Readonly<Record<string, readonly string[]>>;

export const noRemovedRows: RemovedRows = {};

export function withRemoved(known: RemovedRows, place: string, codes: readonly string[]): RemovedRows {
  return { ...known, [place]: [...new Set([...(known[place] ?? []), ...codes])] };
}

/** The same object when none of the rows was off the sheet. */
export function withoutRemoved(known: RemovedRows, place: string, codes: readonly string[]): RemovedRows {
  const left = known[place]?.filter((code) => !codes.includes(code));
  return left === undefined || left.length === known[place]!.length ? known : { ...known, [place]: left };
}

/** Reads what an earlier visit kept; anything else is nothing. */
export function removedRowsFrom(kept: string | null): RemovedRows {
  try {
    const value: unknown = JSON.parse(kept ?? "null");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return noRemovedRows;
    return Object.fromEntries(
      Object.entries(value).filter(
        (entry): entry is [string, string[]] =>
          Array.isArray(entry[1]) && entry[1].every((code) => typeof code === "string"),
      ),
    );
  } catch {
    return noRemovedRows;
  }
}
