import { documentFormatLabels } from "@/lib/domain/document/file-formats";
import { writeLetterPdf } from "@/lib/documents/letter/write-letter-pdf";
import { writeLetterWord } from "@/lib/documents/letter/write-letter-word";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { letterFormats, type LetterFormat } from "@/lib/features/letter-files/schema";
import { readLetter, type StoredLetter } from "@/lib/features/letters/data";
import { now } from "@/lib/platform/clock";
import { isDatabaseUnavailable } from "@/lib/platform/database-refusals";
import { db, pool } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";

/**
 * A letter as a file: of one that is out the stored one, made and stored at first, so that it stays byte for byte what it
 * was whatever a release writes; of a draft made anew each time.
 *
 * @throws RareCharacterError when a character of the letter stands in no font of a PDF.
 */
export async function letterFile(
  districtId: string,
  { id, letter, contentHash, status }: StoredLetter,
  format: LetterFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const make = async () =>
    Uint8Array.from(
      format === "docx"
        ? await writeLetterWord(letter, { contentHash })
        : await writeLetterPdf(letter, { contentHash, officeFontFolder: env().OFFICE_FONT_FOLDER }),
    );
  if (status === "draft") return make();
  const stored = await readFile(districtId, id, format);
  if (stored) return stored;
  await pool().query(
    `INSERT INTO approval_letter_file (district_id, letter_id, format, bytes, sha256, made_at)
     VALUES ($1, $2, $3, $4::bytea, encode(sha256($4::bytea), 'hex'), $5) ON CONFLICT DO NOTHING`,
    [districtId, id, format, Buffer.from(await make()), now()],
  );
  return (await readFile(districtId, id, format))!;
}

async function readFile(
  districtId: string,
  letterId: string,
  format: LetterFormat,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await db().approvalLetterFile.findUnique({
    where: { districtId_letterId_format: { districtId, letterId, format } },
    select: { bytes: true },
  });
  return file?.bytes ?? null;
}

/** One letter's turn in a background job; a file that cannot be made keeps the other one from nothing. */
export async function makeLetterFilesOfJob(
  { districtId }: Claim,
  { letterId }: ItemOf<"letterFiles">,
): Promise<ItemOutcome> {
  const stored = await readLetter(districtId, letterId);
  if (!stored) return { state: "leftOut", reasons: ["没有这份批复。"] };
  const reasons: string[] = [];
  for (const format of letterFormats)
    await letterFile(districtId, stored, format).catch((error: unknown) => {
      if (isDatabaseUnavailable(error)) throw error;
      logger.error({ err: error, letterId, format }, "a file of a letter could not be made");
      const reason = error instanceof RareCharacterError ? error.message : toAppError(error).sentence;
      reasons.push(`${documentFormatLabels[format]}没有做成：${reason}`);
    });
  return { state: reasons.length === 0 ? "done" : "failed", reasons };
}
