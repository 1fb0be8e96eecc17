import { z } from "zod";
import { fileAnswer } from "@/app/files/file-answer";
import { recordSheetFormats } from "@/lib/documents/record-sheet/write-record-sheet";
import { loadRecordSheet } from "@/lib/features/points-of-report/loaders";
import { AppError } from "@/lib/platform/errors";

const address = z.object({ versionId: z.uuid(), format: z.enum(recordSheetFormats) });

/** 审核情况记录表 of a version, for the bureau alone. */
export function GET(
  _request: Request,
  { params }: RouteContext<"/files/review/[versionId]/[format]">,
): Promise<Response> {
  return fileAnswer(async () => {
    const place = address.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    const { versionId, format } = place.data;
    const { bytes, name } = await loadRecordSheet(versionId, format);
    return { bytes, format, named: `filename="review.${format}"; filename*=UTF-8''${encodeURIComponent(name)}` };
  });
}
