import { z } from "zod";
import { textOf } from "@/lib/features/typed-texts/schema";

/** Whether who approves a report may publish it, too. */
export const separationSchema = z.object({
  isSeparate: z.boolean(),
  reason: textOf("依据", 2000).min(1, "请填写修改的依据。"),
});
