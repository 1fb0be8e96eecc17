import { dayText } from "@/lib/domain/register/days";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { printableText } from "@/lib/documents/text/printable-text";
import { LICENCE } from "@/lib/documents/open-data/published-data";

/** One line of what a file says of its publication. */
export interface PublicationNote {
  label: string;
  text: string;
  /** One word that no line may break: set smaller where lines are short. */
  isUnbroken?: true;
}

/**
 * Source, version, correction and what it changed, address, hash, head of the signed log and licence for those who read
 * a published file; empty for a draft.
 *
 * @param noun 单位决算
 */
export function publicationNotes(
  unitName: string,
  noun: string,
  { publication, date }: FileOptions,
): PublicationNote[] {
  if (!publication) return [];
  const { number, correctionReason, changes, contentHash, address, proofHead } = publication;
  return [
    { label: "来源", text: `${printableText(unitName)}依法公开的${noun}` },
    { label: "版本", text: `第${number}版${number > 1 ? "（更正）" : ""}` },
    { label: number > 1 ? "更正日期" : "公开日期", text: date },
    ...(correctionReason === null ? [] : [{ label: "更正原因", text: printableText(correctionReason) }]),
    ...(changes === null ? [] : [{ label: "改动", text: changes }]),
    ...(address === null || changes === null ? [] : [{ label: "更正公告", text: `${address}/changes` }]),
    ...(address === null ? [] : [{ label: "公开地址", text: address }]),
    { label: "校验值", text: contentHash, isUnbroken: true },
    ...(proofHead === null
      ? []
      : [
          { label: "清单日志", text: `制作本文件时到第${proofHead.entry}条，${dayText(proofHead.day)}签署` },
          { label: "日志链头", text: proofHead.hash, isUnbroken: true as const },
        ]),
    {
      label: "核对方法",
      text:
        "校验值是公开内容的 SHA-256，应与公开页面“版本与校验”所列本版的校验值一致" +
        (proofHead === null ? "。" : "；日志链头应与公开网站“可验证”页日志中同一条的校验值一致。"),
    },
    { label: "使用许可", text: LICENCE },
  ];
}
