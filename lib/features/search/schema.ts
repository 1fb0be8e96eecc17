import type { z } from "zod";
import { queries } from "@/lib/documents/open-data/queries";

/** Reports on a page of results. */
export const SEARCH_PAGE = 20;
/** The last page that can be asked for: whoever needs more narrows the search. */
export const LAST_SEARCH_PAGE = 500;

/** The parameters of the search, as they stand in its address. */
export const searchParameters = queries.search;
export type SearchInput = z.output<typeof searchParameters>;

export const foundKinds = ["unit", "subject", "project", "text", "amount"] as const;

/** Where something was found in a report. */
export interface FoundPlace {
  kind: (typeof foundKinds)[number];
  /** Code and name of a subject, name of a project, what a text says, place of an amount. */
  title: string;
  /** The words around what was looked for, of texts. */
  excerpt: string | null;
  /** Of subjects and amounts. */
  fen: number | null;
  /** Anchor on the report's page; null: the whole report. */
  place: string | null;
}

/** A published report with where it says what was looked for, best first. */
export interface FoundReport {
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  year: number;
  number: number;
  /** ISO 8601. */
  publishedAt: string;
  places: FoundPlace[];
  /** Places that are not among them. */
  further: number;
}

export interface FoundReports {
  reports: FoundReport[];
  total: number;
  page: number;
}
