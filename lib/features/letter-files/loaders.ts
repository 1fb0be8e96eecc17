import "server-only";
import { letterFileName } from "@/lib/documents/letter/letter-file-name";
import { letterFile } from "@/lib/features/letter-files/mutations";
import type { LetterFormat } from "@/lib/features/letter-files/schema";
import { visibleLetter } from "@/lib/features/letters/loaders";
import { sessionOrThrow } from "@/lib/features/session/loaders";
import { AppError } from "@/lib/platform/errors";

/**
 * A letter as a file, and a name for it.
 *
 * @throws AppError notSignedIn, or notFound for a letter that the person may not see.
 */
export async function loadLetterFile(
  letterId: string,
  format: LetterFormat,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const session = await sessionOrThrow();
  const visible = await visibleLetter(session, letterId);
  if (!visible) throw new AppError("notFound", `letter ${letterId}`);
  const { stored } = visible;
  const bytes = await letterFile(session.district.id, stored, format);
  return { bytes, name: letterFileName(stored.letter, format) };
}
