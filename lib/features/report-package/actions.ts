"use server";

import { readUpload } from "@/lib/features/report-package/data";
import { uploadSchema } from "@/lib/features/report-package/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/**
 * Reads a workbook, a PDF or a report package that belongs to the version. Nothing is written: the desk shows every
 * change first.
 */
export const readUploadAction = action("readUploadAction", {
  input: uploadSchema,
  permission: onVersion("report.import"),
  run: ({ content }, { context }) => readUpload(context, Buffer.from(content, "base64")),
  limit: costlyLimit,
});
