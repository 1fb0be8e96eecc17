import { z } from "zod";
import { writtenUnitLabels, type WrittenUnit } from "@/lib/domain/words/amounts";
import { sheets } from "@/lib/domain/formats/sheets";
import { funds } from "@/lib/domain/words/funds";
import type { LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import { mappingProblems, type ColumnRole } from "@/lib/domain/ledger-import/mapping";
import { priorYearTables } from "@/lib/domain/ledger-import/prior-year-target";
import type { RememberedMapping } from "@/lib/domain/ledger-import/remembered";
import { takesEachFund } from "@/lib/domain/ledger-import/target";

/** Largest ledger that is taken. */
export const MAX_LEDGER_BYTES = 5 * 1024 * 1024;

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

export const targetSchema = z
  .object({
    sheet: z.enum([...sheets.map(({ id }) => id), ...priorYearTables.map(({ sheet }) => sheet)]),
    fund: z.union([z.enum(funds), z.literal(["", "each"])]),
  })
  .refine(({ sheet, fund }) => {
    const definition = sheets.find(({ id }) => id === sheet);
    if (fund === "each") return takesEachFund(sheet);
    return definition && "funds" in definition ? fund !== "" : fund === "";
  }, "没有这张填报表或这种资金性质。请刷新页面后重试。");

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

export const rememberMappingSchema = z
  .object({ versionId: z.uuid(), target: targetSchema, headers: headersSchema, mapping: mappingSchema })
  .superRefine(({ target, mapping }, context) => {
    for (const message of mappingProblems(mapping, target))
      context.addIssue({ code: "custom", message, path: ["mapping"] });
  });

/** A ledger as it was read, and what is known of the unit's ledgers. */
export interface UploadedLedger {
  sheets: LedgerSheet[];
  /** Newest first. */
  remembered: RememberedMapping[];
}
