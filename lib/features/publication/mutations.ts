import { documentFormats, type DocumentFormat } from "@/lib/domain/document/file-formats";
import { documentFile } from "@/lib/documents/files/document-file";
import { chinaDay } from "@/lib/documents/layout/file-options";
import { fileSourceOf } from "@/lib/features/publication/data";
import { snapshotSchema } from "@/lib/features/publication/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";

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
 * @throws RareCharacterError when a character of the document stands in no font of a PDF.
 */
export async function publicationFile(
  districtId: string,
  sequence: number,
  format: DocumentFormat,
): Promise<StoredFile | null> {
  const stored = await readFile(districtId, sequence, format);
  if (stored) return stored;
  const publication = await db().publication.findUnique({
    where: { districtId_sequence: { districtId, sequence } },
    select: { snapshot: true, contentHash: true, publishedAt: true },
  });
  if (!publication) return null;
  const snapshot = snapshotSchema.parse(publication.snapshot);
  const source = fileSourceOf(snapshot, await readCatalogues(snapshot.catalogueId));
  const { NEXTAUTH_URL: base, OFFICE_FONT_FOLDER: officeFontFolder } = env();
  const { unit, year, number, correctionReason } = snapshot;
  const bytes = await documentFile(format, source, {
    publication: {
      number,
      correctionReason,
      contentHash: publication.contentHash,
      address: base === undefined ? null : new URL(`/r/${unit.code}/${year}/v/${number}`, base).href,
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
 * Makes the files that publications lack, one publication after the other: of one year or of given versions, or of all.
 *
 * @returns how many publications were seen to.
 */
export async function makeMissingFiles(
  districtId: string,
  filter: { year?: number; versionIds?: readonly string[] },
  onProgress: (progress: FilesProgress) => void = () => undefined,
): Promise<number> {
  const { rows } = await pool().query<{ sequence: number; unitName: string; year: number; number: number }>(
    `SELECT p.sequence, p.unit_name AS "unitName", p.year, p.number FROM publication p
     WHERE p.district_id = $1 AND ($2::int IS NULL OR p.year = $2) AND ($3::uuid[] IS NULL OR p.version_id = ANY($3))
       AND (SELECT count(*) FROM publication_file f WHERE f.district_id = p.district_id AND f.sequence = p.sequence) < $4
     ORDER BY p.sequence`,
    [districtId, filter.year ?? null, filter.versionIds ?? null, documentFormats.length],
  );
  for (const [index, { sequence, ...publication }] of rows.entries()) {
    const problems: string[] = [];
    for (const format of documentFormats) {
      await publicationFile(districtId, sequence, format).catch((error: unknown) => {
        logger.error({ err: error, sequence, format }, "a file of a publication could not be made");
        problems.push(`${format}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
    onProgress({ ...publication, at: index + 1, of: rows.length, problem: problems.join(" ") || null });
  }
  return rows.length;
}
