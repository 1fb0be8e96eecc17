import { z } from "zod";
import { textOf } from "@/lib/features/typed-texts/schema";

export const explainFindingSchema = z.object({
  versionId: z.uuid(),
  /** Whose page it comes from; refused when somebody else has signed in on that browser since. */
  personId: z.uuid().optional(),
  findingKey: z.string().min(1).max(400),
  /** Of the finding as the person saw it: the explanation holds for these figures only. */
  fingerprint: z.string().max(2000),
  text: textOf("说明", 4000),
});
export type ExplainFindingInput = z.infer<typeof explainFindingSchema>;

export const judgeExplanationSchema = z
  .object({
    versionId: z.uuid(),
    findingKey: z.string().min(1).max(400),
    /** Of the explanation as the reviewer saw it: one that was rewritten meanwhile is not judged unseen. */
    fingerprint: z.string().max(2000),
    text: z.string().max(4000),
    isAccepted: z.boolean(),
    reason: textOf("原因", 2000),
  })
  .refine(({ isAccepted, reason }) => isAccepted || reason !== "", { path: ["reason"], message: "不认可须写明原因。" });
export type JudgeExplanationInput = z.infer<typeof judgeExplanationSchema>;
