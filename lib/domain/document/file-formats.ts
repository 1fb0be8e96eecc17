/** Files of the whole document. */
export const documentFormats = ["pdf", "docx", "xlsx"] as const;
export type DocumentFormat = (typeof documentFormats)[number];

export const documentFormatLabels: Record<DocumentFormat, string> = { pdf: "PDF", docx: "Word", xlsx: "Excel" };

export const documentMediaTypes: Record<DocumentFormat, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
