import { listFormats } from "@/lib/documents/lists/write-list";
import { loadList, loadTemplate } from "@/lib/features/list-exports/loaders";
import { listAddressSchema, templateAddressSchema } from "@/lib/features/list-exports/schema";
import { AppError, toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext, withNumber } from "@/lib/platform/request-context";

/** A list as Excel or CSV, narrowed as its screen is; or, as the form `template`, an empty one to fill in and import. */
export async function GET(request: Request, { params }: RouteContext<"/lists/[list]/[format]">): Promise<Response> {
  try {
    const address = await params;
    if (address.format === "template") {
      const place = templateAddressSchema.safeParse(address);
      if (!place.success) throw new AppError("notFound");
      const { bytes, name } = await loadTemplate(place.data.list);
      return file(new Uint8Array(bytes), listFormats.xlsx, `${name}.xlsx`);
    }
    const place = listAddressSchema.safeParse(address);
    if (!place.success) throw new AppError("notFound");
    const { list, format } = place.data;
    const filter = Object.fromEntries(new URL(request.url).searchParams);
    const { stream, name } = await loadList(list, format, filter);
    return file(stream, listFormats[format], `${name}.${format}`);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error === thrown) return refusal(error.sentence, error.status);
    const context = await requestContext();
    logger.error({ err: error.cause, ...context }, "a list could not be made");
    return refusal(withNumber(error.sentence, context), error.status);
  }
}

function file(body: BodyInit, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function refusal(sentence: string, status: number): Response {
  return new Response(sentence, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
