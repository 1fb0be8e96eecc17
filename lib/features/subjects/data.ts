import { createCatalogue, type Subject, type SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

export interface Catalogues {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

export interface CatalogueRows {
  functional: Subject[];
  economic: Subject[];
}

/** Ids of the imported catalogues, newest first. */
export async function listCatalogues(): Promise<string[]> {
  const rows = await db().functionalSubject.findMany({
    distinct: ["catalogueId"],
    select: { catalogueId: true },
    orderBy: { catalogueId: "desc" },
  });
  return rows.map((row) => row.catalogueId);
}

/** The rows of a catalogue in the order of its codes, to be sent to the browser. */
export async function readCatalogueRows(
  catalogueId: string,
  client: Prisma.TransactionClient = db(),
): Promise<CatalogueRows> {
  const select = {
    code: true,
    name: true,
    level: true,
    note: true,
    source: true,
    replaces: true,
    initials: true,
  } as const;
  const [functional, economic] = await Promise.all([
    client.functionalSubject.findMany({ where: { catalogueId }, orderBy: { code: "asc" }, select }),
    client.economicSubject.findMany({ where: { catalogueId }, orderBy: { code: "asc" }, select }),
  ]);
  return { functional: functional as Subject[], economic: economic as Subject[] };
}

const CACHE_SECONDS = 60;
const cached = new Map<string, { until: number; catalogues: Promise<Catalogues> }>();

/**
 * The catalogues ready for look-up. Kept in the process for a minute: saving a cell asks on every key, and catalogues
 * change once a year.
 */
export function readCatalogues(catalogueId: string): Promise<Catalogues> {
  const known = cached.get(catalogueId);
  // Not clock.ts: a fixed clock must not make the cache eternal.
  if (known && known.until > performance.now()) return known.catalogues;
  const catalogues = readCatalogueRows(catalogueId).then((rows) => ({
    functional: createCatalogue("functional", rows.functional),
    economic: createCatalogue("economic", rows.economic),
  }));
  cached.set(catalogueId, { until: performance.now() + CACHE_SECONDS * 1000, catalogues });
  catalogues.catch(() => cached.delete(catalogueId));
  return catalogues;
}

/** Forgets what is kept of a catalogue, after an import. */
export function forgetCatalogue(catalogueId: string): void {
  cached.delete(catalogueId);
}

/** Names of subjects of either classification. */
export const nameOfSubject =
  ({ functional, economic }: Catalogues) =>
  (code: string) =>
    functional.get(code)?.name ?? economic.get(code)?.name;
