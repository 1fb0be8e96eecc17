import type { DocumentFormat } from "@/lib/domain/document/file-formats";

/** Files of a letter. */
export const letterFormats = ["docx", "pdf"] as const satisfies readonly DocumentFormat[];
export type LetterFormat = (typeof letterFormats)[number];
