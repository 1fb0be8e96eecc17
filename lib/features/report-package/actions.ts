"use server";

import { readUpload } from "@/lib/features/report-package/data";
import { uploadSchema, type UploadedContent, type UploadInput } from "@/lib/features/report-package/schema";
import { permittedVersion } from "@/lib/features/versions/loaders";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Reads a workbook, a PDF or a report package that belongs to the version. Nothing is written: the desk shows every change first. */
export async function readUploadAction(input: UploadInput): Promise<ActionResult<UploadedContent>> {
  return runAction("readUploadAction", uploadSchema, input, async ({ versionId, content }) => {
    const { context } = await permittedVersion("report.import", versionId);
    return readUpload(context, Buffer.from(content, "base64"));
  });
}
