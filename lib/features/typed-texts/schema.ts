import { z } from "zod";
import { isStorable, lengthInWords } from "@/lib/domain/words/text-length";

/**
 * One piece of text that people type, without blanks around it and without what cannot be stored.
 *
 * @param name for what is said of it: 原因最多五百字。
 */
export const textOf = (name: string, longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `${name}最多${lengthInWords(longest)}字。`)
    .refine(isStorable, `${name}中含有无法保存的字符。`);

/** To somebody whose page does not say which state of things it was made from. */
export const seenAnew = "页面内容已过期，请刷新后核对再保存。";

/** The revision of something as the person saw it. */
export const seenRevision = (first: 0 | 1) => z.number(seenAnew).int(seenAnew).min(first, seenAnew);
