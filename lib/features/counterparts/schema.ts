import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import { fen, MAX_FEN } from "@/lib/domain/words/amounts";
import { transferKinds, type TransferKindId } from "@/lib/domain/words/counterparts";
import { textOf } from "@/lib/features/typed-texts/schema";

/** What of a code or name a unit is looked for by. */
export const findCounterpartsSchema = z.object({
  versionId: z.uuid(),
  query: z.string().trim().min(1, "请填写单位编码或名称。").max(60, "请只填单位编码或名称的一部分（60 字以内）。"),
});

const line = (name: string) => textOf(name, 200).min(1, `请填写${name}。`);
const amount = z.number().int().min(-MAX_FEN).max(MAX_FEN).transform(fen).nullable();

/** A document by which the bureau settles a difference, and the difference as the person saw it. */
export const settleTransferSchema = z.object({
  year: z.number().int().min(2000).max(2100),
  payerId: z.uuid(),
  receiverId: z.uuid(),
  kind: z.enum(transferKinds.map(({ id }) => id) as [TransferKindId, ...TransferKindId[]]),
  /** In fen; `null`: that side has it not. */
  paid: amount,
  received: amount,
  documentNumber: line("文号"),
  documentDate: z.string().refine(isDay, "请填写文件日期。"),
  basis: textOf("认定的理由", 500).min(1, "请填写认定的理由。"),
});
export type SettleTransferInput = z.input<typeof settleTransferSchema>;
export type SettleTransfer = z.output<typeof settleTransferSchema>;
