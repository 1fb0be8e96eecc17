import { versionBases, type VersionBasis } from "@/lib/domain/consolidation/scope";
import { severities } from "@/lib/domain/words/finding";

/** What a page of a total shows the beginning of, or only the number, until it is asked for. */
export const totalLists = ["members", ...severities] as const;
export type TotalList = (typeof totalLists)[number];

/** What the address of a total's page says; what it does not know is left out. */
export interface TotalQuery {
  year?: number;
  basis: VersionBasis;
  isOwn: boolean;
  isFrozen: boolean;
  /** The one that waits for approval. */
  isProposed: boolean;
  table?: string;
  column?: string;
  cell?: string;
  /** The class of subjects whose rows a long table shows. */
  within?: string;
  show?: TotalList;
}

type Parameters = Record<string, string | string[] | undefined>;

/** Reads `?year=&basis=&scope=own&frozen=1&proposed=1&table=&column=&cell=&within=&show=`. `null`: the year is none. */
export function readTotalQuery(parameters: Parameters): TotalQuery | null {
  const one = (name: string) => {
    const value = parameters[name];
    return typeof value === "string" ? value : undefined;
  };
  const year = one("year");
  if (year !== undefined && !/^\d{4}$/.test(year)) return null;
  const basis = versionBases.find((each) => each === one("basis"));
  const show = totalLists.find((each) => each === one("show"));
  const part = (name: "table" | "column" | "cell" | "within") => {
    const value = one(name);
    return value !== undefined && /^[\w.]{1,120}$/.test(value) ? { [name]: value } : {};
  };
  return {
    ...(year !== undefined && { year: Number(year) }),
    basis: basis ?? "newest",
    isOwn: one("scope") === "own",
    isFrozen: one("frozen") === "1",
    isProposed: one("frozen") !== "1" && one("proposed") === "1",
    ...part("table"),
    ...part("column"),
    ...part("cell"),
    ...part("within"),
    ...(show && { show }),
  };
}

/** The address of a total's page or file; parts that are given replace those of the present one. */
export function totalHref(path: string, query: Partial<TotalQuery> & { year: number }): string {
  const parameters = new URLSearchParams({ year: String(query.year) });
  if (query.basis && query.basis !== "newest") parameters.set("basis", query.basis);
  if (query.isOwn) parameters.set("scope", "own");
  if (query.isFrozen) parameters.set("frozen", "1");
  if (query.isProposed) parameters.set("proposed", "1");
  for (const name of ["table", "column", "cell", "within", "show"] as const) {
    const value = query[name];
    if (value !== undefined) parameters.set(name, value);
  }
  return `${path}?${parameters.toString()}`;
}
