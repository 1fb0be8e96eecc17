import { z } from "zod";

/** Whom reports are given to. */
export const assigneeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("one"), reviewerId: z.uuid("请选择审核人。") }),
  z.object({
    kind: z.literal("evenly"),
    reviewerIds: z.array(z.uuid()).min(2, "请至少选择两名审核人。").max(200, "一次最多选择两百名审核人。"),
  }),
  z.object({ kind: z.literal("nobody") }),
]);
