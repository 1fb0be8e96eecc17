import { z } from "zod";

/** Whether who approves a report may publish it, too. */
export const separationSchema = z.object({
  isSeparate: z.boolean(),
  reason: z
    .string()
    .trim()
    .min(1, "请填写修改的依据。")
    .max(2000, "依据最多两千字。")
    .refine((text) => !text.includes("\u0000"), "依据中含有无法保存的字符。"),
});
