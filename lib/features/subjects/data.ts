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

/** More catalogues are not kept: a year has one. */
const MOST_KEPT = 20;
const kept = new Map<string, { edition: string | null; catalogues: Promise<Catalogues> }>();

/**
 * What a catalogue's rows are told apart by from those before them, as an expression of SQL; null without rows. A
 * catalogue is always written anew as a whole, so that each of its rows names the transaction; another server, which a
 * backup was restored to, gives the same numbers to others.
 */
export const catalogueEdition = (id: string) =>
  `(SELECT s.xmin::text || '/' || c.system_identifier FROM functional_subject s, pg_control_system() c
    WHERE s.catalogue_id = ${id} LIMIT 1)`;

/**
 * The catalogues ready for look-up. They change once a year and are asked for with every key: each process keeps them as
 * long as the database says that they are the same.
 *
 * @param edition what the database has just said, where it was asked with something else
 * @param client of a transaction: who holds a connection does not wait for another one
 */
export async function readCatalogues(
  catalogueId: string,
  { edition, client }: { edition?: string | null; client?: Prisma.TransactionClient } = {},
): Promise<Catalogues> {
  const current = edition === undefined ? await readEdition(catalogueId, client) : edition;
  const known = kept.get(catalogueId);
  if (known && known.edition === current) return known.catalogues;
  const catalogues = compile(readCatalogueRows(catalogueId, client));
  // Others do not wait for what a transaction reads, which may be taken back: they have it once it is there.
  if (client) await catalogues;
  kept.delete(catalogueId);
  kept.set(catalogueId, { edition: current, catalogues });
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  catalogues.catch(() => kept.delete(catalogueId));
  return catalogues;
}

async function compile(read: Promise<CatalogueRows>): Promise<Catalogues> {
  const rows = await read;
  return {
    functional: createCatalogue("functional", rows.functional),
    economic: createCatalogue("economic", rows.economic),
  };
}

async function readEdition(catalogueId: string, client: Prisma.TransactionClient = db()): Promise<string | null> {
  const rows = await client.$queryRawUnsafe<{ edition: string | null }[]>(
    `SELECT ${catalogueEdition("$1")} AS edition`,
    catalogueId,
  );
  return rows[0]!.edition;
}

/** Names of subjects of either classification. */
export const nameOfSubject =
  ({ functional, economic }: Catalogues) =>
  (code: string) =>
    functional.get(code)?.name ?? economic.get(code)?.name;
