import { z } from "zod";
import type { ChangeKind } from "@/lib/features/versions/schema";

/** How a recorded change came about: a person's input, or an opening that followed last year's accounts. */
export type RecordedKind = ChangeKind | "carryOver";

export const changeKindLabels: Record<RecordedKind, string> = {
  typed: "录入",
  paste: "粘贴",
  fill: "填充",
  clear: "清除",
  undo: "撤销",
  redo: "重做",
  import: "导入",
  rehearsal: "采用彩排",
  carryOver: "随上年批复决算更新",
};

/** One change of a cell or text, as stored. */
export interface CellChangeRow {
  revision: number;
  oldValue: string | null;
  newValue: string | null;
  how: RecordedKind;
  by: string;
  at: Date;
}

export const cellHistorySchema = z.object({ versionId: z.uuid(), address: z.string().min(1).max(260) });
