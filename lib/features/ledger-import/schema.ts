import { MAX_LEDGER_BYTES } from "@/lib/documents/ledger/largest-ledger";
import { z } from "zod";
import { writtenUnitLabels, type WrittenUnit } from "@/lib/domain/words/amounts";
import { sheetIds } from "@/lib/domain/words/fact-address";
import { funds } from "@/lib/domain/words/funds";
import type { LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import type { ColumnRole } from "@/lib/domain/ledger-import/mapping";
import { isPriorYearSheet } from "@/lib/domain/ledger-import/prior-year-target";
import type { RememberedMapping } from "@/lib/domain/ledger-import/remembered";
import type { LedgerTarget } from "@/lib/domain/ledger-import/target";

export { MAX_LEDGER_BYTES };

const MAX_COLUMNS = 60;
const MAX_HEADER_ROWS = 100;
const base64Length = Math.ceil(MAX_LEDGER_BYTES / 3) * 4;

export const readLedgerSchema = z.object({
  versionId: z.uuid(),
  /** The file, base64. */
  content: z
    .base64("文件在传输中损坏，请重新选择。")
    .min(1, "文件是空的，请重新选择。")
    .max(base64Length, `文件超过${MAX_LEDGER_BYTES / 1024 / 1024} MB。`),
});

const entrySheets = sheetIds.filter(
  (id) => id !== "control" && id !== "priorYear" && id !== "openingAdjustments" && id !== "counterparts",
);

/** Shape only; whether the year's format has such a sheet and fund is for the domain (`targetProblem`). */
export const targetSchema: z.ZodType<LedgerTarget> = z.object({
  sheet: z.union([
    z.enum(entrySheets),
    z.custom<LedgerTarget["sheet"]>(
      (sheet) => typeof sheet === "string" && isPriorYearSheet(sheet) && /^[A-Za-z]+:[A-Za-z]{1,60}$/.test(sheet),
    ),
  ]),
  fund: z.union([z.enum(funds), z.literal(["", "each"])]),
});

export const mappingSchema = z.object({
  headerRows: z.object({ first: z.int().min(0).max(MAX_HEADER_ROWS), last: z.int().min(-1).max(MAX_HEADER_ROWS) }),
  unit: z.enum(Object.keys(writtenUnitLabels) as [WrittenUnit, ...WrittenUnit[]]),
  roles: z
    .array(
      z.custom<ColumnRole>(
        (role) =>
          typeof role === "string" &&
          /^(ignored|blank|year|code|codePart|name|fund|organisation|amount:[A-Za-z]{1,40}(\.[A-Za-z]{1,40})?)$/.test(
            role,
          ),
      ),
    )
    .max(MAX_COLUMNS),
});

export const headersSchema = z.array(z.string().max(2_000)).max(MAX_COLUMNS);

export const rememberMappingSchema = z.object({
  versionId: z.uuid(),
  target: targetSchema,
  headers: headersSchema,
  mapping: mappingSchema,
});

/** A ledger as it was read, and what is known of the unit's ledgers. */
export interface UploadedLedger {
  sheets: LedgerSheet[];
  /** Newest first. */
  remembered: RememberedMapping[];
}
