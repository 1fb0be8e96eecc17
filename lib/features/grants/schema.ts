import { z } from "zod";
import { grantAsks, grantUnits, type GrantAsk, type GrantReading } from "@/lib/domain/ledger-import/grant-statement";
import type { GrantPlace } from "@/lib/domain/words/grants";
import { MAX_LEDGER_BYTES } from "@/lib/documents/ledger/largest-ledger";

export { MAX_LEDGER_BYTES };

const base64Length = Math.ceil(MAX_LEDGER_BYTES / 3) * 4;

export const readGrantStatementSchema = z.object({
  year: z.number().int().min(2000).max(2100),
  /** The file, base64. */
  content: z
    .base64("文件在传输中损坏，请重新选择。")
    .min(1, "文件是空的，请重新选择。")
    .max(base64Length, `文件超过${MAX_LEDGER_BYTES / 1024 / 1024} MB。`),
  /** Of the amounts, where a person has said so; else as the file says. */
  unit: z.enum(grantUnits).nullable(),
});
export type ReadGrantStatement = z.output<typeof readGrantStatementSchema>;

export const takeGrantStatementSchema = readGrantStatementSchema.extend({
  fileName: z.string().trim().min(1).max(200, "文件名过长。"),
  /** The statement that the person has seen it beside; 0: there was none. */
  replaces: z.number().int().min(0),
  /** What the person has agreed to. */
  confirmed: z.array(z.enum(Object.keys(grantAsks) as [GrantAsk, ...GrantAsk[]])).max(Object.keys(grantAsks).length),
});
export type TakeGrantStatement = z.output<typeof takeGrantStatementSchema>;

/** A difference of the statement in hand from the one that holds; amounts in fen. */
export interface ChangedGrant extends GrantPlace {
  unitCode: string;
  unitName: string;
  before: number | null;
  after: number | null;
}

/** What a statement would do, before it is taken. */
export interface GrantDryRun extends Omit<GrantReading, "lines"> {
  lines: number;
  /** Number of the statement that holds now; 0: none. */
  holds: number;
  /** Against that one, the first of them. */
  changes: readonly ChangedGrant[];
  changeCount: number;
}
