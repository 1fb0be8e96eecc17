import { reportPath } from "@/lib/domain/words/report-path";
import { documentFormatLabels, documentFormats, type DocumentFormat } from "@/lib/domain/document/file-formats";
import { documentFile } from "@/lib/documents/files/document-file";
import { documentFileAside } from "@/lib/documents/files/file-aside";
import { chinaDay } from "@/lib/domain/words/moments";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import type { AuditActor } from "@/lib/features/audit/mutations";
import { askFor, type AskedItem, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { countChanges, countsSentence } from "@/lib/domain/document/publication-changes";
import { readProofHead } from "@/lib/features/proof/data";
import { fileSourceOf, readChangesOf } from "@/lib/features/publication/data";
import { snapshotSchema } from "@/lib/features/publication/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { now } from "@/lib/platform/clock";
import { isDatabaseUnavailable } from "@/lib/platform/database-refusals";
import { db, onPrimary, pool } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { toAppError } from "@/lib/platform/errors";
import { publicAddress } from "@/lib/platform/site-address";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { logger } from "@/lib/platform/logger";

/**
 * One publication of a district at a time, from here to the end of the transaction. Taken before anything else is
 * locked: each publication continues the chain of the one before and moves the sums of the district, and two that touch
 * them in another order would wait for each other.
 */
export async function lockPublications(transaction: Prisma.TransactionClient, districtId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('publication:' || ${districtId}::text, 0))`;
}

/** A file of a publication as it was made, for good. */
export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Of the bytes, hex. */
  sha256: string;
}

/**
 * A publication's file: the stored one, or made from the snapshot and stored now. Two that make it at once get the same
 * one. `null` when there is no such publication.
 *
 * @param make here, for somebody who waits, or aside (`documentFileAside`); the bytes are the same.
 * @throws RareCharacterError when a character of the document stands in no font of a PDF.
 */
export async function publicationFile(
  districtId: string,
  sequence: number,
  format: DocumentFormat,
  make: typeof documentFile = documentFile,
): Promise<StoredFile | null> {
  const stored = await readFile(districtId, sequence, format);
  // A replica takes no file.
  return stored ?? onPrimary(() => makeFile(districtId, sequence, format, make));
}

async function makeFile(
  districtId: string,
  sequence: number,
  format: DocumentFormat,
  make: typeof documentFile,
): Promise<StoredFile | null> {
  const publication = await db().publication.findUnique({
    where: { districtId_sequence: { districtId, sequence } },
    select: { snapshot: true, contentHash: true, publishedAt: true },
  });
  if (!publication) return null;
  const snapshot = snapshotSchema.parse(publication.snapshot);
  const source = fileSourceOf(snapshot, await readCatalogues(snapshot.catalogueId));
  const { OFFICE_FONT_FOLDER: officeFontFolder } = env();
  const { unit, year, number, correctionReason } = snapshot;
  const [changed, head] = await Promise.all([readChangesOf(districtId, sequence), readProofHead(districtId)]);
  const bytes = await make(format, source, {
    publication: {
      number,
      correctionReason,
      changes: changed && countsSentence(countChanges(changed.changes)),
      contentHash: publication.contentHash,
      address: publicAddress(reportPath({ unitCode: unit.code, year, number })) ?? null,
      proofHead: head && { entry: head.entry, hash: head.hash, day: chinaDay(new Date(head.madeAt)) },
    },
    date: chinaDay(publication.publishedAt),
    officeFontFolder,
  });
  await pool().query(
    `INSERT INTO publication_file (district_id, sequence, format, bytes, sha256, made_at)
     VALUES ($1, $2, $3, $4::bytea, encode(sha256($4::bytea), 'hex'), $5) ON CONFLICT DO NOTHING`,
    [districtId, sequence, format, Buffer.from(bytes), now()],
  );
  return readFile(districtId, sequence, format);
}

async function readFile(districtId: string, sequence: number, format: DocumentFormat): Promise<StoredFile | null> {
  return db().publicationFile.findUnique({
    where: { districtId_sequence_format: { districtId, sequence, format } },
    select: { bytes: true, sha256: true },
  });
}

/** A publication whose files are being made. */
export interface FilesProgress {
  unitName: string;
  year: number;
  number: number;
  /** Of how many, from 1. */
  at: number;
  of: number;
  /** Why a file could not be made; the others are. */
  problem: string | null;
}

/**
 * Makes the files that publications lack, one publication after the other: of one year, of given versions or of given places of
 * the chain, or of all.
 *
 * @returns how many publications were seen to.
 */
export async function makeMissingFiles(
  districtId: string,
  filter: { year?: number; versionIds?: readonly string[]; sequences?: readonly number[] },
  onProgress: (progress: FilesProgress) => void = () => undefined,
  make?: typeof documentFile,
): Promise<number> {
  const { rows } = await pool().query<{ sequence: number; unitName: string; year: number; number: number }>(
    `SELECT p.sequence, p.unit_name AS "unitName", p.year, p.number FROM publication p
     WHERE p.district_id = $1 AND ($2::int IS NULL OR p.year = $2) AND ($3::uuid[] IS NULL OR p.version_id = ANY($3))
       AND ($4::int[] IS NULL OR p.sequence = ANY($4))
       AND (SELECT count(*) FROM publication_file f WHERE f.district_id = p.district_id AND f.sequence = p.sequence) < $5
     ORDER BY p.sequence`,
    [districtId, filter.year ?? null, filter.versionIds ?? null, filter.sequences ?? null, documentFormats.length],
  );
  for (const [index, { sequence, ...publication }] of rows.entries()) {
    const failures = await makeFiles(districtId, sequence, make);
    const problem = failures
      .map(({ format, error }) => `${format}: ${error instanceof Error ? error.message : String(error)}`)
      .join(" ");
    onProgress({ ...publication, at: index + 1, of: rows.length, problem: problem || null });
  }
  return rows.length;
}

/** Makes every file of one publication that it lacks; those that cannot be made keep no other from it. */
async function makeFiles(
  districtId: string,
  sequence: number,
  make?: typeof documentFile,
): Promise<{ format: DocumentFormat; error: unknown }[]> {
  const failures: { format: DocumentFormat; error: unknown }[] = [];
  for (const format of documentFormats) {
    await publicationFile(districtId, sequence, format, make).catch((error: unknown) => {
      logger.error({ err: error, sequence, format }, "a file of a publication could not be made");
      failures.push({ format, error });
    });
  }
  return failures;
}

/** Asks for the files of publications as a background job, in the transaction that publishes or ends the publishing. */
export async function askForFiles(
  transaction: Prisma.TransactionClient,
  asked: { districtId: string; askedBy: AuditActor; subject: string; items: readonly AskedItem<"files">[] },
): Promise<void> {
  await askFor(transaction, { ...asked, kind: "files" });
}

/** One publication's turn in a background job. */
export async function makeFilesOfJob({ districtId }: Claim, { versionId }: ItemOf<"files">): Promise<ItemOutcome> {
  const { sequence } = await db().publication.findUniqueOrThrow({
    where: { districtId_versionId: { districtId, versionId } },
    select: { sequence: true },
  });
  const failures = await makeFiles(districtId, sequence, documentFileAside);
  const unavailable = failures.find(({ error }) => isDatabaseUnavailable(error));
  if (unavailable) throw unavailable.error;
  const reasons = failures.map(({ format, error }) => `${documentFormatLabels[format]}没有做成：${reasonOf(error)}`);
  return { state: reasons.length === 0 ? "done" : "failed", reasons };
}

function reasonOf(error: unknown): string {
  return error instanceof RareCharacterError ? error.message : toAppError(error).sentence;
}
