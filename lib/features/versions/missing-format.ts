import { formatMissingSentence, isFormatId } from "@/lib/domain/formats/format-of";
import { AppError } from "@/lib/platform/errors";

/** A year and the format that it was opened in. */
export interface YearOfFormat {
  year: number;
  tableSetId: string;
}

/** A year's format has left the installation: its reports are stored as they were, and nobody here can compute or write them. */
export class FormatMissing extends AppError {
  constructor(private readonly of: YearOfFormat) {
    super("formatMissing", `format ${of.tableSetId} of ${of.year}`);
  }

  override get sentence(): string {
    return formatMissingSentence(this.of);
  }
}

/** @throws FormatMissing where the installation has not the format of the year. */
export function requireFormat(year: YearOfFormat): void {
  if (!isFormatId(year.tableSetId)) throw new FormatMissing(year);
}

/** For `catch`: hands on that a format is missing, and throws everything else. */
export function formatMissing(thrown: unknown): FormatMissing {
  if (thrown instanceof FormatMissing) return thrown;
  throw thrown;
}
