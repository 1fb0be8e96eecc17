import "server-only";
import { cache } from "react";
import { notFound, redirect } from "next/navigation";
import { requirePermission } from "@/lib/features/session/loaders";
import {
  endingText,
  listDrafts,
  readChanges,
  readDeadlines,
  readObliged,
  readOpenings,
  readPreparation,
  readQuestions,
  readSubjects,
  type Preparation,
  type YearDraftRow,
} from "@/lib/features/year-opening/data";

/** The years that the administrator's district is preparing. */
export async function loadDrafts(): Promise<YearDraftRow[]> {
  const { district } = await requirePermission("fiscalYear.manage");
  return listDrafts(district.id);
}

/** A year that is being prepared; to the list of years, which says why, where it was opened or given up. */
export const loadPreparation = cache(async (year: string): Promise<Preparation> => {
  const { district } = await requirePermission("fiscalYear.manage");
  if (!/^\d{4}$/.test(year)) notFound();
  return (await readPreparation(district.id, Number(year))) ?? redirect(`/admin/years?ended=${year}`);
});

/** Who opened a year that is not being prepared any more, or gave it up; `null` for what is no year. */
export async function loadEnding(year: unknown): Promise<string | null> {
  const { district } = await requirePermission("fiscalYear.manage");
  return typeof year === "string" && /^\d{4}$/.test(year) ? endingText(district.id, Number(year)) : null;
}

// What each step shows, of the year in the address.
export const loadSubjects = async (year: string) => readSubjects(await loadPreparation(year));
export const loadChanges = async (year: string) => readChanges(await loadPreparation(year));
export const loadDeadlines = async (year: string) => readDeadlines(await loadPreparation(year));
export const loadObliged = async (year: string) => readObliged(await loadPreparation(year));
export const loadOpenings = async (year: string) => readOpenings(await loadPreparation(year));
export const loadQuestions = async (year: string) => readQuestions(await loadPreparation(year));
