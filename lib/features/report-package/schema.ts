import { z } from "zod";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { FactKey } from "@/lib/domain/words/fact-address";

/** Largest file that is taken: a workbook has 50 KB, a PDF with many projects 3 MB. */
export const MAX_UPLOAD_BYTES = 5 * 1024 * 1024;

const base64Length = Math.ceil(MAX_UPLOAD_BYTES / 3) * 4;

export const uploadSchema = z.object({
  versionId: z.uuid(),
  /** The file, base64. */
  content: z
    .base64("文件在传输中损坏，请重新选择。")
    .min(1, "文件是空的，请重新选择。")
    .max(base64Length, `文件超过${MAX_UPLOAD_BYTES / 1024 / 1024} MB。`),
});

/** What a file says of a report. `texts` and `performance` are `null` when that kind of file carries none. */
export interface UploadedContent {
  /** Fen or counts; cells that are not named are blank in the file. */
  amounts: [FactKey, number][];
  texts: [string, string][] | null;
  performance: StoredPerformance | null;
  /** What of it did not find its place here and is taken over as it is, in sentences. */
  notes: string[];
}
