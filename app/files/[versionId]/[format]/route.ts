import { z } from "zod";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { loadVersionFile } from "@/lib/features/report-package/loaders";
import { AppError } from "@/lib/platform/errors";
import { fileAnswer } from "@/app/files/file-answer";

const address = z.object({ versionId: z.uuid(), format: z.enum(documentFormats) });

/** The document of a version as a file, for its unit and the bureau; a draft carries 草稿. */
export function GET(_request: Request, { params }: RouteContext<"/files/[versionId]/[format]">): Promise<Response> {
  return fileAnswer(async () => {
    const place = address.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    const { versionId, format } = place.data;
    const { bytes, name } = await loadVersionFile(versionId, format);
    return { bytes, format, named: `filename="${name}"` };
  });
}
