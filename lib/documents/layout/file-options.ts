/** What every file of the document needs beside the document itself. */
export interface FileOptions {
  /** What is known of the publication; `null` for a draft, which carries 草稿 across each page. */
  publication: FilePublication | null;
  /**
   * Date of the document, `YYYY-MM-DD`: of its publication, or of the last change of a draft. Nothing in a file depends
   * on the clock.
   */
  date: string;
}

/** A publication as its files name it. All of it is known before the first file is made. */
export interface FilePublication {
  /** From 1; later ones are corrections. */
  number: number;
  correctionReason: string | null;
  /** Of a correction: how much it changed, as a sentence. */
  changes: string | null;
  /** SHA-256 (hex) of the published snapshot. */
  contentHash: string;
  /** Where the version can be read; `null` when the installation's address is not configured. */
  address: string | null;
  /**
   * The last entry of the signed log when the file was made, with the day on which it was signed (`YYYY-MM-DD`): every
   * copy on paper is a witness of the log. `null` before the first entry.
   */
  proofHead: { entry: number; hash: string; day: string } | null;
}
