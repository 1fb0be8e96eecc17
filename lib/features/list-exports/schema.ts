import { z } from "zod";
import type { Action } from "@/lib/domain/report/actions";
import { queueTextSchema } from "@/lib/features/queue/schema";

interface ExportedList {
  label: string;
  permission: Extract<
    Action,
    "unit.manage" | "user.manage" | "fiscalYear.manage" | "audit.read" | "queue.read" | "letter.read"
  >;
  /** Every report is judged anew for it: it is not made as often as one likes. */
  isCostly: boolean;
}

/** The lists that are handed out as Excel and CSV. */
export const exportedLists = {
  units: { label: "单位", permission: "unit.manage", isCostly: false },
  users: { label: "用户", permission: "user.manage", isCostly: false },
  functionalSubjects: { label: "功能分类科目", permission: "fiscalYear.manage", isCostly: false },
  economicSubjects: { label: "经济分类科目", permission: "fiscalYear.manage", isCostly: false },
  findings: { label: "审核结果", permission: "queue.read", isCostly: true },
  comments: { label: "审核意见", permission: "queue.read", isCostly: false },
  disclosure: { label: "公开情况", permission: "queue.read", isCostly: false },
  inspections: { label: "公开体检", permission: "queue.read", isCostly: false },
  portal: { label: "门户公开清单", permission: "queue.read", isCostly: false },
  letters: { label: "批复登记簿", permission: "letter.read", isCostly: false },
  audit: { label: "操作日志", permission: "audit.read", isCostly: false },
} as const satisfies Record<string, ExportedList>;
export type ExportedListId = keyof typeof exportedLists;

/** Lists that there is an empty form of, to be filled in and imported. */
export const templateLists = ["units", "users", "functionalSubjects"] as const satisfies readonly ExportedListId[];
export type TemplateListId = (typeof templateLists)[number];

export const listAddressSchema = z.object({
  list: z.enum(Object.keys(exportedLists) as [ExportedListId, ...ExportedListId[]]),
  format: z.enum(["xlsx", "csv"]),
});

export const templateAddressSchema = z.object({ list: z.enum(templateLists) });

/** What a list is narrowed to; the log has its own. */
export const listFilterSchema = z.object({
  /** Units as they are on a day. */
  day: z.iso.date("日期须写成 2022-07-01 的样子。").optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  catalogue: z.string().max(40).optional(),
  /** What the queue is narrowed to, as its address says it. */
  queue: queueTextSchema.optional(),
});

/** Where the queue is narrowed, with the codes of the units that it shows. */
export type ListFilter = Omit<z.output<typeof listFilterSchema>, "queue"> & { units?: ReadonlySet<string> };
