import { z } from "zod";
import { documentFormats, documentMediaTypes } from "@/lib/domain/document/file-formats";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { loadVersionFile } from "@/lib/features/report-package/loaders";
import { AppError, toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext, withNumber } from "@/lib/platform/request-context";

const address = z.object({ versionId: z.uuid(), format: z.enum(documentFormats) });

/** The document of a version as a file, for its unit and the bureau; a draft carries 草稿. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/files/[versionId]/[format]">,
): Promise<Response> {
  try {
    const place = address.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    const { bytes, name } = await loadVersionFile(place.data.versionId, place.data.format);
    return new Response(bytes, {
      headers: {
        "content-type": documentMediaTypes[place.data.format],
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (thrown) {
    if (thrown instanceof RareCharacterError) return refusal(thrown.message, 422);
    const error = toAppError(thrown);
    if (error === thrown) return refusal(error.sentence, error.status);
    const context = await requestContext();
    logger.error({ err: error.cause, ...context }, "a file could not be made");
    return refusal(withNumber(error.sentence, context), error.status);
  }
}

function refusal(sentence: string, status: number): Response {
  return new Response(sentence, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
