import { z } from "zod";
import { documentMediaTypes } from "@/lib/domain/document/file-formats";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { loadLetterFile } from "@/lib/features/letter-files/loaders";
import { letterFormats } from "@/lib/features/letter-files/schema";
import { AppError, toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext, withNumber } from "@/lib/platform/request-context";

const address = z.object({ letterId: z.uuid(), format: z.enum(letterFormats) });

/** A letter of approval as a file, for the bureau, its addressee and the addressee's department. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/files/letters/[letterId]/[format]">,
): Promise<Response> {
  try {
    const place = address.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    const { letterId, format } = place.data;
    const { bytes, name } = await loadLetterFile(letterId, format);
    return new Response(bytes, {
      headers: {
        "content-type": documentMediaTypes[format],
        "content-disposition": `attachment; filename="letter.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (thrown) {
    if (thrown instanceof RareCharacterError) return refusal(thrown.message, 422);
    const error = toAppError(thrown);
    if (error === thrown) return refusal(error.sentence, error.status);
    const context = await requestContext();
    logger.error({ err: error.cause, ...context }, "the file of a letter could not be made");
    return refusal(withNumber(error.sentence, context), error.status);
  }
}

function refusal(sentence: string, status: number): Response {
  return new Response(sentence, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
