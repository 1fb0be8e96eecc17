import { z } from "zod";
import { fileAnswer } from "@/app/files/file-answer";
import { loadLetterFile } from "@/lib/features/letter-files/loaders";
import { letterFormats } from "@/lib/features/letter-files/schema";
import { AppError } from "@/lib/platform/errors";

const address = z.object({ letterId: z.uuid(), format: z.enum(letterFormats) });

/** A letter of approval as a file, for the bureau, its addressee and the addressee's department. */
export function GET(
  _request: Request,
  { params }: RouteContext<"/files/letters/[letterId]/[format]">,
): Promise<Response> {
  return fileAnswer(async () => {
    const place = address.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    const { letterId, format } = place.data;
    const { bytes, name } = await loadLetterFile(letterId, format);
    return { bytes, format, named: `filename="letter.${format}"; filename*=UTF-8''${encodeURIComponent(name)}` };
  });
}
