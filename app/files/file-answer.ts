import { documentMediaTypes, type DocumentFormat } from "@/lib/domain/document/file-formats";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext, withNumber } from "@/lib/platform/request-context";

interface MadeFile {
  bytes: Uint8Array<ArrayBuffer>;
  format: DocumentFormat;
  /** For the header `content-disposition`, after `attachment; `: filename="…". */
  named: string;
}

/** Answers with a file for the person who asked, kept nowhere on the way; or with a sentence that says why not. */
export async function fileAnswer(make: () => Promise<MadeFile>): Promise<Response> {
  try {
    const { bytes, format, named } = await make();
    return new Response(bytes, {
      headers: {
        "content-type": documentMediaTypes[format],
        "content-disposition": `attachment; ${named}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (thrown) {
    return refusalAnswer(thrown);
  }
}

/** Why there is no file, as a sentence for the person who asked. */
export async function refusalAnswer(thrown: unknown): Promise<Response> {
  if (thrown instanceof RareCharacterError) return refusal(thrown.message, 422);
  const error = toAppError(thrown);
  if (error === thrown) return refusal(error.sentence, error.status);
  const context = await requestContext();
  logger.error({ err: error.cause, ...context }, "a file could not be made");
  return refusal(withNumber(error.sentence, context), error.status);
}

function refusal(sentence: string, status: number): Response {
  return new Response(sentence, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
